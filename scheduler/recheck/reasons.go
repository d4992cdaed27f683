package recheck

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// reasons lists what is otherwise in the new record.
func reasons(old, now *Record) []Reason {
	out := []Reason{}
	common := calendar.Interval{Start: old.Span.Start, End: old.Span.End}.Intersect(calendar.Interval{Start: now.Span.Start, End: now.Span.End})
	out = append(out, customers(old, now)...)
	out = append(out, days(old, now, common)...)
	out = append(out, clocks(old, now, common)...)
	for _, path := range both(old.Files, now.Files) {
		before, after := old.Files[path], now.Files[path]
		out = append(out, Reason{Kind: KindFile, Key: path, Before: before, After: after, Text: fmt.Sprintf("The file %s %s.", path, became(before, after, "is new", "is not named any more", "has other content"))})
	}
	return append(out, keys(old.Plan, now.Plan)...)
}

// became chooses words for what came, went or changed.
func became(before, after, came, went, changed string) string {
	switch {
	case before == "":
		return came
	case after == "":
		return went
	}
	return changed
}

// both returns the keys under which two maps differ, in order.
func both(a, b map[string]string) []string {
	var list []string
	for _, key := range slices.Compact(slices.Sorted(maps.Keys(merged(a, b)))) {
		if a[key] != b[key] {
			list = append(list, key)
		}
	}
	return list
}

func merged(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	if all == nil {
		all = make(map[string]string)
	}
	maps.Copy(all, b)
	return all
}

func byName(list []Region) map[string]Region {
	out := make(map[string]Region, len(list))
	for _, r := range list {
		out[r.Name] = r
	}
	return out
}

// customers compares the regions but for their days.
func customers(old, now *Record) []Reason {
	var out []Reason
	before, after := byName(old.Regions), byName(now.Regions)
	for _, r := range old.Regions {
		if _, ok := after[r.Name]; !ok {
			out = append(out, Reason{Kind: KindNoRegion, Regions: []string{r.Name}, Before: fmt.Sprint(r.Customers), Text: fmt.Sprintf("%s is no region any more; it had %d customers.", r.Name, r.Customers)})
		}
	}
	for _, r := range now.Regions {
		was, ok := before[r.Name]
		if !ok {
			out = append(out, Reason{Kind: KindRegion, Regions: []string{r.Name}, After: fmt.Sprint(r.Customers), Text: fmt.Sprintf("%s is a new region, with %d customers.", r.Name, r.Customers)})
			continue
		}
		differs := func(kind string, before, after any, text string) {
			if before != after {
				out = append(out, Reason{Kind: kind, Regions: []string{r.Name}, Before: fmt.Sprint(before), After: fmt.Sprint(after), Text: text})
			}
		}
		differs(KindCustomers, was.Customers, r.Customers, fmt.Sprintf("%s has %d customers; it had %d.", r.Name, r.Customers, was.Customers))
		differs(KindWeight, was.Weight, r.Weight, fmt.Sprintf("Customers of %s weigh %v; they weighed %v.", r.Name, r.Weight, was.Weight))
		differs(KindTimeZone, was.TimeZone, r.TimeZone, fmt.Sprintf("%s keeps the clocks of %s; it kept those of %s.", r.Name, r.TimeZone, was.TimeZone))
		differs(KindActivity, was.Activity, r.Activity, fmt.Sprintf("The usual week of %s is another than it was.", r.Name))
	}
	return out
}

// dayChange is a change of one date, as it is told: the same one of several regions is told once.
type dayChange struct {
	kind          string
	date          calendar.Date
	before, after string
}

// days compares the days off of regions and crews on the dates that both records know.
func days(old, now *Record, common calendar.Interval) []Reason {
	type whose struct{ regions, crews []string }
	found := make(map[dayChange]*whose)
	known := make(map[[2]int][]dayChange)
	look := func(before, after []Region, add func(*whose, string)) {
		was := byName(before)
		for _, r := range after {
			o, ok := was[r.Name]
			if !ok {
				continue
			}
			pair := [2]int{o.Calendar, r.Calendar}
			if _, ok := known[pair]; !ok {
				known[pair] = dayChanges(old.Calendars[pair[0]], now.Calendars[pair[1]], common)
			}
			for _, change := range known[pair] {
				if found[change] == nil {
					found[change] = &whose{}
				}
				add(found[change], r.Name)
			}
		}
	}
	look(old.Regions, now.Regions, func(w *whose, name string) { w.regions = append(w.regions, name) })
	look(old.Crews, now.Crews, func(w *whose, name string) { w.crews = append(w.crews, name) })
	order := slices.SortedFunc(maps.Keys(found), func(a, b dayChange) int {
		return cmp.Compare(fmt.Sprint(a.date, a.kind, a.before, a.after), fmt.Sprint(b.date, b.kind, b.before, b.after))
	})
	var out []Reason
	for _, change := range order {
		w := found[change]
		r := Reason{Kind: change.kind, Regions: w.regions, Crews: w.crews, Before: change.before, After: change.after}
		if change.date != (calendar.Date{}) {
			r.Date = &change.date
		}
		r.Text = r.sayDay()
		out = append(out, r)
	}
	return out
}

