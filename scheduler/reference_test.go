package scheduler_test

import (
	"sort"
	"strings"
	"time"
)

// The reference answers requests the slow and obvious way: it walks the time minute by minute, asks
// every region's clock for its reading with time.In, and tries every start of the grid. It was
// written from the documented model, shares no code with the library, and takes nothing from it but
// the types of the answers.

// refPlan is a plan as the reference sees it: seconds, millionths, and indices for regions.
type refPlan struct {
	regions                        []refRegion
	from, to                       int64
	duration, keep, rollback       int64
	stages                         []refStage // after the window
	skipWeekdays, skipHolidays     bool
	pad, ignore                    bool // what to do about estimated holidays; neither: take them as they are
	tolerate                       int64
	rules                          []refRule
	step                           int64
	grid                           *time.Location
	candidates                     []int64 // nil for the grid
	count                          int
	spacing                        int64
	withoutRule                    int // index of a rule to leave out, -1 for none
	withoutWeekdays, withoutOffday int // region whose working days (holidays) count no more, -1 for none
}

type refStage struct{ until, probability int64 }

type refRegion struct {
	name      string
	customers int64
	weight    int64 // of a customer in the impact, in thousandths
	loc       *time.Location
	weekend   map[time.Weekday]bool
	changes   []refChange
	holidays  []refHoliday
	worked    []refWorked
	// A row by weekday stands before the row of the kind of day.
	workday, weekendRow, holiday [24]int64
	byDay, byHoliday             map[time.Weekday][24]int64
	// Where there is a forecast its hours, from forecastFrom on, stand before all rows.
	forecast     []int64
	forecastFrom int64
}

// refWorked is a rest day that is worked. What the plan says beats a holiday, what the source knows does not.
type refWorked struct {
	date ymd
	name string
	plan bool
}

type refChange struct {
	from ymd
	days map[time.Weekday]bool
}

type ymd struct {
	year  int
	month time.Month
	day   int
}

func (d ymd) before(e ymd) bool {
	if d.year != e.year {
		return d.year < e.year
	}
	if d.month != e.month {
		return d.month < e.month
	}
	return d.day < e.day
}

// next returns the date n days on. Noon in UTC is far from any change of clocks.
func (d ymd) next(n int) ymd {
	y, m, day := time.Date(d.year, d.month, d.day+n, 12, 0, 0, 0, time.UTC).Date()
	return ymd{y, m, day}
}

func (d ymd) weekday() time.Weekday {
	return time.Date(d.year, d.month, d.day, 12, 0, 0, 0, time.UTC).Weekday()
}

type refHoliday struct {
	date                ymd
	name                string
	estimated, disputed bool
}

func (h refHoliday) title() string {
	var doubts []string
	if h.estimated {
		doubts = append(doubts, "estimated")
	}
	if h.disputed {
		doubts = append(doubts, "disputed")
	}
	if len(doubts) == 0 {
		return h.name
	}
	return h.name + " (" + strings.Join(doubts, ", ") + ")"
}

// refDay is what is known about one date in one region.
type refDay struct {
	date    ymd
	weekday time.Weekday
	kind    int    // 0 working day, 1 weekend, 2 holiday
	worked  bool   // a rest day that is worked, of kind 0
	name    string // of the holiday, or of the rest day that is worked
	offday  string // why the rule "holidays" leaves the day out; empty if it does not
}

// refMinute is what a region's clocks read in one minute, and how busy the region is.
type refMinute struct {
	day   *refDay
	share int64
}

func (r *refRegion) dayOf(p *refPlan, d ymd) *refDay {
	out := &refDay{date: d, weekday: d.weekday()}
	titles := func(on ymd, onlyEstimated bool, prefix string) (list []string) {
		for _, h := range r.holidays {
			if h.date == on && !r.planWorks(on) && !(h.estimated && p.ignore) && (h.estimated || !onlyEstimated) {
				list = append(list, prefix+h.title())
			}
		}
		return list
	}
	weekend := r.weekend
	for _, c := range r.changes {
		if !d.before(c.from) {
			weekend = c.days
		}
	}
	if weekend[out.weekday] {
		out.kind = 1
	}
	if names, works := r.works(d, weekend[out.weekday]); works {
		out.kind, out.worked, out.name = 0, true, "working "+out.weekday.String()
		if names != "" {
			out.name += " (" + names + ")"
		}
	} else if out.name = strings.Join(titles(d, false, ""), " / "); out.name != "" {
		out.kind = 2
		out.offday = out.name
		return out
	}
	if p.pad {
		near := append(titles(d.next(-1), true, "day after "), titles(d.next(1), true, "day before ")...)
		out.offday = strings.Join(near, " / ")
	}
	return out
}

func (r *refRegion) planWorks(d ymd) bool {
	for _, w := range r.worked {
		if w.plan && w.date == d {
			return true
		}
	}
	return false
}

// works tells whether a date that would be a day of rest is worked, and its names.
func (r *refRegion) works(d ymd, weekend bool) (names string, works bool) {
	holiday := false
	for _, h := range r.holidays {
		holiday = holiday || h.date == d
	}
	if r.planWorks(d) {
		works = weekend || holiday
	} else {
		works = weekend && !holiday
	}
	found := false
	for _, plan := range []bool{true, false} {
		for _, w := range r.worked {
			if w.date == d && w.plan == plan {
				found = true
				if w.name != "" && names != "" {
					names += " / "
				}
				names += w.name
			}
		}
	}
	return names, works && found
}

