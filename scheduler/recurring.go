package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Every says how often a window comes back, and on whose clock.
type Every struct {
	// Weeks is 1, 2 or 4; or Month says that it is the nth weekday of every month.
	Weeks int
	Month bool
	// Location holds the clocks of the slot. Nil means UTC.
	Location *time.Location
}

// String returns it as in a plan file, such as "2 weeks".
func (e Every) String() string {
	switch {
	case e.Month:
		return "month"
	case e.Weeks == 1:
		return "week"
	}
	return fmt.Sprintf("%d weeks", e.Weeks)
}

// slotKey tells slots apart.
type slotKey struct {
	weekday time.Weekday
	reading int // seconds
	week    int
	phase   int // of 2 or 4 weeks
}

// slotWork is a slot while its occurrences are counted.
type slotWork struct {
	key    slotKey
	starts []int64
	free   int
	sum    exact.Uint128
	worst  exact.Uint128
	at     int64
}

// Recurring finds the weekday and clock reading that serves best for every occurrence in the horizon: what
// most platforms can store. A slot is a multiple of the grid's step past midnight on the clocks of
// every.Location; a reading that clocks skip is moved forward by what they skip, one that comes twice
// means the first. Request.Count is how many slots are wanted; Candidates are refused.
//
// Errors: FieldErrors; a *NoWindowError where no occurrence of any slot is free; the context's error once
// it is done. Cost: proportional to the days of the horizon times the readings of a day.
func (p *Planner) Recurring(ctx context.Context, req Request, every Every) (*RecurringResult, error) {
	var faults FieldErrors
	if !(every.Month && every.Weeks == 0) && !(!every.Month && (every.Weeks == 1 || every.Weeks == 2 || every.Weeks == 4)) {
		value := any(every.Weeks)
		if every.Month {
			value = found(fmt.Sprintf("Month beside %d weeks", every.Weeks))
		}
		faults.add("recurring.every", value, "week, 2 weeks, 4 weeks or month")
	}
	loc := every.Location
	if loc == nil {
		loc = time.UTC
	}
	if loc.String() == "Local" {
		faults.add("recurring.time_zone", "Local", "an IANA time zone, not that of the machine")
	}
	if req.Candidates != nil {
		faults.add("search.candidates", len(req.Candidates), "none: every slot is looked at")
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	prepared, err := p.Prepare(ctx, req)
	if err != nil {
		return nil, err
	}
	c := prepared.c
	slots, err := c.slots(ctx, every, loc)
	if err != nil {
		return nil, err
	}
	kept := slots[:0]
	for _, s := range slots {
		if s.free > 0 {
			kept = append(kept, s)
		}
	}
	if len(kept) == 0 {
		return nil, c.noWindow(ctx, c.blocked(ctx))
	}
	err = exact.SortStable(ctx, kept, func(a, b *slotWork) int {
		return cmp.Or(cmp.Compare(len(a.starts)-a.free, len(b.starts)-b.free), exact.Compare(a.sum, b.sum),
			cmp.Compare(fromMonday(a.key.weekday), fromMonday(b.key.weekday)), cmp.Compare(a.key.reading, b.key.reading),
			cmp.Compare(a.starts[0], b.starts[0]), cmp.Compare(a.key.week, b.key.week))
	})
	if err != nil {
		return nil, err
	}
	res := &RecurringResult{Every: every, Location: loc, Duration: req.Duration, Considered: len(kept), Weighted: p.weighted != nil}
	for _, s := range kept[:min(len(kept), c.job.count)] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		res.Slots = append(res.Slots, c.slot(s, every, loc))
	}
	res.DatedHours, res.Dated, err = c.dated(ctx, every, loc, res.Slots[0].Occurrences)
	return res, err
}

func fromMonday(d time.Weekday) int { return (int(d) + 6) % 7 }

// slots counts the occurrences of every slot.
func (c *compiled) slots(ctx context.Context, every Every, loc *time.Location) ([]*slotWork, error) {
	zone := c.stretchesOf(loc)
	sc := exact.NewScorer(c.demand, c.job.stages)
	known := make(map[slotKey]*slotWork)
	var list []*slotWork
	first := calendar.DateOf(time.Unix(c.job.from, 0).In(loc)).Days()
	last := calendar.DateOf(time.Unix(c.job.to, 0).In(loc)).Days()
	free := c.starts(c.free)
	for day := first - 1; day <= last+1; day++ {
		for reading := int64(0); reading < exact.DaySeconds; reading += c.job.step {
			if reading/c.job.step%pollEvery == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			at, ok := placed(zone, int64(day)*exact.DaySeconds+reading)
			if !ok || at < c.job.from || at+c.job.keep > c.job.to {
				continue
			}
			i := exact.FirstEndingAfter(free, at)
			isFree := i < len(free) && free[i].From <= at
			var cost exact.Uint128
			if isFree {
				cost = sc.Alone(at)
			}
			for _, key := range keysOfDay(day, int(reading), every) {
				s := known[key]
				if s == nil {
					s = &slotWork{key: key}
					known[key] = s
					list = append(list, s)
				}
				s.starts = append(s.starts, at)
				if !isFree {
					continue
				}
				if s.free == 0 || s.worst.Less(cost) {
					s.worst, s.at = cost, at
				}
				s.free++
				s.sum = s.sum.Add(cost)
			}
		}
	}
	return list, nil
}

