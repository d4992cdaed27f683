package scheduler_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

var (
	randomPlans = flag.Int("plans", 50, "how many random plans are compared with the slow reference")
	firstSeed   = flag.Uint64("seed", 1, "seed of the first of them")
)

// The library agrees with the slow reference in every field of the result, whatever the plan.
func TestAgreesWithReference(t *testing.T) {
	const shards = 8
	plans := *randomPlans
	if testing.Short() { // under the race detector every plan takes many times as long
		plans = min(plans, 48)
	}
	for shard := range shards {
		t.Run(fmt.Sprintf("shard %d", shard), func(t *testing.T) {
			t.Parallel()
			for i := shard; i < plans; i += shards {
				seed := *firstSeed + uint64(i)
				t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) { checkPlan(t, seed) })
			}
		})
	}
}

// checkPlan compares the answers to one random plan, field by field. On a failure it prints the seed
// and the plan; "go test -run TestAgreesWithReference ./scheduler -plans 1 -seed N" runs it alone.
func checkPlan(t *testing.T, seed uint64) {
	t.Helper()
	p := randomPlan(t, seed)
	p.addForecasts(newDice(seed))
	b := p.build(t)
	want := p.solve()
	note := fmt.Sprintf("seed %d\n%s", seed, p.describe())
	ctx := context.Background()
	got, err := b.planner.Suggest(ctx, b.req)
	if want.noWindow != nil {
		var found *scheduler.NoWindowError
		require.ErrorIs(t, err, scheduler.ErrNoWindow, note)
		require.True(t, errors.As(err, &found), note)
		sameNoWindow(t, want.noWindow, found, note)
		checkRelaxations(t, p, found, note)
	} else {
		require.NoError(t, err, note)
		sameResult(t, want.result, got, note)
		require.Nil(t, got.RulePrices, note)
		checkExplained(t, p, b, want.eval, note)
	}
	checkTimeline(t, p, b, want.eval, note)
	starts := randomStarts(newDice(seed), p)
	var times []time.Time
	var judged []scheduler.Assessment
	for _, s := range starts {
		times = append(times, p.instant(s))
		judged = append(judged, want.eval.assess(p, s))
	}
	assessed, err := b.planner.Assess(ctx, b.req, times...)
	require.NoError(t, err, note)
	sameAssessments(t, judged, assessed, note)
}

// randomStarts draws starts to judge: on the grid and off it, up to the last that is allowed.
func randomStarts(d dice, p *refPlan) []int64 {
	list := []int64{p.to - p.duration}
	for range 3 {
		s := d.between(p.from, p.to-p.duration)
		list = append(list, s-min(s-p.from, s%pick[int64](d, 1, 60, 900)))
	}
	return list
}

func sameResult(t *testing.T, want, got *scheduler.Result, note string) {
	t.Helper()
	require.Equal(t, want.Considered, got.Considered, note)
	require.Equal(t, want.Blocked, got.Blocked, note)
	require.Len(t, got.Suggestions, len(want.Suggestions), note)
	for i, s := range want.Suggestions {
		sameSuggestion(t, s, got.Suggestions[i], fmt.Sprintf("suggestion %d of %s", i, note))
	}
	sameAssessments(t, want.Assessments, got.Assessments, note)
}

// sameTime compares the instant and the clocks that it is shown on.
func sameTime(t *testing.T, want, got time.Time, note string) {
	t.Helper()
	require.Equal(t, want.Format(time.RFC3339Nano), got.Format(time.RFC3339Nano), note)
	require.Equal(t, want.Location().String(), got.Location().String(), note)
}

func sameInterval(t *testing.T, want, got calendar.Interval, note string) {
	t.Helper()
	sameTime(t, want.Start, got.Start, note)
	sameTime(t, want.End, got.End, note)
}

func sameOptional(t *testing.T, want, got *time.Time, note string) {
	t.Helper()
	require.Equal(t, want == nil, got == nil, note)
	if want != nil {
		sameTime(t, *want, *got, note)
	}
}