func (r *refRegion) shareAt(d *refDay, hour int) int64 {
	if d.worked {
		return r.workday[hour] // as busy as other working days, not as that day of the week
	}
	if d.kind == 2 {
		if row, ok := r.byHoliday[d.weekday]; ok {
			return row[hour]
		}
		return r.holiday[hour]
	}
	if row, ok := r.byDay[d.weekday]; ok {
		return row[hour]
	}
	if d.kind == 1 {
		return r.weekendRow[hour]
	}
	return r.workday[hour]
}

// refAxis is the time that matters, cut into cells in which nothing changes: minutes, and parts of
// minutes where a rule begins or ends at an odd second.
type refAxis struct {
	plan      *refPlan
	lo        int64 // a whole minute
	end       int64 // of the time in which rules are looked at: seven days past the horizon
	seconds   []int64
	minutes   int
	bounds    []int64       // where the cells begin, and the last ends
	region    [][]refMinute // by region and minute
	demand    []int64       // by minute: people
	weighted  []uint64      // by minute: people by weight, which may need all 64 bits
	areas     []tally       // by minute: the integral of weighted up to its beginning
	all       int64
	ruleCells [][]refPart // by rule
	ruleUnion [][]bool    // by rule and cell: whether any of its parts blocks it
}

// refPart is what one rule blocks on account of one region, or of none, for one reason.
type refPart struct {
	region int // -1: no one region
	reason string
	cells  []bool
}

func newRefAxis(p *refPlan) *refAxis {
	a := &refAxis{plan: p, lo: p.from - p.from%60 - 60, end: p.to + 7*24*3600}
	reach := max(p.keep, p.duration, 7*24*3600)
	for _, s := range p.stages {
		reach = max(reach, s.until)
	}
	a.minutes = int((p.to+reach-a.lo)/60 + 2)
	odd := map[int64]bool{0: true, p.from % 60: true, p.to % 60: true}
	for _, rule := range p.rules {
		for _, t := range rule.bounds {
			odd[(t%60+60)%60] = true
		}
	}
	for s := range odd {
		a.seconds = append(a.seconds, s)
	}
	sort.Slice(a.seconds, func(i, k int) bool { return a.seconds[i] < a.seconds[k] })
	for m := range a.minutes {
		for _, s := range a.seconds {
			a.bounds = append(a.bounds, a.lo+int64(m)*60+s)
		}
	}
	a.bounds = append(a.bounds, a.lo+int64(a.minutes)*60)
	a.demand, a.weighted = make([]int64, a.minutes), make([]uint64, a.minutes)
	for i := range p.regions {
		r := &p.regions[i]
		a.all += r.customers
		known := map[ymd]*refDay{}
		var now *refDay
		walk := make([]refMinute, a.minutes)
		for m := range walk {
			local := time.Unix(a.lo+int64(m)*60, 0).In(r.loc)
			y, month, d := local.Date()
			date := ymd{y, month, d}
			if now == nil || now.date != date {
				if known[date] == nil {
					known[date] = r.dayOf(p, date)
				}
				now = known[date]
			}
			walk[m] = refMinute{now, r.shareAt(now, local.Hour())}
			if t := local.Unix() - r.forecastFrom; t >= 0 && t < int64(len(r.forecast))*3600 {
				walk[m].share = r.forecast[t/3600]
			}
			a.demand[m] += r.customers * walk[m].share
			a.weighted[m] += uint64(r.customers*r.weight) * uint64(walk[m].share)
		}
		a.region = append(a.region, walk)
	}
	a.areas = areas(a.weighted)
	for _, rule := range p.rules {
		parts, union := rule.parts(a), make([]bool, a.cells())
		for _, part := range parts {
			for c, blocked := range part.cells {
				union[c] = union[c] || blocked
			}
		}
		a.ruleCells, a.ruleUnion = append(a.ruleCells, parts), append(a.ruleUnion, union)
	}
	return a
}

func (a *refAxis) cells() int { return a.minutes * len(a.seconds) }

// cell returns the interval of a cell.
func (a *refAxis) cell(i int) (from, to int64) { return a.bounds[i], a.bounds[i+1] }

// cellOf returns the cell that holds the instant t.
func (a *refAxis) cellOf(t int64) int {
	i := int((t-a.lo)/60) * len(a.seconds)
	for _, to := a.cell(i); to <= t; _, to = a.cell(i) {
		i++
	}
	return i
}

// inSpan reports whether a cell lies in the horizon or its runway. None lies across their ends.
func (a *refAxis) inSpan(i int) bool { return a.bounds[i] >= a.plan.from && a.bounds[i] < a.end }

// mark returns the cells of a part: those in which blocked holds, none outside the span.
func (a *refAxis) mark(region int, reason string, blocked func(t int64, minute int) bool) refPart {
	part := refPart{region: region, reason: reason, cells: make([]bool, a.cells())}
	for i := range part.cells {
		part.cells[i] = a.inSpan(i) && blocked(a.bounds[i], i/len(a.seconds))
	}
	return part
}
