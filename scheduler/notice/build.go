package notice

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// builder makes one timetable.
type builder struct {
	table *Timetable
	// locals are the regions, largest first, with their label in a message.
	locals []local
	opts   Options
	req    scheduler.Request
	s      scheduler.Suggestion
	// start and ends are the window and its overrun in UTC.
	start time.Time
	ends  []time.Time
}

type local struct {
	name, label string
	loc         *time.Location
}

func newBuilder(regions []scheduler.Region, list []Deadline, req scheduler.Request, s scheduler.Suggestion, opts Options, ends []time.Duration) *builder {
	opts.Link = canonical(opts.Link)
	b := &builder{opts: opts, req: req, s: s, start: s.Window.Start.UTC()}
	for _, end := range ends {
		b.ends = append(b.ends, b.start.Add(end))
	}
	b.table = &Timetable{
		Start: b.shown(b.start), End: b.shown(b.ends[0]), LatestEnd: b.shown(b.last()),
		Entries: []Entry{}, Warnings: []string{},
	}
	for _, i := range largestFirst(regions) {
		r := regions[i]
		l := local{name: r.Name, label: strings.TrimSpace(clean(r.Name)), loc: r.Calendar.Location}
		if where := place(l.label, l.loc); where != "" {
			l.label += " (" + where + ")"
		}
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

// add adds an entry. What the message says is all that customers see of it.
func (b *builder) add(kind Kind, at time.Time, sendIf Condition, note string, m *message) {
	b.signOff(m)
	e := Entry{
		At: b.shown(at), Kind: kind, SendIf: sendIf, Note: note, Regions: make([]Local, len(b.locals)),
		Subject: m.subject, Text: m.text(), Markdown: m.markdown(), HTML: m.html(),
	}
	for i, l := range b.locals {
		e.Regions[i] = Local{Region: l.name, TimeZone: l.loc.String(), At: at.In(l.loc)}
	}
	b.table.Entries = append(b.table.Entries, e)
}

func (b *builder) build(policy Policy) {
	announced := b.announcement()
	for i, before := range policy.Reminders {
		at := b.start.Add(-before)
		if !at.After(announced) {
			b.warn("The reminder %s before the start (notice.reminders[%d]) would not come after the announcement and is left out.", words(before), i)
			continue
		}
		b.add(KindReminder, at, Always, fmt.Sprintf("Reminder, %s before the start.", words(before)), b.reminder())
	}
	b.add(KindStart, b.start, Always, "The window begins.", b.begun())
	b.updates(policy.Updates)
	b.rollbacks()
	b.add(KindEnd, b.ends[0], IfFinished, "Send it as soon as the work is done. This is the announced end.", b.finished(false))
	for i, end := range b.ends[1:] {
		b.add(KindOverrun, b.ends[i], IfNotFinished, "The work is not done: tell customers how long it will take now.", b.extended(b.ends[i], end))
		b.add(KindOverrunEnd, end, IfFinished, "Send it as soon as the work is done. Here ends this stage of the overrun.", b.finished(true))
	}
	slices.SortStableFunc(b.table.Entries, func(x, y Entry) int {
		return cmp.Or(x.At.Compare(y.At), cmp.Compare(slices.Index(kinds, x.Kind), slices.Index(kinds, y.Kind)))
	})
}

// announcement adds the announcement and returns when it goes out.
func (b *builder) announcement() time.Time {
	at, note := b.table.AnnounceBy, "The latest time for an announcement to all regions in their business hours."
	if announced := b.req.Notice.Announced; !announced.IsZero() {
		at = announced
		note = fmt.Sprintf("The announcement is planned for this time; %s would be the latest.", stamp(b.table.AnnounceBy))
		b.warnLate()
	}
	b.add(KindAnnouncement, at, Always, note, b.announced())
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
	const most = 5
	if n := len(late); n > most {
		late = append(late[:most], fmt.Sprintf("%d more", n-most))
	}
	if len(late) > 0 {
		b.warn("The announcement at %s comes after the latest time in business hours of %s.", stamp(b.shown(b.req.Notice.Announced)), strings.Join(late, ", "))
	}
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
			b.add(KindUpdate, at, IfNotFinished, "Update in the announced window.", b.underWay(at))
			continue
		}
		b.add(KindUpdate, at, IfNotFinished, "Update in the overrun.", b.extended(at, b.ends[stage]))
	}
}

// rollbacks adds the moments of decision.
func (b *builder) rollbacks() {
	by, decide := b.s.RollbackBy, b.s.PointOfNoReturn
	if by != nil && (decide == nil || !by.Equal(*decide)) {
		b.add(KindRollbackBy, *by, IfRolledBack, "The last moment to begin a rollback that ends inside the announced window.", b.undone(*by))
	}
	if decide != nil {
		b.add(KindDecision, *decide, IfRolledBack, "The point of no return: the last moment to begin a rollback that ends before the next blocked time. Decide before it.", b.undone(*decide))
	}
}
