package feed

import "github.com/quietwindow/quietwindow/calendar/recur"

// OnFlaw says what is done about an event that cannot be read.
type OnFlaw int

const (
	// Refuse refuses the file, with every flaw in the error: an unread freeze is worse than a file that is
	// not read.
	Refuse OnFlaw = iota
	// Skip leaves the event out, counts it, and names its line in [Feed.Flaws]. An exception of a series that
	// is left out leaves the occurrence where the series has it.
	Skip
)

// Options say how a file is read. The zero value is the default.
type Options struct {
	OnFlaw OnFlaw
	// Charge is told of the work, and may end it: see recur.Charge. Nil: nobody is.
	Charge recur.Charge
}

// Warning is something that the user of a file should know: how a zone was understood, what was left out.
type Warning struct {
	Line int    // counted from 1; 0 for the file as a whole
	Text string // a sentence without its full stop
}

// Warnings returns how the zones of the file were understood where their names are not those of the IANA
// database, and what else was read otherwise than it is written, by line. The slice is the caller's own.
func (f *Feed) Warnings() []Warning { return append([]Warning(nil), f.warnings...) }

// Flaws returns what is wrong with the events that were left out under [Skip], by line, at most
// [MaxProblems] of them. The slice is the caller's own.
func (f *Feed) Flaws() []Problem { return append([]Problem(nil), f.flaws...) }

// Skipped returns how many events were left out under [Skip].
func (f *Feed) Skipped() int { return f.skipped }
