package notice

import "time"

// announced is the announcement.
func (b *builder) announced() *message {
	m := &message{subject: "Planned maintenance of " + b.opts.Service + ", " + b.windowText()}
	m.say(say("We are planning maintenance of "), say(b.opts.Service), say("."))
	b.when(m)
	return m
}

// reminder is a reminder before the start.
func (b *builder) reminder() *message {
	m := &message{subject: "Reminder: maintenance of " + b.opts.Service + ", " + b.windowText()}
	m.say(say("This is a reminder of the planned maintenance of "), say(b.opts.Service), say(". Please save your work before it begins."))
	b.when(m)
	return m
}

// begun says that the window begins.
func (b *builder) begun() *message {
	m := &message{subject: "Maintenance of " + b.opts.Service + " has begun"}
	m.say(say("The planned maintenance of "), say(b.opts.Service), say(" has begun."))
	b.when(m)
	return m
}

// when says the window and what to expect, in UTC and in every region.
func (b *builder) when(m *message) {
	end := b.ends[0]
	m.say(append(append(sentence{say("When: ")}, window(b.start, end, " UTC")...), say(" ("+words(end.Sub(b.start))+")"))...)
	effect := sentence{say("During this time, "), say(b.opts.Service), say(" may be unavailable.")}
	if latest := b.last(); latest.After(end) {
		effect = append(effect, say(" If we need longer, it will be available again by "), at(latest, moment(latest)+" UTC"), say(" at the latest."))
	}
	m.say(effect...)
	b.localTimes(m, "In local time:", func(loc *time.Location) sentence {
		start, end := b.start.In(loc), end.In(loc)
		return append(window(start, end, ""), b.latest(start, end)...)
	})
}

// window returns a start and an end on their own clocks, with the name of these or else their offset.
// Where clocks change in between, the readings do not tell the length, and it is said.
func window(start, end time.Time, clocks string) sentence {
	line := sentence{at(start, moment(start))}
	reading, mark := later(start, end)
	if clocks == "" {
		clocks = " (" + offset(end) + ")"
		if offsetOf(start) != offsetOf(end) {
			line = append(line, say(" ("+offset(start)+")"))
			mark += ", " + change(start, end)
		}
	}
	return append(line, say(" to "), at(end, reading), say(clocks+mark))
}

// latest returns the rest of a region's line where the work may take longer than until end: the last
// possible end, on the clocks of end, for someone who has read from.
func (b *builder) latest(from, end time.Time) sentence {
	last := b.last().In(end.Location())
	if !last.After(end) {
		return nil
	}
	reading, mark := later(from, last)
	if offsetOf(last) != offsetOf(end) {
		mark = " (" + offset(last) + ")" + mark
	}
	return sentence{say("; at the latest "), at(last, reading), say(mark)}
}

// windowText is the window in UTC, for a subject.
func (b *builder) windowText() string {
	var text string
	for _, p := range window(b.start, b.ends[0], " UTC") {
		text += p.text
	}
	return text
}

// underWay is an update in the announced window.
func (b *builder) underWay(now time.Time) *message {
	end := b.ends[0]
	m := &message{subject: "Maintenance of " + b.opts.Service + ": in progress, until " + utc(now, end)}
	m.say(say("The maintenance of "), say(b.opts.Service), say(" is in progress. We expect to finish by "), at(end, utc(now, end)), say("."))
	b.by(m, "Expected end in local time:", now, end, true)
	return m
}

// extended says that the work takes longer, now until end.
func (b *builder) extended(now, end time.Time) *message {
	m := &message{subject: "Maintenance of " + b.opts.Service + " takes longer: now until " + utc(now, end)}
	m.say(say("The maintenance of "), say(b.opts.Service), say(" is taking longer than planned, and "), say(b.opts.Service), say(" may still be unavailable. We are sorry about this."))
	expect := sentence{say("We now expect to finish by "), at(end, utc(now, end))}
	if latest := b.last(); latest.After(end) {
		expect = append(expect, say(", or by "), at(latest, utc(now, latest)), say(" at the latest"))
	}
	m.say(append(expect, say("."))...)
	b.by(m, "Expected end in local time:", now, end, true)
	return m
}

// undone says that the work is given up.
func (b *builder) undone(now time.Time) *message {
	now = now.UTC()
	end := now.Add(b.req.Rollback)
	m := &message{subject: "Maintenance of " + b.opts.Service + " stopped: available again by " + utc(now, end)}
	m.say(say("We have stopped the maintenance of "), say(b.opts.Service), say(" and are undoing it. We expect everything to be available again by "), at(end, utc(now, end)), say("."))
	b.by(m, "Available again, in local time:", now, end, false)
	m.say(say("What was entered after "), at(b.start, moment(b.start)+" UTC"), say(" may be lost: please check it. We will announce a new date for the maintenance."))
	return m
}

// finished says that the work is done.
func (b *builder) finished(late bool) *message {
	m := &message{subject: "Maintenance of " + b.opts.Service + " is finished"}
	line := sentence{say("The maintenance of "), say(b.opts.Service), say(" is finished, and everything is available again.")}
	if late {
		line = append(line, say(" It took longer than planned, and we are sorry about that."))
	}
	m.say(append(line, say(" Thank you for your patience."))...)
	m.say(say("It began on "), at(b.start, moment(b.start)+" UTC"), say("."))
	b.localTimes(m, "Its beginning in local time:", func(loc *time.Location) sentence {
		start := b.start.In(loc)
		return sentence{at(start, moment(start)), say(" (" + offset(start) + ")")}
	})
	return m
}

// utc returns an instant in UTC for someone who reads the notice at now.
func utc(now, t time.Time) string {
	reading, mark := later(now.UTC(), t.UTC())
	return reading + " UTC" + mark
}

// by lists what clocks read at an instant that the notice names, and at the last possible end if that is
// asked for.
func (b *builder) by(m *message, heading string, now, t time.Time, latest bool) {
	b.localTimes(m, heading, func(loc *time.Location) sentence {
		now, t := now.In(loc), t.In(loc)
		_, mark := later(now, t)
		line := sentence{at(t, moment(t)), say(" (" + offset(t) + ")" + mark)}
		if latest {
			line = append(line, b.latest(t, t)...)
		}
		return line
	})
}

// localTimes lists the regions, each with its own times.
func (b *builder) localTimes(m *message, heading string, times func(*time.Location) sentence) {
	m.say(say(heading))
	var lines []sentence
	for _, l := range b.locals {
		lines = append(lines, append(sentence{say(l.label), say(": ")}, times(l.loc)...))
	}
	m.list(lines)
}

// signOff adds where to look and to ask.
func (b *builder) signOff(m *message) {
	if b.opts.Link != "" {
		m.say(say("Current state: "), piece{text: b.opts.Link, link: b.opts.Link})
	}
	if b.opts.Contact != "" {
		m.say(say("Questions: "), say(b.opts.Contact))
	}
}
