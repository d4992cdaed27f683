package planfile

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

const (
	// learnerReach is how far back a learner looks.
	learnerReach = 165 * 7 * day
	noExclude    = "a list of objects as in rules.blackouts, and of paths of CSV files of past windows"
	aPastFile    = "the path of a CSV file with the columns start and end, with slashes and inside the folder that the program reads from"
)

// exclude reads known maintenance, and works it out over the history: the instants of every entry on the
// region's own clock. Entries that leave nothing out get a warning.
func (r *reader) exclude(o, region *object, span calendar.Interval, d *draft, cal calendar.Calendar) (calendar.Set, bool) {
	v, ok := o.get("exclude")
	if !ok {
		return calendar.Set{}, true
	}
	if !r.list(v, MaxPeriods, "entries") {
		return calendar.Set{}, false
	}
	// The entries are read as blackouts of a plan whose horizon is the history and whose region is this one.
	if span.Duration() > learnerReach {
		span.Start = span.End.Add(-learnerReach)
	}
	name := "" // one that is no text is told already
	if v, ok := region.get("name"); ok && v.kind() == kindString {
		name = v.doc.str(v.node)
	}
	past := &draft{regions: []scheduler.Region{{Name: name, Calendar: cal}}, named: map[string]int{name: 0}, names: []string{name}}
	past.req.Horizon = span
	p := &periods{reader: r, draft: past, occurrences: r.limits.Occurrences}
	before := len(r.problems.list)
	var known calendar.Set
	var idle []string // paths of entries that leave nothing out
	add := func(entry value, set calendar.Set) {
		if set = set.Intersect(calendar.NewSet(span)); set.Empty() {
			idle = append(idle, entry.path())
		}
		known = known.Union(set)
	}
	taken := make(names)
	for _, item := range v.items(noExclude) {
		if r.full() {
			break
		}
		if item.kind() == kindString {
			add(item, r.pastWindows(item))
			continue
		}
		entry, ok := r.object(item, periodKeys)
		if !ok {
			continue
		}
		if period, ok := p.form(entry, r.own(entry, taken)); ok {
			set, err := period.Within(r.ctx, cal.Location, span)
			if err != nil {
				p.notWorkedOut(item, err)
			}
			add(item, set)
		}
	}
	if len(r.problems.list) > before {
		return calendar.Set{}, false
	}
	if len(idle) > 0 {
		more := ""
		if n := len(idle) - 1; n > 0 {
			more = fmt.Sprintf(" (and %d more)", n)
		}
		d.learnedWarnings = append(d.learnedWarnings, fmt.Sprintf("%s%s: leaves out no hour of the history, which goes from %s to %s",
			idle[0], more, span.Start.UTC().Format(time.RFC3339), span.End.UTC().Format(time.RFC3339)))
	}
	return known, true
}

// pastWindows reads a file of past windows.
func (r *reader) pastWindows(v value) calendar.Set {
	v.expected = aPastFile
	path, f := r.open(v)
	if f == nil {
		return calendar.Set{}
	}
	defer f.Close()
	set, err := history.ReadPast(r.ctx, f, path)
	if r.fileFaults(v, f, err) {
		return calendar.Set{}
	}
	return set
}

// together reads a file once for all regions that name it with the same clock, and returns the series
// that opt asks for. It returns false where it cannot: the file is then read for that series alone, so
// that its fault is told at its region.
func (r *reader) together(file value, path string, opt history.Options) ([]history.Series, bool) {
	if len(opt.Series) != 1 {
		return nil, false
	}
	key := fmt.Sprintf("%s\x00%v", path, opt.Location)
	list, known := r.once.series[key]
	if !known {
		wanted := opt
		if wanted.Series = seriesNamed(file, path); len(wanted.Series) < 2 {
			return nil, false
		}
		if f, err := r.file(path); err == nil { // where there is none that is told at each region
			defer f.Close()
			list, _ = history.Read(r.ctx, f, path, wanted)
		}
		r.once.series[key] = list // nil where something is wrong
	}
	for _, s := range list {
		if s.Region == opt.Series[0] {
			return []history.Series{s}, true
		}
	}
	return nil, false
}

// seriesNamed returns the series of a file that the regions of the plan name, each once.
func seriesNamed(file value, path string) []string {
	root := file
	for root.parent != nil {
		root = *root.parent
	}
	regions, ok := root.lookUp("regions")
	if !ok || regions.kind() != kindList {
		return nil
	}
	seen := make(map[string]bool)
	var list []string
	for _, region := range regions.items("") {
		at, ok := region.lookUp(".activity.history")
		if !ok || at.kind() != kindString || at.doc.str(at.node) != path {
			continue
		}
		if at, ok = region.lookUp(".activity.series"); ok && at.kind() == kindString {
			if name := at.doc.str(at.node); !seen[name] {
				seen[name] = true
				list = append(list, name)
			}
		}
	}
	return list
}