// dayChanges compares two calendars on the dates that lie in a span in every zone.
func dayChanges(was, is Calendar, common calendar.Interval) []dayChange {
	if common.Empty() {
		return nil
	}
	// No clock is a day off UTC, so these dates begin and end in the span everywhere.
	first, last := calendar.DateOf(common.Start.UTC()).AddDays(1), calendar.DateOf(common.End.UTC()).AddDays(-1)
	within := func(d calendar.Date) bool { return !d.Before(first) && !last.Before(d) }
	off := func(c Calendar) map[calendar.Date]string {
		out := make(map[calendar.Date]string)
		for _, h := range c.Holidays {
			if within(h.Date) {
				out[h.Date] = strings.TrimPrefix(out[h.Date]+" / "+h.Title(), " / ")
			}
		}
		return out
	}
	worked := func(c Calendar) map[calendar.Date]string {
		out := make(map[calendar.Date]string)
		for _, w := range c.Worked {
			if within(w.Date) {
				out[w.Date] = w.Title()
			}
		}
		return out
	}
	var out []dayChange
	differ := func(before, after map[calendar.Date]string, came, went string) {
		for date, name := range after {
			if _, ok := before[date]; !ok {
				out = append(out, dayChange{came, date, "", name})
			}
		}
		for date, name := range before {
			if _, ok := after[date]; !ok {
				out = append(out, dayChange{went, date, name, ""})
			}
		}
	}
	differ(off(was), off(is), KindHoliday, KindNoHoliday)
	differ(worked(was), worked(is), KindWorkingDay, KindNoWorkingDay)
	if before, after := was.Weekend.On(first), is.Weekend.On(first); before != after {
		out = append(out, dayChange{kind: KindWeekend, before: before.String(), after: after.String()})
	}
	return out
}

// sayDay puts a change of days into a sentence.
func (r *Reason) sayDay() string {
	var places []string
	if len(r.Regions) > 0 {
		places = append(places, "in "+list(r.Regions))
	}
	if len(r.Crews) > 0 {
		places = append(places, "for the crew "+list(r.Crews))
	}
	where := strings.Join(places, " and ")
	switch r.Kind {
	case KindHoliday:
		return fmt.Sprintf("%s is a holiday now %s: %s.", r.Date, where, r.After)
	case KindNoHoliday:
		return fmt.Sprintf("%s is no holiday any more %s; it was %s.", r.Date, where, r.Before)
	case KindWorkingDay:
		return fmt.Sprintf("%s is a working day now %s: %s.", r.Date, where, r.After)
	case KindNoWorkingDay:
		return fmt.Sprintf("%s is no working day any more %s.", r.Date, where)
	}
	return fmt.Sprintf("The weekly days off %s are %s; they were %s.", where, orNone(r.After), orNone(r.Before))
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// list joins names, the first of many.
func list(names []string) string {
	if len(names) > 6 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:5], ", "), len(names)-5)
	}
	return strings.Join(names, ", ")
}

// clocks compares the zones that both records know.
func clocks(old, now *Record, common calendar.Interval) []Reason {
	was := make(map[string]Zone)
	for _, z := range old.Zones {
		was[z.TimeZone] = z
	}
	var out []Reason
	for _, z := range now.Zones {
		before, ok := was[z.TimeZone]
		if !ok || common.Empty() {
			continue
		}
		var names []string
		for _, r := range now.Regions {
			if r.TimeZone == z.TimeZone {
				names = append(names, r.Name)
			}
		}
		for _, d := range differences(before, z, common) {
			iv := document.NewInterval(d.Interval)
			out = append(out, Reason{Kind: KindClock, Regions: names, TimeZone: z.TimeZone, Interval: &iv, Before: utc(d.before), After: utc(d.after),
				Text: fmt.Sprintf("Clocks in %s read %s from %s to %s; they were to read %s.", z.TimeZone, utc(d.after), iv.Start.Format(time.RFC3339), iv.End.Format(time.RFC3339), utc(d.before))})
		}
	}
	return out
}

type difference struct {
	calendar.Interval
	before, after int
}

// differences returns when two forms of a zone read otherwise.
func differences(a, b Zone, within calendar.Interval) []difference {
	cuts := []time.Time{within.Start, within.End}
	for _, o := range slices.Concat(a.Offsets, b.Offsets) {
		if within.Contains(o.From) {
			cuts = append(cuts, o.From)
		}
	}
	slices.SortFunc(cuts, time.Time.Compare)
	var out []difference
	for i := range len(cuts) - 1 {
		d := difference{calendar.Interval{Start: cuts[i].UTC(), End: cuts[i+1].UTC()}, a.at(cuts[i]), b.at(cuts[i])}
		switch last := len(out) - 1; {
		case d.Empty() || d.before == d.after:
		case last >= 0 && out[last].End.Equal(d.Start) && out[last].before == d.before && out[last].after == d.after:
			out[last].End = d.End
		default:
			out = append(out, d)
		}
	}
	return out
}

// at returns the offset at an instant.
func (z Zone) at(t time.Time) int {
	seconds := 0
	for _, o := range z.Offsets {
		if !o.From.After(t) {
			seconds = o.Seconds
		}
	}
	return seconds
}

// utc writes an offset as UTC+02:00.
func utc(seconds int) string {
	return "UTC" + time.Unix(0, 0).In(time.FixedZone("", seconds)).Format("-07:00")
}