// keysOfDay returns the slots that a reading of a day is an occurrence of: the nth weekday of a month may
// be its last, too.
func keysOfDay(day, reading int, every Every) []slotKey {
	date := calendar.DateOfDay(day)
	key := slotKey{weekday: date.Weekday(), reading: reading}
	if !every.Month {
		// 1970-01-05 was a Monday.
		key.phase = int(exact.FloorMod(exact.FloorDiv(int64(day)-4, 7), int64(every.Weeks)))
		return []slotKey{key}
	}
	key.week = (date.Day + 6) / 7
	keys := []slotKey{key}
	if date.AddDays(7).Month != date.Month {
		key.week = -1
		keys = append(keys, key)
	}
	return keys
}

// clockStretch is a stretch of one offset of a zone.
type clockStretch struct {
	exact.Span
	offset int64
}

// stretchesOf returns those of the horizon and three days about it.
func (c *compiled) stretchesOf(loc *time.Location) []clockStretch {
	const around = 3 * exact.DaySeconds
	var out []clockStretch
	for iv, offset := range calendar.Offsets(loc, c.interval(c.job.from-around, c.job.to+around)) {
		out = append(out, clockStretch{exact.Span{From: iv.Start.Unix(), To: iv.End.Unix()}, int64(offset)})
	}
	return out
}

// placed returns the instant at which clocks read so: of a reading that comes twice the first, of one that
// is skipped the one moved forward by what is skipped. It fails for readings outside the stretches.
func placed(stretches []clockStretch, local int64) (int64, bool) {
	for i, s := range stretches {
		at := local - s.offset
		if at >= s.From && at < s.To {
			return at, true
		}
		if at >= s.To && i+1 < len(stretches) && local-stretches[i+1].offset < s.To {
			return at, true
		}
	}
	return 0, false
}

// slot works out what is told about a slot.
func (c *compiled) slot(s *slotWork, every Every, loc *time.Location) Slot {
	in := func(t int64) time.Time { return time.Unix(t, 0).In(loc) }
	out := Slot{Weekday: s.key.weekday, Time: time.Duration(s.key.reading) * time.Second, Week: s.key.week, FirstStart: in(s.starts[0]), Occurrences: len(s.starts),
		CustomerHours: c.customerHours(s.sum), Worst: SlotStart{in(s.at), c.customerHours(s.worst)}}
	if every.Weeks > 1 {
		out.First = calendar.DateOf(in(s.starts[0]))
	}
	free := c.starts(c.free)
	for _, at := range s.starts {
		out.Starts = append(out.Starts, in(at))
		if i := exact.FirstEndingAfter(free, at); i == len(free) || free[i].From > at {
			out.Blocked = append(out.Blocked, BlockedOccurrence{in(at), c.blocksIn(at, at+c.job.keep)})
		}
	}
	out.Shifts = c.shifts(s.starts)
	return out
}

// shifts tells when occurrences begin to read otherwise on the clocks of the regions, zone by zone.
func (c *compiled) shifts(starts []int64) []SlotShift {
	var out []SlotShift
	seen := make(map[string]bool)
	for i := range c.planner.regions {
		loc := c.planner.regions[i].Calendar.Location
		if seen[loc.String()] {
			continue
		}
		seen[loc.String()] = true
		for k := 1; k < len(starts); k++ {
			a, b := time.Unix(starts[k-1], 0).In(loc), time.Unix(starts[k], 0).In(loc)
			if calendar.ClockOf(a) != calendar.ClockOf(b) {
				out = append(out, SlotShift{TimeZone: loc.String(), From: b, Before: a})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b SlotShift) int { return a.From.Compare(b.From) })
	return out
}

// dated returns what so many windows cost at their own best: one in each of as many stretches of the
// recurrence's weeks, counted from the beginning of the horizon, or in each month on the slot's clocks.
func (c *compiled) dated(ctx context.Context, every Every, loc *time.Location, most int) (float64, int, error) {
	sc := exact.NewScorer(c.demand, c.job.stages)
	best := make(map[int64]exact.Uint128)
	var order []int64
	first := c.monthOf(c.job.from, loc)
	looked := 0
	for _, s := range c.starts(c.free) {
		at := c.grid.Next(s.From)
		if at < s.To {
			sc.Begin(at)
		}
		for ; at < s.To; at = c.grid.Next(at + 1) {
			if looked++; looked%pollEvery == 0 && ctx.Err() != nil {
				return 0, 0, ctx.Err()
			}
			var k int64
			if every.Month {
				k = c.monthOf(at, loc) - first
			} else {
				k = (at - c.job.from) / int64(7*exact.DaySeconds*every.Weeks)
			}
			if k >= int64(most) {
				break
			}
			cost := sc.Score(at)
			if old, ok := best[k]; !ok {
				order = append(order, k)
				best[k] = cost
			} else if cost.Less(old) {
				best[k] = cost
			}
		}
	}
	var sum exact.Uint128
	for _, k := range order {
		sum = sum.Add(best[k])
	}
	return c.customerHours(sum), len(order), ctx.Err()
}

// monthOf numbers the months.
func (c *compiled) monthOf(t int64, loc *time.Location) int64 {
	d := calendar.DateOf(time.Unix(t, 0).In(loc))
	return int64(12*d.Year + int(d.Month))
}
