package recur_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

var randomRules = flag.Int("rules", 400, "how many random rules are compared with the slow reference")

// refRule is a rule for the slow reference: it walks every day and every quarter of an hour, and
// shares no code with the package or with rrule-go.
type refRule struct {
	freq                                       string
	interval, count                            int
	until                                      string // as in the rule
	wkst                                       time.Weekday
	months, monthDays, yearDays, weeks, setpos []int
	hours                                      []int
	days                                       []refDay
	start                                      time.Time // the wall, in UTC
}

type refDay struct {
	n   int
	day time.Weekday
}

var refDayNames = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

func (r refRule) String() string {
	out := "FREQ=" + r.freq
	if r.interval > 1 {
		out += fmt.Sprintf(";INTERVAL=%d", r.interval)
	}
	if r.wkst != time.Monday {
		out += ";WKST=" + refDayNames[r.wkst]
	}
	for _, part := range []struct {
		name string
		list []int
	}{{"BYMONTH", r.months}, {"BYMONTHDAY", r.monthDays}, {"BYYEARDAY", r.yearDays}, {"BYWEEKNO", r.weeks}, {"BYHOUR", r.hours}, {"BYSETPOS", r.setpos}} {
		if len(part.list) > 0 {
			out += ";" + part.name + "=" + strings.Trim(strings.ReplaceAll(fmt.Sprint(part.list), " ", ","), "[]")
		}
	}
	names := make([]string, len(r.days))
	for i, d := range r.days {
		names[i] = strings.TrimPrefix(fmt.Sprint(d.n), "0") + refDayNames[d.day]
	}
	if names := strings.Join(names, ","); names != "" {
		out += ";BYDAY=" + names
	}
	if r.count > 0 {
		out += fmt.Sprintf(";COUNT=%d", r.count)
	}
	if r.until != "" {
		out += ";UNTIL=" + r.until
	}
	return out
}

const day = 24 * time.Hour

// weekStart walks back to the first day of the week.
func (r refRule) weekStart(d time.Time) time.Time {
	for d.Weekday() != r.wkst {
		d = d.AddDate(0, 0, -1)
	}
	return d
}

// period numbers the periods of the frequency.
func (r refRule) period(d time.Time) int {
	switch r.freq {
	case "DAILY":
		return int(d.Unix() / 86400)
	case "WEEKLY":
		return int(r.weekStart(d).Unix()/86400) / 7
	case "MONTHLY":
		return d.Year()*12 + int(d.Month())
	default:
		return d.Year()
	}
}

func in(list []int, values ...int) bool {
	return slices.ContainsFunc(list, func(n int) bool { return slices.Contains(values, n) })
}

// nth says which one of its weekday d is, from the first and from the last day of a span.
func nth(d, first, last time.Time) (front, back int) {
	for x := d; !x.Before(first); x = x.AddDate(0, 0, -7) {
		front++
	}
	for x := d; !x.After(last); x = x.AddDate(0, 0, 7) {
		back--
	}
	return front, back
}

// weekNumber counts the weeks of the year that the week of d belongs to: week 1 holds 4 January.
func (r refRule) weekNumber(d time.Time) (front, back int) {
	week := r.weekStart(d)
	firstWeek := func(year int) time.Time { return r.weekStart(time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)) }
	year := d.Year() + 1
	for week.Before(firstWeek(year)) {
		year--
	}
	for x := week; !x.Before(firstWeek(year)); x = x.AddDate(0, 0, -7) {
		front++
	}
	for x := week; x.Before(firstWeek(year + 1)); x = x.AddDate(0, 0, 7) {
		back--
	}
	return front, back
}

// matches reports whether the rule, with what RFC 5545 takes from the start, gives the day.
func (r refRule) matches(d time.Time) bool {
	monthDays, months, days := r.monthDays, r.months, r.days
	if len(monthDays)+len(r.yearDays)+len(days) == 0 {
		switch {
		case r.freq == "WEEKLY" || len(r.weeks) > 0:
			days = []refDay{{0, r.start.Weekday()}}
		case r.freq == "MONTHLY" || r.freq == "YEARLY":
			monthDays = []int{r.start.Day()}
			if r.freq == "YEARLY" && len(months) == 0 {
				months = []int{int(r.start.Month())}
			}
		}
	}
	lastOfMonth := time.Date(d.Year(), d.Month()+1, 0, 0, 0, 0, 0, time.UTC)
	lastOfYear := time.Date(d.Year(), 12, 31, 0, 0, 0, 0, time.UTC)
	if len(months) > 0 && !in(months, int(d.Month())) {
		return false
	}
	if len(monthDays) > 0 && !in(monthDays, d.Day(), d.Day()-lastOfMonth.Day()-1) {
		return false
	}
	if len(r.yearDays) > 0 && !in(r.yearDays, d.YearDay(), d.YearDay()-lastOfYear.YearDay()-1) {
		return false
	}
	if len(r.weeks) > 0 {
		if front, back := r.weekNumber(d); !in(r.weeks, front, back) {
			return false
		}
	}
	if len(days) == 0 {
		return true
	}
	first, last := d.AddDate(0, 0, 1-d.Day()), lastOfMonth
	if r.freq == "YEARLY" && len(months) == 0 {
		first, last = d.AddDate(0, 0, 1-d.YearDay()), lastOfYear
	}
	front, back := nth(d, first, last)
	return slices.ContainsFunc(days, func(x refDay) bool {
		return x.day == d.Weekday() && (x.n == 0 || x.n == front || x.n == back)
	})
}

