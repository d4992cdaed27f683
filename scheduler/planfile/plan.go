package planfile

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/calendar/recur"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity"
)

// Options say what a plan is read with. The zero value reads the plan as it is.
type Options struct {
	// Files holds the files that a plan may name, by slash-separated paths (fs.ValidPath). Nil means
	// that plans which name files are refused.
	Files fs.FS
	// From and To, where they are not zero, hold instead of search.from and search.to, which may then
	// be left out of the file.
	From, To time.Time
	// Corrections overlay the built-in days, in place of the file that the plan may name. Nil leaves that to the plan.
	Corrections *national.Corrections
	// Days, where it is greater than 0, sets the end of the search so many local days after its
	// beginning, on the clocks of search.time_zone. It excludes To.
	Days int
	// Limits, where they are set, are lower than those of the format: for a service that reads plans of
	// strangers.
	Limits Limits
}

// Plan is a plan file, read.
type Plan struct {
	// Planner holds the regions; Request is what to ask it. Recurrences and files are worked out for
	// the horizon of the request: to ask about another, read the plan again with Options.
	Planner *scheduler.Planner
	Request scheduler.Request
	// Warnings are sentences about the plan that its author should read, in the order of the regions.
	Warnings []string
	// Name is what the plan is called, and ID what the identifiers of exported windows are made from: the name
	// where the plan has no id. Both may be empty.
	Name, ID string
	// Corrections are those of the built-in days that the plan was read with; nil for none.
	Corrections *national.Corrections
	// Regions tell, in the order of the file, what the plan says of each region that the planner
	// does not show.
	Regions []Region
	// Crews tell the same of each crew of the request.
	Crews []Region
	// Notice says how customers are told; nil where the plan does not.
	Notice *Notice
	// Cases are those of the plan's robustness list; nil, for the usual ones, where it has none.
	Cases []scheduler.Case
	// Campaign is what is planned together, and Recurring how often one window comes back; nil where the
	// plan has no such key. It has at most one of them.
	Campaign  *scheduler.Campaign
	Recurring *scheduler.Every

	text    value // of the plan, for paths, and for Marshal
	kept    kept
	origin  []int
	learned []learned
	zones   []*time.Location
	sums    map[string]string // of the files, by path
}

// InFile returns an error of Planner.Plan or Review about the campaign with the paths of the plan file:
// the occurrences of a series are one task there, and what a task leaves to the plan is said there.
func (p *Plan) InFile(err error) error { return asWritten(p.text, p.origin, err) }

// Region is what a plan says of a region, for those who list the assumptions behind a result.
type Region struct {
	Name string
	// Holidays are the sources of the region's holidays, in the order of the file. ExtraHolidays counts
	// the days that the plan adds.
	Holidays      []HolidaySource
	ExtraHolidays int
	// WeekendOf is the code whose usual weekend the region has; empty where the plan gives the weekend
	// itself, or no code.
	WeekendOf string
	// Activity is the name of the region's activity.
	Activity string
	// History is the file that the activity was learned from, and Learned what was learned: Learned.Fit says
	// how much of the file that was, and what was set aside. They are empty and nil for other activities.
	History string
	Learned *activity.Model
}

// HolidaySource is where holidays of a region are from: a code, or an iCalendar file.
type HolidaySource struct {
	// Code is the ISO 3166 code, and National its source, without the holidays of the except list.
	Code     string
	National *national.Source
	// File is the path of the iCalendar file.
	File string
}

// Read reads a plan file of at most [MaxBytes]. Errors are those of [Parse], and what r returns. The
// context is obeyed once r is read to its end.
func Read(ctx context.Context, r io.Reader, opts Options) (*Plan, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read plan: %w", err)
	}
	return Parse(ctx, data, opts)
}

