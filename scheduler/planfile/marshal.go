package planfile

import (
	"context"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/internal/plaintext"
)

// Marshal writes a plan that reads back as the same plan, with the same files at hand: the plan file that it
// was read from, in one form. Keys stand in the order of the reference, numbers in their shortest form, two spaces
// indent, texts are as they were. So two files that differ only in these give the same bytes, and so does a plan that
// was written and read again.
//
// What came from files stands there as it did, as the names of the files: their content is not written. The horizon
// is the one that the plan was read for, also where [Options] gave it. Of the fields of the plan that were changed
// since, Name, ID and the window, search and kinds of day of the Request are written as they are now.
//
// What a plan file cannot say is an error, scheduler.FieldErrors: a plan that was not read but made in Go;
// corrections that Options gave, which have no file name; a change of anything else (regions, rules, crews, the
// campaign, another horizon, whose recurrences were not worked out). A rule is known by its name and title: another one
// of the same is not seen. Cost: proportional to the file.
func Marshal(p *Plan) ([]byte, error) {
	if p.text.doc == nil {
		return nil, scheduler.FieldErrors{{Path: "plan", Value: "a plan that was made in Go", Expected: "one that Read or Parse returned: rules are functions, which cannot be written"}}
	}
	if faults := p.kept.faults(p); faults != nil {
		return nil, faults
	}
	if err := p.Planner.Check(p.Request); p.Campaign == nil && err != nil {
		return nil, err
	}
	root := treeOf(p.text)
	p.kept.write(p, root)
	root.sort("")
	return root.encode(), nil
}

// MarshalJSON is [Marshal], for encoding/json.
func (p Plan) MarshalJSON() ([]byte, error) { return Marshal(&p) }

// kept is a plan as it was read, to see what was changed since, and how it was read.
type kept struct {
	name, id    string
	planner     *scheduler.Planner
	request     scheduler.Request
	regions     []Region
	crews       []Region
	notice      *Notice
	cases       []scheduler.Case
	campaign    *scheduler.Campaign
	recurring   *scheduler.Every
	corrections *national.Corrections
	// given reports that the corrections are those of the options, horizon that the horizon is.
	given, horizon bool
}

// keep keeps copies of what callers may change.
func keep(p *Plan, opts Options) kept {
	return kept{
		name: p.Name, id: p.ID, planner: p.Planner, request: clone(p.Request), regions: clone(p.Regions), crews: clone(p.Crews), notice: clone(p.Notice),
		cases: clone(p.Cases), campaign: clone(p.Campaign), recurring: clone(p.Recurring), corrections: p.Corrections,
		given: opts.Corrections != nil, horizon: !opts.From.IsZero() || !opts.To.IsZero() || opts.Days != 0,
	}
}

// faults returns what cannot be written.
func (k *kept) faults(p *Plan) error {
	var faults scheduler.FieldErrors
	if k.given {
		faults = append(faults, &scheduler.FieldError{Path: "day_corrections", Value: "corrections that came with the options", Expected: "the name of their file in the plan"})
	}
	if !p.Request.Horizon.Equal(k.request.Horizon) {
		faults = append(faults, &scheduler.FieldError{Path: "search.from", Value: p.Request.Horizon.String(),
			Expected: "the horizon that the plan was read for, " + k.request.Horizon.String() + "; read it again with Options.From and To for another"})
	}
	now, then := &p.Request, &k.request
	for _, part := range []struct {
		path string
		same bool
	}{
		{"regions", p.Planner == k.planner && same(p.Regions, k.regions)},
		{"rules", same(now.Rules, then.Rules)},
		{"crew", same(now.Crew, then.Crew) && same(p.Crews, k.crews)},
		{"notice", same(now.Notice, then.Notice) && same(p.Notice, k.notice)},
		{"headquarters", same(now.Headquarters, then.Headquarters)},
		{"robustness", same(p.Cases, k.cases)},
		{"campaign", same(p.Campaign, k.campaign) && (p.Campaign == nil || same(*now, *then))},
		{"recurring", same(p.Recurring, k.recurring)},
		{"day_corrections", p.Corrections == k.corrections},
	} {
		if !part.same {
			faults = append(faults, &scheduler.FieldError{Path: part.path, Value: "a change since the plan was read", Expected: "what was read: change the plan file, and read it again"})
		}
	}
	for _, called := range []struct {
		path, now string
		absent    bool
	}{{"name", p.Name, p.Name == ""}, {"id", p.ID, p.ID == p.Name}} {
		if !called.absent && (!isName(called.now) || plaintext.Fault(called.now) != "") {
			faults = append(faults, &scheduler.FieldError{Path: called.path, Value: called.now, Expected: nameRule + ", " + plaintext.Rule})
		}
	}
	if loc := now.Grid.Location; !same(loc, then.Grid.Location) && loc != nil {
		if _, err := calendar.LoadZone(loc.String()); err != nil {
			faults = append(faults, &scheduler.FieldError{Path: "search.time_zone", Value: loc.String(), Expected: aZone})
		}
	}
	if faults == nil {
		return nil
	}
	return faults
}