// occurrences returns every reading up to last.
func (r refRule) occurrences(last time.Time) []time.Time {
	hours := r.hours
	if len(hours) == 0 {
		hours = []int{r.start.Hour()}
	}
	hours = slices.Sorted(slices.Values(hours))
	midnight := r.start.Truncate(day)
	// Sets must be whole, so begin a year early and end a year late.
	var all, set []time.Time
	period := -1
	flush := func() {
		chosen := set
		if len(r.setpos) > 0 {
			chosen = nil
			for i, t := range set {
				if in(r.setpos, i+1, i-len(set)) {
					chosen = append(chosen, t)
				}
			}
		}
		all = append(all, chosen...)
		set = nil
	}
	for d := midnight.AddDate(-1, 0, 0); d.Before(last.AddDate(1, 1, 0)); d = d.AddDate(0, 0, 1) {
		if p := r.period(d); p != period {
			flush()
			period = p
		}
		if distance := period - r.period(midnight); distance < 0 || distance%max(1, r.interval) != 0 || !r.matches(d) {
			continue
		}
		for _, h := range hours {
			set = append(set, d.Add(time.Duration(h)*time.Hour+time.Duration(r.start.Minute())*time.Minute))
		}
	}
	flush()
	all = slices.DeleteFunc(all, func(t time.Time) bool { return t.Before(r.start) })
	if r.count > 0 {
		all = all[:min(r.count, len(all))]
	}
	return slices.DeleteFunc(all, func(t time.Time) bool { return t.After(last) })
}

// refPlace looks at the clocks of the zone every quarter of an hour. All zones have kept offsets
// of whole quarters since 1972, and all starts of the test do.
func refPlace(loc *time.Location, wall time.Time) time.Time {
	reading := func(t time.Time) time.Time {
		_, offset := t.In(loc).Zone()
		return t.Add(time.Duration(offset) * time.Second).UTC()
	}
	for t := wall.Add(-30 * time.Hour); t.Before(wall.Add(30 * time.Hour)); t = t.Add(15 * time.Minute) {
		if reading(t).Equal(wall) {
			return t
		}
	}
	for t := wall.Add(-30 * time.Hour); ; t = t.Add(15 * time.Minute) {
		if before, after := reading(t), reading(t.Add(15*time.Minute)); before.Before(wall) && after.After(wall) {
			return wall.Add(-before.Sub(t))
		}
	}
}

var refZones = []string{
	"UTC", "America/New_York", "America/Los_Angeles", "America/Santiago", "America/Havana", "America/Sao_Paulo", "America/St_Johns",
	"America/Asuncion", "Atlantic/Azores", "Europe/Berlin", "Europe/London", "Europe/Dublin", "Africa/Casablanca", "Africa/Cairo",
	"Asia/Beirut", "Asia/Gaza", "Asia/Tehran", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Pyongyang", "Australia/Sydney", "Australia/Lord_Howe",
	"Australia/Eucla", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Marquesas", "Antarctica/Troll", "Antarctica/Casey",
}

