package notice

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/internal/wording"
	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
)

// builder makes one timetable.
type builder struct {
	ctx   context.Context // of one call of Plan
	bytes int64           // of the texts so far
	table *Timetable
	// locals are the regions, largest first, with their label in a message.
	locals []local
	opts   Options
	req    scheduler.Request
	s      scheduler.Suggestion
	// start and ends are the window and its overrun in UTC.
	start time.Time
	ends  []time.Time
	// templates are the wordings by kind.
	templates *Templates
	err       error // of the first template that failed, of the context, or of the limit
}

// local is a region as messages show it.
type local struct {
	index    int    // among the planner's regions
	name     string // as the planner has it
	text     string // on one line, without what is not printed
	place    string // whose clocks it keeps; empty where the name says it
	loc      *time.Location
	calendar calendar.Calendar
}

func newBuilder(ctx context.Context, regions []scheduler.Region, list []Deadline, req scheduler.Request, s scheduler.Suggestion, opts Options, ends []time.Duration) *builder {
	b := &builder{ctx: ctx, opts: opts, req: req, s: s, start: s.Window.Start.UTC(), templates: cmp.Or(opts.Templates, &Templates{byKind: builtin})}
	for _, end := range ends {
		b.ends = append(b.ends, b.start.Add(end))
	}
	b.table = &Timetable{
		Start: b.shown(b.start), End: b.shown(b.ends[0]), LatestEnd: b.shown(b.last()),
		Entries: []Entry{}, Warnings: []string{},
	}
	for _, i := range largestFirst(regions) {
		r := regions[i]
		l := local{index: i, name: r.Name, text: strings.TrimSpace(clean(r.Name)), loc: r.Calendar.Location, calendar: r.Calendar}
		l.place = place(l.text, l.loc)
		b.locals = append(b.locals, l)
		b.table.Deadlines = append(b.table.Deadlines, list[i])
	}
	earliest := slices.MinFunc(list, func(x, y Deadline) int { return x.AnnounceBy.Compare(y.AnnounceBy) })
	b.table.AnnounceBy = b.shown(earliest.AnnounceBy)
	return b
}

// shown returns an instant on the clocks of the search.
func (b *builder) shown(t time.Time) time.Time {
	if b.req.Grid.Location == nil {
		return t.UTC()
	}
	return t.In(b.req.Grid.Location)
}

func (b *builder) last() time.Time { return b.ends[len(b.ends)-1] }

// add adds an entry that goes to all regions.
func (b *builder) add(kind Kind, at time.Time, sendIf Condition, note string, expected time.Time) {
	b.addTo(b.locals, kind, kind, at, sendIf, note, expected)
}

// addTo adds an entry that goes to some regions, worded as notices of a kind. What the message says is all that
// customers see of it.
func (b *builder) addTo(locals []local, kind, worded Kind, at time.Time, sendIf Condition, note string, expected time.Time) {
	if b.err == nil {
		b.err = b.ctx.Err()
	}
	if b.err != nil {
		return
	}
	data := &Message{
		Kind: kind, Service: b.opts.Service, Link: b.opts.Link, Contact: b.opts.Contact,
		Start: b.start, End: b.ends[0], LatestEnd: b.last(), Now: at.UTC(), Expected: expected.UTC(),
		Late: at.After(b.ends[0]), DataAtRisk: b.opts.DataAtRisk, Regions: make([]MessageRegion, len(locals)),
	}
	e := Entry{At: b.shown(at), Kind: kind, SendIf: sendIf, Note: note, Regions: make([]Local, len(locals))}
	for i, l := range locals {
		data.Regions[i] = data.on(l)
		e.Regions[i] = Local{Region: l.name, TimeZone: l.loc.String(), At: at.In(l.loc)}
	}
	m, err := render(b.ctx, b.templates.byKind[worded], data)
	if b.ctx.Err() != nil {
		b.err = b.ctx.Err()
		return
	}
	if err != nil {
		var faults faultList
		faults.add("notice.templates."+string(worded), wording.Fault(err), "a template that gives a notice for this plan")
		b.err = scheduler.FieldErrors(faults)
		return
	}
	e.Subject, e.Text, e.Markdown, e.HTML = m.subject, m.text(), m.markdown(), m.html()
	if b.bytes += int64(len(e.Subject) + len(e.Text) + len(e.Markdown) + len(e.HTML)); b.bytes > b.opts.MaxBytes {
		b.err = &bounded.LimitError{Limit: b.opts.MaxBytes}
		return
	}
	b.table.Entries = append(b.table.Entries, e)
}