func sameSuggestion(t *testing.T, want, got scheduler.Suggestion, note string) {
	t.Helper()
	sameInterval(t, want.Window, got.Window, note)
	sameImpact(t, want.Impact, got.Impact, note)
	sameTime(t, want.FreeUntil, got.FreeUntil, note)
	require.Equal(t, want.Open, got.Open, note)
	require.Equal(t, want.Runway, got.Runway, note)
	sameOptional(t, want.RollbackBy, got.RollbackBy, note)
	sameOptional(t, want.PointOfNoReturn, got.PointOfNoReturn, note)
}

func sameImpact(t *testing.T, want, got scheduler.Impact, note string) {
	t.Helper()
	require.Equal(t, [5]float64{want.CustomerHours, want.PlannedCustomerHours, want.OverrunCustomerHours, want.MeanShare, want.PeakShare},
		[5]float64{got.CustomerHours, got.PlannedCustomerHours, got.OverrunCustomerHours, got.MeanShare, got.PeakShare}, note)
	require.Len(t, got.Regions, len(want.Regions), note)
	for i, r := range want.Regions {
		g := got.Regions[i]
		sameInterval(t, r.Local, g.Local, note)
		r.Local, g.Local = calendar.Interval{}, calendar.Interval{}
		require.Equal(t, r, g, note)
	}
}

func sameAssessments(t *testing.T, want, got []scheduler.Assessment, note string) {
	t.Helper()
	require.Len(t, got, len(want), note)
	for i, a := range want {
		g := got[i]
		note := fmt.Sprintf("assessment %d, start %s, %s", i, a.Window.Start, note)
		sameInterval(t, a.Window, g.Window, note)
		sameImpact(t, a.Impact, g.Impact, note)
		require.Equal(t, a.Free, g.Free, note)
		require.Equal(t, a.OnGrid, g.OnGrid, note)
		require.Equal(t, a.Factor, g.Factor, note)
		require.Equal(t, a.Rank, g.Rank, note)
		require.Equal(t, blockTexts(a.Blocks), blockTexts(g.Blocks), note)
	}
}

// blockTexts shows blocks. The order of those with one start, rule and region is left open: here it is
// that of their reasons.
func blockTexts(blocks []scheduler.Block) (out []string) {
	blocks = slices.Clone(blocks)
	slices.SortStableFunc(blocks, func(a, b scheduler.Block) int {
		if a.Interval.Start.Equal(b.Interval.Start) && a.Rule == b.Rule && a.Region == b.Region {
			return strings.Compare(a.Reason, b.Reason)
		}
		return 0
	})
	for _, b := range blocks {
		out = append(out, fmt.Sprintf("%s %s %q %q %q", b.Interval, b.Interval.Start.Location(), b.Rule, b.Region, b.Reason))
	}
	return out
}

func sameNoWindow(t *testing.T, want, got *scheduler.NoWindowError, note string) {
	t.Helper()
	require.True(t, want.LongestFree.Equal(got.LongestFree), "%s, not %s: %s", got.LongestFree, want.LongestFree, note)
	require.Equal(t, want.KeepClear, got.KeepClear, note)
	require.Equal(t, want.Blocked, got.Blocked, note)
	byChange := func(list []scheduler.Relaxation) map[string]int64 {
		out := map[string]int64{}
		for _, r := range list {
			out[r.Change] = r.Opens
		}
		return out
	}
	require.Equal(t, byChange(want.Relaxations), byChange(got.Relaxations), note)
	require.Len(t, got.Relaxations, len(want.Relaxations), note)
	for _, w := range want.Relaxations {
		for _, g := range got.Relaxations {
			if g.Change == w.Change {
				sameSuggestion(t, w.Best, g.Best, g.Change+": "+note)
			}
		}
	}
	for i := 1; i < len(got.Relaxations); i++ {
		assert.GreaterOrEqual(t, got.Relaxations[i-1].Opens, got.Relaxations[i].Opens, note)
	}
}