// Parse reads a plan file. Whatever is wrong with it is reported at once, in the order of the file,
// as scheduler.FieldErrors: its syntax, where the path is a line and column; or its values, at most
// [MaxProblems] of them. Where nothing is wrong but that it goes beyond opts.Limits the error is a
// [*LimitError]; once the context is done it is the context's. A plan that Parse returns without error
// is one that the planner accepts; whether some window fits is for Suggest to say. The data are not kept.
//
// Cost: proportional to the file and to the files that it names, and to the occurrences of its
// recurrences.
func Parse(ctx context.Context, data []byte, opts Options) (*Plan, error) {
	plan, err := parse(ctx, data, opts)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return plan, err
}

func parse(ctx context.Context, data []byte, opts Options) (*Plan, error) {
	limits, err := opts.Limits.filled()
	if err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, ctx.Err() // before room is made for the values
	}
	if len(data) > MaxBytes {
		return nil, planError(found(fmt.Sprintf("more than %d bytes", MaxBytes)), fmt.Sprintf("at most %d MiB (%d bytes)", MaxBytes>>20, MaxBytes))
	}
	doc, bad := parseJSON(ctx, slices.Clone(data)) // the plan keeps it
	if bad != nil {
		line, column := doc.line(bad.offset)
		return nil, scheduler.FieldErrors{{
			Path: fmt.Sprintf("line %d, column %d", line, column), Value: found(bad.found), Expected: bad.expected,
		}}
	}
	r := &reader{ctx: ctx, opts: opts, limits: limits}
	if opts.Files != nil {
		r.sums = make(map[string]string)
		r.opts.Files = &summed{files: opts.Files, sums: r.sums}
	}
	if r.full() {
		return nil, r.err()
	}
	return r.plan(value{doc: doc, item: -1, expected: "an object with the keys regions, window and search"})
}

// planError is a fault of the plan as a whole.
func planError(what found, expected string) error {
	return scheduler.FieldErrors{{Path: "plan", Value: what, Expected: expected}}
}

// plan reads the whole plan.
func (r *reader) plan(v value) (*Plan, error) {
	var exempt []string
	if !r.opts.From.IsZero() && (!r.opts.To.IsZero() || r.opts.Days > 0) {
		exempt = []string{"search"}
	}
	o, ok := r.object(v, planKeys, exempt...)
	if !ok {
		return nil, r.err()
	}
	if v, ok := o.get("$schema"); ok {
		r.text(v)
	}
	if v, ok := o.get("version"); ok {
		r.integer(v, 1, 1)
	}
	d := &draft{corrections: r.corrections(o)}
	if v, ok := o.get("name"); ok {
		d.name, _ = r.name(v)
	}
	d.id = d.name
	if v, ok := o.get("id"); ok {
		d.id, _ = r.name(v)
	}
	r.activities(o, d)
	r.window(o, d)
	r.search(o, d)
	r.regions(o, d)
	r.rules(o, d)
	r.crews(o, d)
	r.announcement(o, d)
	if v, ok := o.get("headquarters"); ok {
		d.req.Headquarters = r.zone(v)
	}
	d.cases = r.cases(o)
	r.campaign(o, d)
	r.recurring(o, d)
	return r.finish(v, d)
}

// draft is a plan while it is read. A part that could not be read is left zero, so that the places
// of the others in their lists, which the planner's own faults name, stay right.
type draft struct {
	name, id    string
	corrections *national.Corrections
	regions     []scheduler.Region
	about       []Region
	warnings    []string
	req         scheduler.Request
	// activities holds those of the plan by name, also the ones that could not be read; nil where they could not be
	// told at all, so that nothing can be said about a name that is not among them.
	activities map[string]scheduler.Profile
	// named holds the place of every region by its name, names their order; nil where not every
	// name could be read, so that nothing can be said about a name that is not among them.
	named map[string]int
	names []string
	crews []Region
	// learned is what was learned from histories, learnedWarnings what their users should know.
	learned         []learned
	learnedWarnings []string
	notice          *Notice
	cases           []scheduler.Case
	// tooLong says that the horizon goes beyond the limit of the options.
	tooLong   bool
	campaign  *scheduler.Campaign
	recurring *scheduler.Every
	origin    []int // of the tasks of campaign
}

