package scheduler_test

import (
	"context"
	"fmt"
	"math/big"
	"sort"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// refCrew is a crew as the reference sees it: when its clock reads what, minute by minute.
type refCrew struct {
	refRegion
	people   int64
	from, to int64 // hours, in minutes
	hard     bool
}

func (p *refPlan) randomCrew(t testing.TB, d dice, i int) refCrew {
	c := refCrew{refRegion: p.randomRegion(t, d, i, pick(d, allZones...)), people: d.between(1, 9), hard: d.chance(15)}
	c.name = fmt.Sprintf("crew %d", i)
	if d.chance(40) {
		c.loc = zoneOf(t, pick(d, oddZones...))
	}
	for c.from == c.to {
		c.from, c.to = pick[int64](d, 0, 480, 540, 1320, 75, 1439), pick[int64](d, 1440, 1320, 1020, 360, 61)
	}
	return c
}

// offHours reports whether the crew's clock reads outside its hours at an instant.
func (c *refCrew) offHours(t int64) bool {
	local := time.Unix(t, 0).In(c.loc)
	reading := int64(local.Hour()*60 + local.Minute())
	if c.from < c.to {
		return reading < c.from || reading >= c.to
	}
	return reading < c.from && reading >= c.to
}

// offDuty tells, minute by minute of the axis, whether work is a burden.
func (c *refCrew) offDuty(p *refPlan, a *refAxis) []bool {
	known := map[ymd]bool{}
	exact := *p // a crew's estimated holidays are taken as they are
	exact.pad, exact.ignore = false, false
	out := make([]bool, a.minutes)
	for m := range out {
		t := a.lo + int64(m)*60
		y, month, d := time.Unix(t, 0).In(c.loc).Date()
		date := ymd{y, month, d}
		if _, ok := known[date]; !ok {
			known[date] = c.dayOf(&exact, date).kind != 0
		}
		out[m] = !c.hard && (known[date] || c.offHours(t))
	}
	return out
}

// burden adds the weighted person-seconds of a start up; before holds the minutes off duty before each.
func (c *refCrew) burden(p *refPlan, a *refAxis, off []bool, before []int64, s int64) *big.Int {
	upTo := func(t int64) int64 {
		m := (t - a.lo) / 60
		if off[m] {
			return before[m]*60 + (t-a.lo)%60
		}
		return before[m] * 60
	}
	total := new(big.Int)
	from := s
	for _, st := range append([]refStage{{p.duration, millionth}}, p.stages...) {
		total.Add(total, product(upTo(s+st.until)-upTo(from), c.people, millionth, st.probability))
		from = s + st.until
	}
	return total
}

// sums counts what holds before each minute.
func sums(off []bool) []int64 {
	out := make([]int64, len(off)+1)
	for m, o := range off {
		out[m+1] = out[m]
		if o {
			out[m+1]++
		}
	}
	return out
}

// hardRule is what a hard crew blocks.
func (c *refCrew) hardRule() refRule {
	return refRule{name: "crew", title: c.name, parts: func(a *refAxis) []refPart {
		return []refPart{a.mark(-1, c.name, func(t int64, _ int) bool { return c.offHours(t) })}
	}}
}

func (c *refCrew) crew(t testing.TB) scheduler.Crew {
	return scheduler.Crew{
		Name: c.name, People: c.people, Hard: c.hard, Calendar: c.region(t, scheduler.Profile{}).Calendar,
		Hours: calendar.Hours{From: calendar.Clock(c.from * 60), To: calendar.Clock(c.to * 60)},
	}
}

// refPoint is a start with both of its costs.
type refPoint struct {
	refCost
	burden *big.Int
}

// refFront tries every pair of starts: a point is on the front if none beats it, and of equal ones the
// start that would be suggested first.
func refFront(p *refPlan, e *refEval, points []refPoint) []refPoint {
	var front []refPoint
	for i, x := range points {
		beaten := false
		for k, y := range points {
			impact, burden := y.total.Cmp(x.total), y.burden.Cmp(x.burden)
			beaten = beaten || impact <= 0 && burden <= 0 && impact+burden < 0 ||
				k != i && impact == 0 && burden == 0 && e.better(p, y.refCost, x.refCost)
		}
		if !beaten {
			front = append(front, x)
		}
	}
	sort.Slice(front, func(i, k int) bool { return front[i].total.Cmp(front[k].total) < 0 })
	return front
}

// Burdens and the Pareto front agree with the slow reference, hard crews included.
func TestCrewsAgreeWithReference(t *testing.T) {
	plans := min(160, *randomPlans/5)
	if testing.Short() { // under the race detector
		plans = 16
	}
	fronts, windows, eased := 0, 0, 0
	for seed := uint64(1); seed <= uint64(plans); seed++ {
		d := newDice(seed)
		p := randomPlan(t, seed)
		crews := make([]refCrew, d.between(1, 3))
		for i := range crews {
			crews[i] = p.randomCrew(t, d, i)
		}
		b := p.build(t)
		for i := range crews {
			b.req.Crew = append(b.req.Crew, crews[i].crew(t))
			if crews[i].hard {
				p.rules = append(p.rules, crews[i].hardRule())
			}
		}
		note := fmt.Sprintf("seed %d\n%s", seed, p.describe())
		answer := p.solve()
		got, err := b.planner.Tradeoff(context.Background(), b.req)
		if answer.noWindow != nil {
			require.ErrorIs(t, err, scheduler.ErrNoWindow, note)
			continue
		}
		require.NoError(t, err, note)
		windows++
		e := answer.eval
		var off [][]bool
		var before [][]int64
		for i := range crews {
			off = append(off, crews[i].offDuty(p, e.refAxis))
			before = append(before, sums(off[i]))
		}
		burden := func(s int64) *big.Int {
			total := new(big.Int)
			for i := range crews {
				total.Add(total, crews[i].burden(p, e.refAxis, off[i], before[i], s))
			}
			return total
		}
		var points []refPoint
		for _, c := range e.costs[:min(len(e.costs), 1500)] {
			points = append(points, refPoint{c, burden(c.start)})
		}
		if len(points) < len(e.costs) {
			continue // every pair of more starts than that takes too long here
		}
		front := refFront(p, e, points)
		sameFront(t, p, front, got, note)
		fronts += min(1, len(front)-1)

		b.req.Explain = true
		res, err := b.planner.Suggest(context.Background(), b.req)
		require.NoError(t, err, note)
		sameResult(t, answer.result, res, note)
		list, others := e.prices(p, burden)
		samePrices(t, p, list, others, burden, res.RulePrices, note)
		for _, price := range list {
			eased += min(1, price.eased.Sign())
		}
		for _, s := range res.Suggestions {
			require.Equal(t, hours(burden(s.Window.Start.Unix())), s.Crew.PersonHours, note)
			for i, c := range s.Crew.Crews {
				require.Equal(t, crews[i].name, c.Crew, note)
				require.Equal(t, hours(crews[i].burden(p, e.refAxis, off[i], before[i], s.Window.Start.Unix())), c.PersonHours, note)
			}
		}
	}
	require.Greater(t, windows, plans/5, "enough plans have a window")
	require.Greater(t, fronts, plans/20, "many fronts have more than one point")
	require.Greater(t, eased, plans/20, "many rules cost crews something")
}

func sameFront(t *testing.T, p *refPlan, want []refPoint, got *scheduler.Tradeoff, note string) {
	t.Helper()
	require.Len(t, got.Points, min(len(want), scheduler.MaxTradeoffPoints), note)
	require.Equal(t, len(want)-len(got.Points), got.LeftOut, note)
	at := -1
	var before refPoint
	for i, g := range got.Points {
		// The points that are told are some of the front's, in its order, both ends among them.
		for at++; at < len(want) && want[at].start != g.Window.Start.Unix(); at++ {
		}
		require.Less(t, at, len(want), "%s is not on the front, or out of order: %s", g.Window, note)
		require.Equal(t, weightedHours(want[at].total), g.Impact.CustomerHours, note)
		require.Equal(t, hours(want[at].burden), g.Crew.PersonHours, note)
		if i > 0 {
			require.Equal(t, weightedHours(new(big.Int).Sub(want[at].total, before.total)), g.MoreCustomerHours, note)
			require.Equal(t, hours(new(big.Int).Sub(before.burden, want[at].burden)), g.FewerPersonHours, note)
		}
		before = want[at]
	}
	require.Equal(t, want[0].start, got.Points[0].Window.Start.Unix(), note)
	require.Equal(t, want[len(want)-1].start, got.Points[len(got.Points)-1].Window.Start.Unix(), note)
}
