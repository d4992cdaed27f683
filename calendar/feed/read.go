package feed

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"time"
)

// Read reads an iCalendar file with the default [Options].
func Read(r io.Reader) (*Feed, error) { return ReadWith(r, Options{}) }

// ReadWith reads an iCalendar file. What is wrong with it is an *[Error] that gives the lines; a fault
// in reading r, and an error of the charge, is returned as it is. A file without a VCALENDAR is an error,
// one without events is not. Memory is bounded by a small multiple of [MaxSize].
func ReadWith(r io.Reader, options Options) (*Feed, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("iCalendar file: %w", err)
	}
	p := &reader{options: options, world: &world{}}
	switch {
	case len(data) > MaxSize:
		p.problem(0, fmt.Errorf("longer than %d bytes", MaxSize))
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		p.problem(0, fmt.Errorf("it is in UTF-16: expected UTF-8"))
	default:
		p.scan = scanner{rest: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))}
		p.file()
		p.applyReplacements()
	}
	if p.stopped != nil {
		return nil, p.stopped
	}
	byLine := func(a, b Problem) int { return a.Line - b.Line }
	slices.SortStableFunc(p.problems, byLine)
	slices.SortStableFunc(p.flaws, byLine)
	if p.problems != nil || p.flaws != nil && options.OnFlaw != Skip {
		all := append(p.problems, p.flaws...)
		slices.SortStableFunc(all, byLine)
		most := min(len(all), MaxProblems)
		return nil, &Error{Problems: all[:most], More: p.more + len(all) - most}
	}
	slices.SortStableFunc(p.warnings, func(a, b Warning) int { return a.Line - b.Line })
	return &Feed{
		events: p.events, defaultClosed: p.defaultClosed, author: p.author,
		warnings: p.warnings, flaws: p.flaws, skipped: p.skipped, zones: p.found,
	}, nil
}

// reader goes through a file and gathers events and problems.
type reader struct {
	options  Options
	scan     scanner
	problems []Problem // of the file
	flaws    []Problem // of single events
	more     int       // problems past MaxProblems
	skipped  int       // events with flaws
	warnings []Warning
	warned   map[string]bool
	stopped  error // of the charge
	world    *world

	events   []*event
	replaced []*event // those with a RECURRENCE-ID, cancelled ones included
	seen     int      // events, cancelled ones included
	series   int
	counts   int // of the series' rules
	dates    int
	zones    int              // that were worked out
	found    []*time.Location // what the zone names stand for

	defaultClosed bool
	author        clock // of the first calendar that has one
}

// tooMany reports whether it is no use to look for more problems.
func (p *reader) tooMany() bool {
	return p.stopped != nil || p.more >= maxCounted && (p.options.OnFlaw != Skip || p.problems != nil)
}

func (p *reader) problem(number int, err error) {
	if len(p.problems) == MaxProblems {
		p.more++
		return
	}
	p.problems = append(p.problems, Problem{Line: number, Text: err.Error()})
}

// flaw is a problem of a single event or line, that Skip leaves out.
func (p *reader) flaw(number int, err error) {
	if len(p.flaws) == MaxProblems {
		p.more++
		return
	}
	p.flaws = append(p.flaws, Problem{Line: number, Text: err.Error(), Event: true})
}

// warn keeps a warning, each text once.
func (p *reader) warn(number int, text string) {
	if p.warned[text] || len(p.warnings) == MaxWarnings {
		return
	}
	if p.warned == nil {
		p.warned = make(map[string]bool)
	}
	p.warned[text] = true
	p.warnings = append(p.warnings, Warning{Line: number, Text: text})
}

// charge tells of work done, and reports whether it may go on.
func (p *reader) charge(steps int) bool {
	if p.stopped == nil && p.options.Charge != nil {
		p.stopped = p.options.Charge(steps)
	}
	return p.stopped == nil
}

// line returns the next line that matters and can be taken apart. The others are left out: what they hold
// changes no time. Lines that are none, and those that matter and are faulty, become flaws.
func (p *reader) line(matters func(name string) bool) (l line, flawed, ok bool) {
	for !p.tooMany() {
		text, number, ok := p.scan.next()
		if !ok {
			break
		}
		name, ok := nameOf(text)
		if ok && name != "BEGIN" && name != "END" && !matters(name) {
			continue
		}
		l, err := parseLine(text, number)
		if err != nil && ok && freeText(name) {
			l, err = bareLine(text, number, name), nil
		}
		if err == nil {
			return l, flawed, true
		}
		if matters("") {
			p.flaw(number, err)
			flawed = true
		}
	}
	return line{}, flawed, false
}

// file reads calendar after calendar.
func (p *reader) file() {
	calendars := 0
	for {
		l, _, ok := p.line(func(string) bool { return true })
		switch {
		case !ok:
			if calendars == 0 && p.problems == nil && p.flaws == nil {
				p.problem(0, fmt.Errorf("no calendar in it: expected BEGIN:VCALENDAR"))
			}
			// What is no calendar at all cannot be had by leaving out events.
			if calendars == 0 {
				for _, f := range p.flaws {
					f.Event = false
					p.problems = append(p.problems, f)
				}
				p.flaws = nil
			}
			return
		case l.name != "BEGIN" || l.word() != "VCALENDAR":
			p.problem(l.number, fmt.Errorf("%s: expected BEGIN:VCALENDAR", quote(l.name+":"+l.value)))
			return
		}
		calendars++
		if !p.calendar(l) {
			return
		}
	}
}

func (p *reader) notEnded(begin line) {
	p.problem(begin.number, fmt.Errorf("BEGIN:%s has no end: expected END:%s before the file ends", begin.word(), begin.word()))
}

func (p *reader) ends(begin, end line) bool {
	if begin.word() == end.word() {
		return true
	}
	p.problem(end.number, fmt.Errorf("%s: expected END:%s, for the one of line %d", quote("END:"+end.value), begin.word(), begin.number))
	return false
}