// span is the time in which the plan's rules matter: the horizon and the seven days after it in which
// the scheduler looks for the end of a runway. It is empty where the horizon could not be read.
func (d *draft) span() calendar.Interval {
	h := d.req.Horizon
	if d.tooLong || h.Start.IsZero() || h.Empty() || h.Start.Year() < 1900 || h.End.After(h.Start.AddDate(scheduler.MaxHorizonYears, 0, 1)) || h.End.Year() > 2250 {
		return calendar.Interval{}
	}
	return calendar.Interval{Start: h.Start, End: h.End.Add(runway)}
}

const runway = 7 * 24 * time.Hour

// search reads where the window is looked for.
func (r *reader) search(plan *object, d *draft) {
	o := &object{value: plan.value, table: searchKeys, values: make([]value, len(searchKeys))}
	if v, ok := plan.get("search"); ok {
		var exempt []string
		if !r.opts.From.IsZero() {
			exempt = append(exempt, "from")
		}
		if !r.opts.To.IsZero() || r.opts.Days > 0 {
			exempt = append(exempt, "to")
		}
		if o, ok = r.object(v, searchKeys, exempt...); !ok {
			return
		}
	}
	d.req.Grid.Location = time.UTC
	if v, ok := o.get("time_zone"); ok {
		d.req.Grid.Location = r.zone(v)
	}
	r.horizon(o, d)
	if v, ok := o.get("step"); ok {
		d.req.Grid.Step, _ = r.duration(v, time.Minute, 24*time.Hour)
	}
	if v, ok := o.get("count"); ok {
		n, _ := r.integer(v, 1, scheduler.MaxSuggestions)
		d.req.Count = int(n)
	}
	if v, ok := o.get("spacing"); ok {
		d.req.Spacing, _ = r.duration(v, 0, longestSpan)
	}
	v, ok := o.get("candidates")
	if ok && v.kind() == kindList && v.size() == 0 {
		r.add(v.offset(), v.path(), found("an empty list"), v.expected+aside("leave the key out for the default"))
	} else if ok && r.list(v, scheduler.MaxCandidates, "instants") {
		starts := make([]time.Time, 0, v.size())
		for _, item := range v.items(anInstant) {
			t, _ := r.instant(item)
			starts = append(starts, t)
		}
		// Without a horizon every start would be outside it.
		if !d.span().Empty() {
			d.req.Candidates = starts
		}
	}
}

// longestSpan bounds spacing and rollback, as the scheduler does.
const longestSpan = scheduler.MaxHorizonYears * 366 * 24 * time.Hour

// horizon reads from and to, or takes those of the options.
func (r *reader) horizon(o *object, d *draft) {
	h := &d.req.Horizon
	if v, ok := o.get("from"); ok {
		h.Start, _ = r.instant(v)
	}
	if v, ok := o.get("to"); ok {
		h.End, _ = r.instant(v)
	}
	if !r.opts.From.IsZero() {
		h.Start = r.opts.From
	}
	if !r.opts.To.IsZero() {
		h.End = r.opts.To
	}
	switch days := r.opts.Days; {
	case days == 0:
	case !r.opts.To.IsZero():
		r.add(math.MaxInt32, "search.to", found(fmt.Sprintf("both an end and a number of days (%d)", days)), "one of the two")
	case days < 0 || days > scheduler.MaxHorizonYears*366:
		r.add(math.MaxInt32, "search.to", found(fmt.Sprintf("%d days after search.from", days)), fmt.Sprintf("1 to %d days", scheduler.MaxHorizonYears*366))
	case !h.Start.IsZero() && d.req.Grid.Location != nil:
		reading := recur.ReadingOf(h.Start.In(d.req.Grid.Location))
		reading.Date = reading.Date.AddDays(days)
		h.End = recur.Place(d.req.Grid.Location, reading)
	}
	r.length(o, d)
}