// randomRule makes a rule that the package accepts.
func randomRule(rng *rand.Rand) refRule {
	r := refRule{
		freq:     []string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}[rng.IntN(4)],
		interval: []int{1, 1, 1, 2, 3, 5, 7, 40}[rng.IntN(8)],
		wkst:     time.Weekday(rng.IntN(7)),
		start:    time.Date(2008+rng.IntN(16), time.Month(1+rng.IntN(12)), 1+rng.IntN(31), rng.IntN(24), 15*rng.IntN(4), 0, 0, time.UTC),
	}
	some := func(low, high int, signed bool) []int {
		var list []int
		for range 1 + rng.IntN(4) {
			n := low + rng.IntN(high-low+1)
			if signed && rng.IntN(3) == 0 {
				n = -n
			}
			if !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
		return list
	}
	maybe := func(oneIn int) bool { return rng.IntN(oneIn) == 0 }
	if maybe(3) {
		r.months = some(1, 12, false)
	}
	if r.freq != "WEEKLY" && maybe(3) {
		r.monthDays = some(1, 28, true) // every month has these, so that no rule is refused as impossible
	}
	if r.freq == "YEARLY" && maybe(5) {
		r.yearDays = some(1, 366, true)
	}
	if r.freq == "YEARLY" && maybe(4) {
		r.weeks, r.interval = some(1, 53, true), 1
	}
	if maybe(2) {
		limit := 0
		if maybe(2) && len(r.weeks) == 0 {
			limit = map[string]int{"MONTHLY": 5, "YEARLY": 53}[r.freq]
			if len(r.months) > 0 {
				limit = min(limit, 5)
			}
		}
		for range 1 + rng.IntN(3) {
			d := refDay{day: time.Weekday(rng.IntN(7))}
			if limit > 0 {
				d.n = 1 + rng.IntN(limit)
				if maybe(3) {
					d.n = -d.n
				}
			}
			if !slices.Contains(r.days, d) {
				r.days = append(r.days, d)
			}
		}
	}
	if maybe(5) {
		r.hours = some(0, 23, false)
	}
	if len(r.months)+len(r.monthDays)+len(r.yearDays)+len(r.days)+len(r.hours) > 0 && len(r.weeks) == 0 && maybe(4) {
		largest := max(1, len(r.hours)) * map[string]int{"DAILY": 1, "WEEKLY": max(1, len(r.days)), "MONTHLY": 31, "YEARLY": 366}[r.freq]
		r.setpos = some(1, min(largest, 12), true)
	}
	switch rng.IntN(4) {
	case 0:
		r.count = 1 + rng.IntN(60)
	case 1:
		end := r.start.Add(time.Duration(rng.IntN(4*365*24*4)) * 15 * time.Minute)
		r.until = end.Format([]string{"20060102", "20060102T150405", "20060102T150405Z"}[rng.IntN(3)])
	}
	return r
}

// refIntervals is what Occurrences must return, worked out the slow way.
func refIntervals(r refRule, loc *time.Location, duration time.Duration, within calendar.Interval) []calendar.Interval {
	var found []calendar.Interval
	for _, wall := range r.occurrences(within.End.Add(2 * day)) {
		t := refPlace(loc, wall)
		beyond := false
		switch len(r.until) {
		case len("20060102"):
			beyond = wall.Format("20060102") > r.until
		case len("20060102T150405"):
			beyond = wall.Format("20060102T150405") > r.until
		case len("20060102T150405Z"):
			beyond = t.UTC().Format("20060102T150405Z") > r.until
		}
		iv := calendar.Interval{Start: t, End: t.Add(duration)}
		if !beyond && iv.Start.Before(within.End) && iv.End.After(within.Start) {
			found = append(found, iv)
		}
	}
	slices.SortStableFunc(found, func(a, b calendar.Interval) int { return a.Start.Compare(b.Start) })
	return slices.CompactFunc(found, func(a, b calendar.Interval) bool { return a.Start.Equal(b.Start) })
}

func show(list []calendar.Interval) []string {
	texts := make([]string, len(list))
	for i, iv := range list {
		texts[i] = iv.Start.UTC().Format(time.RFC3339) + " " + iv.Duration().String()
	}
	return texts
}

// The package agrees with the slow reference on random rules over zones with every kind of
// change of clocks, from young and old starts.
func TestOccurrencesAgreeWithSlowReference(t *testing.T) {
	rng := rand.New(rand.NewPCG(5545, 1))
	occurrences, several := 0, 0
	for range *randomRules {
		r := randomRule(rng)
		loc, err := calendar.LoadZone(refZones[rng.IntN(len(refZones))])
		require.NoError(t, err)
		duration := time.Duration(1+rng.IntN(200)) * 30 * time.Minute
		from := r.start.Add(time.Duration(rng.IntN(5*365*24)-500) * time.Hour)
		within := calendar.Interval{Start: from, End: from.Add(time.Duration(1+rng.IntN(400*24)) * time.Hour)}

		rule, err := recur.Parse(r.String(), recur.ReadingOf(r.start), loc, duration)
		if r.until != "" && err != nil {
			// The random end may lie before the start by the zone's offset.
			require.ErrorContains(t, err, "UNTIL before the start", "%s from %s in %s", r, r.start, loc)
			continue
		}
		require.NoError(t, err, "%s from %s in %s", r, r.start, loc)
		got, err := rule.Occurrences(within, recur.MaxOccurrences, nil)
		require.NoError(t, err)
		want := refIntervals(r, loc, duration, within)
		require.Equal(t, show(want), show(got), "%s from %s in %s within %s", r, r.start, loc, within)

		set, err := rule.Set(within, recur.MaxOccurrences, nil)
		require.NoError(t, err)
		require.True(t, calendar.NewSet(want...).Intersect(calendar.NewSet(within)).Equal(set), "%s", r)
		occurrences += len(got)
		several += min(1, len(got)/2)
	}
	// The comparison is worth something only if it compares something.
	require.Greater(t, occurrences, *randomRules*13/2)
	require.Greater(t, several, *randomRules*65/200)
}
