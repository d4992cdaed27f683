package scheduler

import (
	"context"
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// compiled is a request worked out over its span: the horizon with the overrun's tail and seven
// days for the runway.
type compiled struct {
	planner  *Planner
	job      *job
	lo, hi   int64 // the span, in whole hours
	first    int   // the first local day of any region
	days     []regionDays
	cells    int // local days of the span, those of any region
	demand   *exact.Curve
	crews    []*exact.Curve // people off duty, by crew; nil for hard ones
	allCrews *exact.Curve   // of all crews
	off      offDays
	rules    []ruleBlocks
	over     []exact.Span // where too many customers are on an excluded kind of day
	free     []exact.Span // free time
	grid     exact.Grid
}

// end returns the end of the time in which blocks matter.
func (c *compiled) end() int64 { return c.job.to + int64(runwaySearch/time.Second) }

// people returns the demand as people see it: by heads.
func (c *compiled) people() *Curve { return &Curve{c.demand.ByHeads()} }

// customerHours returns an exact impact in customer-hours, rounded to the nearest millionth.
func (c *compiled) customerHours(impact exact.Uint128) float64 {
	return exact.MillionthsOf(impact, c.planner.hour())
}

// interval returns [from, to) on the clocks of the search.
func (c *compiled) interval(from, to int64) calendar.Interval {
	return calendar.Interval{Start: c.instant(from), End: c.instant(to)}
}

func (c *compiled) instant(t int64) time.Time { return time.Unix(t, 0).In(c.job.loc) }

// compile works out demand, blocks and free time. The context is polled between regions.
func (p *Planner) compile(ctx context.Context, j *job) (*compiled, error) {
	c := &compiled{planner: p, job: j}
	c.lo = exact.FloorDiv(j.from, exact.HourSeconds) * exact.HourSeconds
	end := max(c.end(), j.to+j.tail, j.to+j.keep)
	c.hi = -exact.FloorDiv(-end, exact.HourSeconds) * exact.HourSeconds
	c.first = int(exact.FloorDiv(c.lo, exact.DaySeconds)) - 2
	c.cells = int(exact.FloorDiv(c.hi, exact.DaySeconds)) + 3 - c.first
	zones, err := c.planDays(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.compileDemand(ctx, zones); err != nil {
		return nil, err
	}
	if err := c.compileCrews(ctx); err != nil {
		return nil, err
	}
	if err := c.runRules(ctx); err != nil {
		return nil, err
	}
	c.over = c.off.over(j, p.customers, c.end())
	if c.free, err = c.freeTime(ctx); err != nil {
		return nil, err
	}
	c.grid = j.grid()
	return c, ctx.Err()
}

// planDays works out every region's local days, and returns the zones in use.
func (c *compiled) planDays(ctx context.Context) ([]*exact.ZonePlan, error) {
	var faults FieldErrors
	var zones []*exact.ZonePlan
	known := make(map[*time.Location]*exact.ZonePlan)
	c.days = make([]regionDays, len(c.planner.regions))
	for i, r := range c.planner.regions {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		loc := r.Calendar.Location
		zone, ok := known[loc]
		if !ok {
			zone = exact.PlanZone(loc, c.lo, c.hi)
			known[loc] = zone
			zones = append(zones, zone)
			if !zone.Usual() {
				faults.add(fmt.Sprintf("regions[%d].time_zone", i), loc.String(), "a zone whose offsets from UTC are whole minutes, less than a day")
			}
		}
		c.days[i] = regionDays{zone: zone, table: r.Activity.resolved()}
		first, last := zone.Dates()
		if err := c.days[i].read(r.Calendar, first, last, c.job.estimated); err != nil {
			faults.addCause(fmt.Sprintf("regions[%d].holidays", i), r.Name, "holidays that are known for the whole horizon, its overrun and the seven days after it", err)
		}
	}
	return zones, faults.err()
}

// offsetDays counts customers by local day, for one offset: alike regions are added before anything
// is done hour by hour, so that the cost grows with the few dozen offsets in use rather than with
// the number of regions.
type offsetDays struct {
	rows  [][]int64         // by row of the profile, then by day; weighted
	heads [][]int64         // the same without weight, where anything is weighted
	kinds [offKinds][]int64 // by what is left out, then by day
	used  bool
}

// compileDemand adds up the demand of all regions, and the customers on excluded kinds of day.
func (c *compiled) compileDemand(ctx context.Context, zones []*exact.ZonePlan) error {
	s := exact.NewSlots(zones, c.forecastStarts(), c.lo, c.hi)
	diff := make([]int64, s.Len())
	weighted := c.planner.weighted != nil
	var heads []int64
	if weighted {
		heads = make([]int64, s.Len())
	}
	c.off = newOffDays(s, c.job)
	buf := make([]uint8, c.cells)
	var offsets []int64
	counts := make(map[int64]*offsetDays)
	for _, group := range c.planner.groups {
		table := group.table
		for _, i := range group.regions {
			if err := ctx.Err(); err != nil {
				return err
			}
			d, r := &c.days[i], &c.planner.regions[i]
			d.dayCells(buf, c.first)
			forecast := len(r.Forecast.shares) > 0
			for _, run := range d.zone.Runs {
				o := counts[run.Offset]
				if o == nil {
					o = &offsetDays{}
					counts[run.Offset] = o
					offsets = append(offsets, run.Offset)
				}
				o.use(len(table.rows), c.cells, weighted)
				from, to := run.First-c.first, run.Last+1-c.first
				o.countKinds(&c.off.kindOf, buf, from, to, r.Customers)
				if !forecast {
					countRows(o.rows, table, buf, from, to, c.planner.weight(i))
				}
				if !forecast && weighted {
					countRows(o.heads, table, buf, from, to, r.Customers)
				}
			}
			for _, p := range d.zone.Pieces {
				cell := buf[p.Day-c.first]
				c.off.addPiece(cell, p, r.Customers)
				if !forecast {
					addPiece(&s, diff, table, cell, p, c.planner.weight(i))
				}
				if !forecast && weighted {
					addPiece(&s, heads, table, cell, p, r.Customers)
				}
			}
			if forecast {
				c.addForecast(&s, diff, heads, i)
			}
		}
		for _, offset := range offsets {
			if o := counts[offset]; o.used {
				spread(o.rows, &s, diff, table, offset, c.first)
				if weighted {
					spread(o.heads, &s, heads, table, offset, c.first)
				}
				o.used = false
			}
		}
	}
	for _, offset := range offsets {
		c.off.spread(counts[offset], offset, c.first)
	}
	c.demand = exact.NewCurve(&s, diff, heads, c.lo, c.hi)
	c.off.finish(c.lo, c.hi)
	return nil
}

// use makes room for a profile of that many rows.
func (o *offsetDays) use(rows, days int, weighted bool) {
	for len(o.rows) < rows {
		o.rows = append(o.rows, make([]int64, days))
	}
	for weighted && len(o.heads) < rows {
		o.heads = append(o.heads, make([]int64, days))
	}
	for k := range o.kinds {
		if o.kinds[k] == nil {
			o.kinds[k] = make([]int64, days)
		}
	}
	o.used = true
}

// countRows adds a region's customers to its days from..to-1, by row of the profile.
func countRows(rows [][]int64, table *profileTable, buf []uint8, from, to int, customers int64) {
	for k, cell := range buf[from:to] {
		rows[table.of[cell&(cells-1)]][from+k] += customers
	}
}

// countKinds does the same by what is left out.
func (o *offsetDays) countKinds(kindOf *[2 * cells]uint8, buf []uint8, from, to int, customers int64) {
	for k, cell := range buf[from:to] {
		o.kinds[kindOf[cell&(2*cells-1)]][from+k] += customers
	}
}

// spread turns the counts by day into steps at the hours, and clears them.
func spread(rows [][]int64, s *exact.Slots, diff []int64, table *profileTable, offset int64, first int) {
	perHour := s.PerHour()
	for r := range table.rows {
		// Only the hours at which the share changes, and the end of the day, are steps.
		var at [25]int
		var by [25]int64
		n := 0
		previous := int64(0)
		for h := range 25 {
			share := int64(0)
			if h < 24 {
				share = int64(table.rows[r][h])
			}
			if share != previous {
				at[n], by[n] = h*perHour, share-previous
				n++
			}
			previous = share
		}
		for day, customers := range rows[r] {
			if customers == 0 {
				continue
			}
			slot := s.At(int64(first+day)*exact.DaySeconds - offset)
			for k := range n {
				diff[slot+at[k]] += customers * by[k]
			}
		}
		clear(rows[r])
	}
}

// addPiece adds a part of a local day hour by hour.
func addPiece(s *exact.Slots, diff []int64, table *profileTable, cell uint8, p exact.Piece, customers int64) {
	shares := &table.rows[table.of[cell&(cells-1)]]
	for t := p.From; t < p.To; {
		end := min(p.To, t-exact.FloorMod(t+p.Offset, exact.HourSeconds)+exact.HourSeconds)
		level := customers * int64(shares[exact.FloorMod(t+p.Offset, exact.DaySeconds)/exact.HourSeconds])
		diff[s.At(t)] += level
		diff[s.At(end)] -= level
		t = end
	}
}
