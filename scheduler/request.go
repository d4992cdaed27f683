package scheduler

import (
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Request says what is planned and when it may be. The zero value of every optional field is its
// documented default, and the safe one: a request that says nothing leaves out every region's
// working days and holidays.
type Request struct {
	// Horizon is where the window is looked for: [start, start+KeepClear) lies inside it. Required;
	// whole seconds, at most MaxHorizonYears, in the years 1973 to 2200. The overrun may run past its end.
	Horizon calendar.Interval
	// Duration is the length of the announced window. Required; whole seconds.
	Duration time.Duration
	// Overrun is what may follow the window. With its overrun a window lasts at most MaxExposure.
	Overrun []OverrunStage
	// KeepClear is how long from the start no rule may block: at least Duration. Zero means Duration.
	KeepClear time.Duration
	// Rollback is how long a rollback takes. Zero means that none is planned.
	Rollback time.Duration
	// AllowWorkingDays lets the window fall on working days; AllowHolidays on holidays.
	AllowWorkingDays, AllowHolidays bool
	// Estimated says what to do about holidays whose date waits on a sighting or a decree.
	Estimated EstimatedDays
	// Tolerate is the share of all customers who may be on an excluded kind of day, working days and
	// holidays taken together: from 0 up to, not including, 1; held in whole millionths.
	Tolerate float64
	// Rules keep the window out of more of the horizon: Blackout, OnlyDuring, OnlyHours, LimitShare,
	// or the caller's own.
	Rules []Rule
	// Grid is where starts lie. The zero value is every quarter of an hour in UTC.
	Grid Grid
	// Candidates, if not nil, are judged and ranked instead of the grid: 1 to MaxCandidates
	// different instants in whole seconds, with their windows inside the horizon.
	Candidates []time.Time
	// Count is the most suggestions wanted, up to MaxSuggestions. Zero means 5.
	Count int
	// Spacing is the least time from the end of one suggested window to the start of another. They
	// never overlap.
	Spacing time.Duration
	// Crew is who does the work, if that matters.
	Crew []Crew
	// Notice keeps starts from being too soon after the announcement. The zero value does not.
	Notice Notice
	// Headquarters is whose clock the rule of thumb in Result goes by. Nil means that of the region with
	// the most customers.
	Headquarters *time.Location
	// Explain asks Suggest for more about its answer: Result.RulePrices, Result.Comparison, and of the rules of
	// thumb Evening and BlockedBy. It takes about as long as two more searches, of the whole horizon.
	Explain bool
}

// Grid tells which instants may be starts: those whose reading on the clocks of Location is a
// multiple of Step past midnight. A reading that occurs twice, because clocks go back, counts twice.
type Grid struct {
	// Step divides 24 hours and is at least a minute, in whole seconds. Zero means 15 minutes.
	Step time.Duration
	// Location is also where the times of a result are shown. Nil means UTC.
	Location *time.Location
}

// job is a checked request in the units of the computation: seconds and millionths.
type job struct {
	from, to     int64 // horizon
	duration     int64
	stages       []exact.Stage
	tail         int64 // end of the last stage, from the start
	keep         int64
	rollback     int64
	weekdays     bool // leave out
	holidays     bool
	estimated    EstimatedDays
	tolerate     int64
	rules        []Rule
	step         int64
	loc          *time.Location
	list         []int64 // candidates in order of time, nil for the grid
	count        int
	spacing      int64
	crews        []Crew
	candidates   []time.Time // as given; nil for the grid
	headquarters *time.Location
	explain      bool
}

// check returns the request as a job, or every fault it has. regions is the number of regions.
func (r *Request) check(regions int) (*job, error) {
	var faults FieldErrors
	j := &job{
		weekdays: !r.AllowWorkingDays, holidays: !r.AllowHolidays, estimated: r.Estimated,
		rules: r.Rules, loc: r.Grid.Location, count: r.Count, crews: slices.Clone(r.Crew),
		candidates: slices.Clone(r.Candidates), headquarters: r.Headquarters, explain: r.Explain,
	}
	r.checkWindow(j, &faults)
	r.checkHorizon(j, regions, &faults)
	r.checkGrid(j, regions, &faults)
	r.checkCandidates(j, regions, &faults)
	if t, ok := exact.Millionths(r.Tolerate); !ok || t >= exact.ShareUnit {
		faults.add("rules.tolerate", r.Tolerate, "a share from 0 up to, not including, 1 (held in whole millionths)")
	} else {
		j.tolerate = t
	}
	if r.Estimated > EstimatedIgnore {
		faults.add("rules.estimated", uint8(r.Estimated), "EstimatedPad, EstimatedExact or EstimatedIgnore")
	}
	faults = append(faults, checkCrews(r.Crew)...)
	if added := r.Notice.rules(&faults); len(faults) == 0 {
		j.rules = slices.Concat(r.Rules, added, crewRules(r.Crew))
	}
	if r.Headquarters != nil && r.Headquarters.String() == "Local" {
		faults.add("headquarters", "Local", "an IANA time zone, not that of the machine")
	}
	return j, faults.err()
}

// checkWindow reads the window, its overrun, what is to be kept clear and the rollback.
func (r *Request) checkWindow(j *job, faults *FieldErrors) {
	sound := checkDuration(faults, "window.duration", r.Duration, time.Second, MaxExposure)
	j.duration = int64(r.Duration / time.Second)
	j.stages = r.stages(faults)
	j.tail = max(j.duration, j.stages[len(j.stages)-1].Until)
	keep := r.KeepClear
	if keep == 0 {
		keep = r.Duration
	} else if checkDuration(faults, "window.keep_clear", keep, time.Second, MaxExposure) && sound && keep < r.Duration {
		faults.add("window.keep_clear", calendar.FormatDuration(keep), fmt.Sprintf("at least window.duration (%s)", calendar.FormatDuration(r.Duration)))
	}
	j.keep = int64(keep / time.Second)
	if r.Rollback != 0 {
		checkDuration(faults, "window.rollback", r.Rollback, time.Second, longestSpan)
	}
	j.rollback = int64(r.Rollback / time.Second)
}

// checkHorizon reads the horizon. Before 1973 some offsets hold seconds that RFC 3339 cannot carry
// (Africa/Monrovia kept -00:44:30 until 1972-01-07); beyond 2200 no law of today will hold.
func (r *Request) checkHorizon(j *job, regions int, faults *FieldErrors) {
	from, to := r.Horizon.Start, r.Horizon.End
	sound := checkInstant(faults, "search.from", from)
	sound = checkInstant(faults, "search.to", to) && sound // both are looked at
	j.from, j.to = from.Unix(), to.Unix()
	if !sound {
		return
	}
	length := time.Duration(j.to-j.from) * time.Second
	switch {
	case length <= 0:
		faults.add("search.to", formatTime(to), fmt.Sprintf("an instant after search.from (%s)", formatTime(from)))
	case to.After(from.UTC().AddDate(MaxHorizonYears, 0, 0)):
		faults.add("search.to", formatTime(to), fmt.Sprintf("at most %d years after search.from (%s)", MaxHorizonYears, formatTime(from)))
	case int64(regions)*(int64(length/(24*time.Hour))+1) > MaxRegionDays:
		faults.add("search.to", formatTime(to), fmt.Sprintf("a horizon whose days times the %d regions are at most %d", regions, MaxRegionDays))
	case j.to-j.from < j.keep:
		faults.add("search.to", formatTime(to), fmt.Sprintf("a horizon that holds the window and what is kept clear after it (%s)", calendar.FormatDuration(seconds(j.keep))))
	}
}

// checkInstant reports whether t is a whole second of the years that a horizon may lie in.
func checkInstant(faults *FieldErrors, path string, t time.Time) bool {
	switch {
	case t.IsZero():
		faults.add(path, nil, "an instant")
	case t.Nanosecond() != 0:
		faults.add(path, t.Format(time.RFC3339Nano), "a whole second")
	case t.UTC().Year() < minYear || t.UTC().Year() > maxYear:
		faults.add(path, formatTime(t), fmt.Sprintf("an instant of the years %d to %d", minYear, maxYear))
	default:
		return true
	}
	return false
}

// formatTime shows an instant in a message.
func formatTime(t time.Time) string { return t.Format(time.RFC3339) }

// checkGrid reads the grid, the number of suggestions and their spacing.
func (r *Request) checkGrid(j *job, regions int, faults *FieldErrors) {
	step := r.Grid.Step
	if step == 0 {
		step = 15 * time.Minute
	}
	if step < time.Minute || step%time.Second != 0 || 24*time.Hour%step != 0 {
		faults.add("search.step", calendar.FormatDuration(step), "whole seconds that divide 24 hours, at least 1m")
	}
	j.step = int64(step / time.Second)
	switch {
	case j.loc == nil:
		j.loc = time.UTC
	case j.loc.String() == "Local":
		faults.add("search.time_zone", "Local", "an IANA time zone, not that of the machine")
	}
	if j.count == 0 {
		j.count = 5
	}
	if j.count < 1 || j.count > MaxSuggestions {
		faults.add("search.count", r.Count, fmt.Sprintf("1 to %d", MaxSuggestions))
	} else if j.count*regions > MaxImpacts {
		faults.add("search.count", j.count, fmt.Sprintf("at most %d with %d regions: suggestions times regions are at most %d", MaxImpacts/regions, regions, MaxImpacts))
	}
	if r.Spacing != 0 {
		checkDuration(faults, "search.spacing", r.Spacing, 0, longestSpan)
	}
	j.spacing = int64(r.Spacing / time.Second)
}

// checkCandidates reads the caller's own list of starts.
func (r *Request) checkCandidates(j *job, regions int, faults *FieldErrors) {
	if r.Candidates == nil {
		return
	}
	if n := len(r.Candidates); n < 1 || n > MaxCandidates || n*regions > MaxImpacts {
		faults.add("search.candidates", n, fmt.Sprintf("1 to %d starts, and at most %d starts times regions", MaxCandidates, MaxImpacts))
		return
	}
	seen := make(map[int64]int, len(r.Candidates))
	for i, c := range r.Candidates {
		path := fmt.Sprintf("search.candidates[%d]", i)
		if !j.checkStart(faults, path, c) {
			continue
		}
		if first, ok := seen[c.Unix()]; ok {
			faults.add(path, formatTime(c), fmt.Sprintf("a start of its own (search.candidates[%d] is the same instant)", first))
			continue
		}
		seen[c.Unix()] = i
		j.list = append(j.list, c.Unix())
	}
	slices.Sort(j.list)
}

// checkStart reports whether the window that starts at t lies inside the horizon, and adds a fault
// where it does not.
func (j *job) checkStart(faults *FieldErrors, path string, t time.Time) bool {
	if !checkInstant(faults, path, t) {
		return false
	}
	if t.Unix() < j.from || t.Unix()+j.duration > j.to {
		faults.add(path, formatTime(t), fmt.Sprintf("a start whose window (%s) lies inside the horizon, %s to %s", calendar.FormatDuration(seconds(j.duration)),
			formatTime(time.Unix(j.from, 0).In(t.Location())), formatTime(time.Unix(j.to, 0).In(t.Location()))))
		return false
	}
	return true
}

// grid returns where starts may be: on the grid, or on the list.
func (j *job) grid() exact.Grid {
	if j.list != nil {
		return exact.GridOf(j.list)
	}
	return exact.NewGrid(j.loc, j.step, exact.Span{From: j.from, To: j.to})
}