// write writes into the tree what was changed since the plan was read, and the horizon that options gave.
func (k *kept) write(p *Plan, root *tree) {
	now, then := &p.Request, &k.request
	if p.Name != k.name {
		root.set("name", orAbsent(p.Name != "", text(p.Name)))
	}
	if p.ID != k.id || p.Name != k.name {
		root.set("id", orAbsent(p.ID != p.Name, text(p.ID)))
	}
	if k.horizon {
		root.set("search.from", instant(now.Horizon.Start))
		root.set("search.to", instant(now.Horizon.End))
	}
	length := func(path string, now, then time.Duration) {
		if now != then {
			root.set(path, orAbsent(now != 0, text(calendar.FormatDuration(now))))
		}
	}
	length("window.duration", now.Duration, then.Duration)
	length("window.keep_clear", now.KeepClear, then.KeepClear)
	length("window.rollback", now.Rollback, then.Rollback)
	if !same(now.Overrun, then.Overrun) {
		list := &tree{kind: kindList}
		for _, s := range now.Overrun {
			list.items = append(list.items, newObject("until", text(calendar.FormatDuration(s.Until)), "probability", number(s.Probability)))
		}
		root.set("window.overrun", orAbsent(len(now.Overrun) > 0, list))
	}
	length("search.step", now.Grid.Step, then.Grid.Step)
	if !same(now.Grid.Location, then.Grid.Location) {
		root.set("search.time_zone", orAbsent(now.Grid.Location != nil, text(zoneName(now.Grid.Location))))
	}
	if now.Count != then.Count {
		root.set("search.count", orAbsent(now.Count != 0, number(float64(now.Count))))
	}
	length("search.spacing", now.Spacing, then.Spacing)
	if !same(now.Candidates, then.Candidates) {
		list := &tree{kind: kindList}
		for _, c := range now.Candidates {
			list.items = append(list.items, instant(c))
		}
		root.set("search.candidates", orAbsent(now.Candidates != nil, list))
	}
	if now.AllowWorkingDays != then.AllowWorkingDays {
		root.set("rules.exclude_weekdays", truth(!now.AllowWorkingDays))
	}
	if now.AllowHolidays != then.AllowHolidays {
		root.set("rules.exclude_holidays", truth(!now.AllowHolidays))
	}
	if now.Estimated != then.Estimated {
		root.set("rules.estimated", text(now.Estimated.String()))
	}
	if now.Tolerate != then.Tolerate {
		root.set("rules.tolerate", number(now.Tolerate))
	}
}

func zoneName(loc *time.Location) string {
	if loc == nil {
		return ""
	}
	return loc.String()
}

// orAbsent returns the value where it is to be written, nil where its key is left out.
func orAbsent(write bool, t *tree) *tree {
	if !write {
		return nil
	}
	return t
}

// UnmarshalJSON reads a plan without options, for encoding/json: one that names files is refused, as Parse refuses it.
func (p *Plan) UnmarshalJSON(data []byte) error {
	read, err := Parse(context.Background(), data, Options{})
	if err != nil {
		return err
	}
	*p = *read
	return nil
}