// checkRelaxations asks the library itself about each changed request that a Request can express.
func checkRelaxations(t *testing.T, p *refPlan, nw *scheduler.NoWindowError, note string) {
	t.Helper()
	for _, r := range nw.Relaxations {
		q := *p
		if !q.relax(r.Change) {
			continue
		}
		b := q.build(t)
		res, err := b.planner.Suggest(context.Background(), b.req)
		require.NoError(t, err, r.Change+": "+note)
		require.Equal(t, r.Opens, res.Considered, r.Change+": "+note)
		sameSuggestion(t, res.Suggestions[0], r.Best, r.Change+": "+note)
	}
}

// relax makes the change in the plan, and reports whether a Request can express it: it has no place
// for dropping one region from weekdays or holidays.
func (p *refPlan) relax(change string) bool {
	switch change {
	case "drop weekdays":
		p.skipWeekdays = false
		return true
	case "drop holidays":
		p.skipHolidays = false
		return true
	}
	for k, r := range p.rules {
		if change == "drop "+r.name+" "+r.title {
			p.withoutRule = k
			return true
		}
	}
	var keep string
	if _, err := fmt.Sscanf(change, "lower keep_clear to %s", &keep); err == nil {
		d, err := time.ParseDuration(keep)
		p.keep = int64(d / time.Second)
		return err == nil
	}
	var tolerate float64
	if _, err := fmt.Sscanf(change, "raise tolerate to %v", &tolerate); err == nil {
		p.tolerate = int64(tolerate*millionth + 0.5)
		return true
	}
	return false
}

// checkTimeline compares the parts that a caller may draw or search.
func checkTimeline(t *testing.T, p *refPlan, b built, e *refEval, note string) {
	t.Helper()
	line, err := b.planner.Timeline(context.Background(), b.req)
	require.NoError(t, err, note)
	var parts []calendar.Interval
	for c, free := range e.free {
		if from, to := e.cell(c); free {
			parts = append(parts, p.interval(from, to))
		}
	}
	require.True(t, calendar.NewSet(parts...).Equal(line.Free()), note)
	require.EqualValues(t, len(e.starts), line.Considered(), note)
	var starts []int64
	for s := range line.Starts() {
		starts = append(starts, s.Unix())
	}
	require.Equal(t, e.starts, starts, note)
	require.True(t, line.Span().Equal(p.interval(p.from, e.end)), note)
	var levels []float64 // by minute
	for iv, level := range line.Demand().Steps() {
		for iv.Start.Unix() <= p.from+int64(len(levels))*60 && p.from+int64(len(levels))*60 < iv.End.Unix() {
			levels = append(levels, level)
		}
	}
	var want []float64
	for at := p.from; at < e.end; at += 60 {
		want = append(want, float64(e.demand[(at-e.lo)/60])/millionth)
	}
	require.GreaterOrEqual(t, len(levels), len(want), note)
	require.Equal(t, want, levels[:len(want)], note)
	checkRegionDemand(t, p, line, e, note)
}

// checkRegionDemand holds every region's curve to what its clocks read, minute by minute, and the hours under all to
// the people who are active then.
func checkRegionDemand(t *testing.T, p *refPlan, line *scheduler.Timeline, e *refEval, note string) {
	t.Helper()
	people := new(big.Int)
	for i, r := range p.regions {
		curve, ok := line.RegionDemand(r.name)
		require.True(t, ok, note)
		at := p.from
		for iv, millionths := range curve.Millionths() {
			for ; at < min(iv.End.Unix(), e.end); at += 60 {
				if want := r.customers * e.region[i][(at-e.lo)/60].share; want != millionths {
					require.Equal(t, want, millionths, "%s at %d: %s", r.name, at, note)
				}
			}
		}
		require.GreaterOrEqual(t, at, e.end, note)
	}
	for m := (p.from - e.lo) / 60; e.lo+m*60 < p.to; m++ {
		people.Add(people, product(e.demand[m], overlap(e.lo+m*60, e.lo+m*60+60, p.from, p.to), millionth))
	}
	require.Equal(t, hours(people), line.Demand().CustomerHours(p.interval(p.from, p.to)), note)
}
