package export

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// NoteKind says what a note is about.
type NoteKind string

// The kinds of note.
const (
	// NoteDrift: windows that start at one time of day in UTC start at another on local clocks.
	NoteDrift NoteKind = "drift"
	// NoteClockChange: local clocks change inside a window.
	NoteClockChange NoteKind = "clock_change"
	// NoteRepeats: the target repeats the window every year unless it is taken away.
	NoteRepeats NoteKind = "repeats"
	// NoteRounded: the target's window is not exactly the one asked for.
	NoteRounded NoteKind = "rounded"
	// NoteLost: the target has no place for something.
	NoteLost NoteKind = "lost"
	// NoteReplaces: applying the export takes away what the target had.
	NoteReplaces NoteKind = "replaces"
	// NoteByHand: something is left to do by hand, or wants to be known first.
	NoteByHand NoteKind = "by_hand"
)

// Note is something that the target does not do, or does besides.
type Note struct {
	Kind NoteKind `json:"kind"`
	// Window is the place of the window in Maintenance.Windows, and -1 where the note is about all.
	Window int `json:"window"`
	// Text is a sentence without a full stop. Its form is for people and may change.
	Text string `json:"text"`
}

func (j *job) note(kind NoteKind, window int, format string, args ...any) {
	j.notes = append(j.notes, Note{Kind: kind, Window: window, Text: fmt.Sprintf(format, args...)})
}

// lost notes the fields that the target has no place for, of those that were given.
func (j *job) lost(target string, fields ...string) {
	given := map[string]bool{
		"title": true, "description": j.m.Description != "", "URL": j.m.URL != "",
		"creator": j.m.CreatedBy != "", "revision": j.m.Sequence != 0,
	}
	text := ""
	for _, f := range fields {
		if given[f] {
			if text != "" {
				text += ", "
			}
			text += f
		}
	}
	if text != "" {
		j.note(NoteLost, -1, "%s has no place for: %s", target, text)
	}
}

// noteClocks says, for each of the Locations, where its clocks change inside a window and where windows
// that begin at one time of day in UTC begin at another on its clocks: for windows at 01:00 UTC,
// Europe/Berlin reads 02:00 until 2027-03-28 and 03:00 from then on.
func (j *job) noteClocks() {
	for _, loc := range j.m.Locations {
		for i, w := range j.m.Windows {
			iv := w.Interval
			if changes := offsetChanges(loc, iv); len(changes) > 0 {
				j.note(NoteClockChange, i, "clocks in %s change at %s, inside the window: it reads %s to %s there, and lasts %s",
					loc, rfc3339(changes[0].Start), clockOf(iv.Start, loc), clockOf(iv.End, loc), calendar.FormatDuration(iv.Duration()))
			}
			if i == 0 {
				continue
			}
			before := j.m.Windows[i-1].Interval.Start
			drift := offset(iv.Start, loc) - offset(before, loc)
			if calendar.ClockOf(before.UTC()) != calendar.ClockOf(iv.Start.UTC()) || drift == 0 {
				continue
			}
			changes := offsetChanges(loc, calendar.Interval{Start: before, End: iv.Start.Add(time.Second)})
			last := changes[len(changes)-1].Start.In(loc)
			j.note(NoteDrift, i, "this window drifts by %s in local time on %s: %s instead of %s in %s, for the same time in UTC",
				calendar.FormatDuration(drift.Abs()), calendar.DateOf(last), clockOf(iv.Start, loc), clockOf(before, loc), loc)
		}
	}
}

// offset returns how far the clocks of loc are ahead of UTC at t.
func offset(t time.Time, loc *time.Location) time.Duration {
	_, seconds := t.In(loc).Zone()
	return time.Duration(seconds) * time.Second
}

// offsetChanges returns the stretches of iv that begin with a change of clocks.
func offsetChanges(loc *time.Location, iv calendar.Interval) []calendar.Interval {
	var out []calendar.Interval
	for stretch := range calendar.Offsets(loc, iv) {
		out = append(out, stretch)
	}
	return out[1:]
}

func clockOf(t time.Time, loc *time.Location) calendar.Clock { return calendar.ClockOf(t.In(loc)) }