// build makes the entries. The error is that of a template, of the context or of the limit.
func (b *builder) build(policy Policy) error {
	announced := b.announcement()
	if err := b.reminders(policy, announced); err != nil {
		return err
	}
	b.add(KindStart, b.start, Always, "The window begins.", b.ends[0])
	b.updates(policy.Updates)
	b.rollbacks()
	b.add(KindEnd, b.ends[0], IfFinished, "Send it as soon as the work is done. This is the announced end.", b.ends[0])
	for i, end := range b.ends[1:] {
		b.add(KindOverrun, b.ends[i], IfNotFinished, "The work is not done: tell customers how long you expect it to take now.", end)
		b.add(KindOverrunEnd, end, IfFinished, "Send it as soon as the work is done. Here ends this stage of the overrun.", end)
	}
	slices.SortStableFunc(b.table.Entries, func(x, y Entry) int {
		return cmp.Or(x.At.Compare(y.At), cmp.Compare(slices.Index(kinds, x.Kind), slices.Index(kinds, y.Kind)))
	})
	return b.err
}

// announcement adds the announcement and returns when it goes out.
func (b *builder) announcement() time.Time {
	at, note := b.table.AnnounceBy, "The latest time that reaches all regions by the end of a business day."
	if announced := b.req.Notice.Announced; !announced.IsZero() {
		at = announced
		note = fmt.Sprintf("The announcement is planned for this time; %s would be the latest.", stamp(b.table.AnnounceBy))
		b.warnLate()
	}
	b.add(KindAnnouncement, at, Always, note, b.ends[0])
	return at
}

// warnLate warns of the regions that the announcement reaches too late.
func (b *builder) warnLate() {
	var late []string
	for _, d := range b.table.Deadlines {
		if d.Late {
			late = append(late, fmt.Sprintf("%s (by %s)", clean(d.Region), stamp(d.AnnounceBy)))
		}
	}
	if len(late) > 0 {
		b.warn("The announcement at %s comes after the latest time in business hours of %s.", stamp(b.shown(b.req.Notice.Announced)), some(late))
	}
}

// some lists the first five, and how many more there are.
func some(list []string) string {
	const most = 5
	if n := len(list); n > most {
		list = append(slices.Clone(list[:most]), fmt.Sprintf("%d more", n-most))
	}
	return strings.Join(list, ", ")
}

func (b *builder) warn(format string, args ...any) {
	b.table.Warnings = append(b.table.Warnings, fmt.Sprintf(format, args...))
}

// stamp returns an instant for the sender, who knows where the clocks are by the offset.
func stamp(t time.Time) string { return moment(t) + " (" + offset(t) + ")" }

// updates adds the updates after the start and before the last end, but for those at an instant that
// has a notice of its own.
func (b *builder) updates(every time.Duration) {
	if every == 0 {
		return
	}
	for at := b.start.Add(every); at.Before(b.last()); at = at.Add(every) {
		stage := slices.IndexFunc(b.ends, at.Before)
		if slices.ContainsFunc(b.ends, at.Equal) {
			continue
		}
		if stage == 0 {
			b.add(KindUpdate, at, IfNotFinished, "Update in the announced window.", b.ends[0])
			continue
		}
		b.addTo(b.locals, KindUpdate, KindOverrun, at, IfNotFinished, "Update in the overrun.", b.ends[stage])
	}
}

// rollbacks adds the moments of decision, where a rollback is planned. A point of no return after the work, its
// overrun and what is kept clear are over is nobody's decision: it is left out.
func (b *builder) rollbacks() {
	if b.req.Rollback == 0 {
		return
	}
	by, decide := b.s.RollbackBy, b.s.PointOfNoReturn
	if over := b.start.Add(b.req.KeepClear); decide != nil && decide.After(latest(over, b.last())) {
		decide = nil
	}
	if by != nil && (decide == nil || !by.Equal(*decide)) {
		b.add(KindRollbackBy, *by, IfRolledBack, "The last moment to begin a rollback that ends inside the announced window.", by.Add(b.req.Rollback))
	}
	if decide != nil {
		b.add(KindDecision, *decide, IfRolledBack, "The point of no return: the last moment to begin a rollback that ends before the next blocked time. Decide before it.", decide.Add(b.req.Rollback))
	}
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
