package notice

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// going is one reminder: when it goes out, and to whom.
type going struct {
	at     time.Time
	locals []local
	before time.Duration // what the plan says
	moved  bool
}

// reminders adds the reminders. Each goes to a region in its business hours: nobody reads one at 01:00. Those
// that go out at one instant are one entry.
func (b *builder) reminders(policy Policy, announced time.Time) error {
	byInstant := make(map[int64]*going)
	early := make(map[time.Duration][]string)
	for _, l := range b.locals {
		// The latest first: of two that come together, it is kept.
		taken := make(map[int64]bool)
		for _, before := range slices.Sorted(slices.Values(policy.Reminders)) {
			planned := b.start.Add(-before)
			at, found, err := lastOpen(l.calendar, policy.BusinessHours, planned)
			if err != nil {
				return calendarFault(l.index, l.name, err)
			}
			if found && !at.After(announced) {
				at = planned // no business hours are left after the announcement: better late than not at all
			}
			if !found || !at.After(announced) {
				early[before] = append(early[before], l.text)
				continue
			}
			if taken[at.Unix()] {
				continue
			}
			taken[at.Unix()] = true
			g := byInstant[at.Unix()]
			if g == nil {
				g = &going{at: at, before: before}
				byInstant[at.Unix()] = g
			}
			g.before, g.moved = min(g.before, before), g.moved || !at.Equal(planned)
			g.locals = append(g.locals, l)
		}
	}
	for _, g := range slices.SortedFunc(maps.Values(byInstant), func(x, y *going) int { return x.at.Compare(y.at) }) {
		to := ""
		if len(g.locals) < len(b.locals) {
			names := make([]string, len(g.locals))
			for i, l := range g.locals {
				names[i] = l.text
			}
			to = " to " + some(names)
		}
		note := fmt.Sprintf("Reminder%s, %s before the start.", to, words(g.before))
		if g.moved {
			note = fmt.Sprintf("Reminder%s, planned for %s before the start and moved into business hours.", to, words(g.before))
		}
		b.addTo(g.locals, KindReminder, KindReminder, g.at, Always, note, b.ends[0])
	}
	for i, before := range policy.Reminders {
		switch regions := early[before]; {
		case len(regions) == len(b.locals):
			b.warn("The reminder %s before the start (notice.reminders[%d]) would not come after the announcement and is left out.", words(before), i)
		case len(regions) > 0:
			b.warn("The reminder %s before the start (notice.reminders[%d]) would not come after the announcement, and is left out, in %s.", words(before), i, some(regions))
		}
	}
	return nil
}
