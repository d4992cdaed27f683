package main

import (
	"encoding/binary"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
)

// entry is one named day of a code.
type entry struct {
	date                                 calendar.Date
	name                                 string
	off, substitute, estimated, disputed bool
}

type table struct {
	source         string
	codes          map[string][]entry
	names          pool
	patterns       pool
	first, last    int
	fixedElsewhere map[string]bool // code and name of days that are never estimated when alone
}

func newTable(source string) *table {
	return &table{source: source, codes: map[string][]entry{}, names: newPool(), patterns: newPool(), first: 9999, fixedElsewhere: map[string]bool{}}
}

// add takes a row of the facts. A row may hold several holidays that share a date, joined by "; ".
func (t *table) add(row []string) error {
	code := row[0]
	if _, ok := t.codes[code]; !ok {
		return fmt.Errorf("%s is not in the list of codes", code)
	}
	date, err := calendar.ParseDate(row[1])
	if err != nil {
		return fmt.Errorf("%s: %w", code, err)
	}
	t.first, t.last = min(t.first, date.Year), max(t.last, date.Year)
	names := strings.Split(row[3], "; ")
	for _, name := range names {
		e := entry{date: date, off: row[2] == "not", estimated: row[4] == "yes", disputed: row[5] == "no"}
		e.name, e.substitute = plainName(name)
		if len(names) == 1 && !e.estimated {
			t.fixedElsewhere[code+"/"+e.name] = true
		}
		t.codes[code] = append(t.codes[code], e)
	}
	return nil
}

// marks are what python-holidays writes after the name of a day that stands in for another.
var marks = regexp.MustCompile(` \((observed|in lieu|substitute day|observed, estimated|substituted from [0-9/]+|estimated)\)$`)

// plainName parts a name from its marks.
func plainName(name string) (plain string, substitute bool) {
	at := marks.FindStringIndex(name)
	if at == nil {
		return name, false
	}
	return name[:at[0]], name[at[0]:] != " (estimated)"
}

// correct takes a row of corrections.csv: code, date, op, name, substitute, reason. The op "add"
// adds a day, "not" makes the date none of the country's holidays in a subdivision, and "remove"
// removes the day of that name, which must be there.
func (t *table) correct(row []string) error {
	code, on, op, name, substitute := row[0], row[1], row[2], row[3], row[4] == "yes"
	if _, ok := t.codes[code]; !ok {
		return fmt.Errorf("%s is not in the list of codes", code)
	}
	date, err := calendar.ParseDate(on)
	if err != nil {
		return fmt.Errorf("%s: %w", code, err)
	}
	switch op {
	case "add", "not":
		t.codes[code] = append(t.codes[code], entry{date: date, name: name, substitute: substitute, off: op == "not"})
		return nil
	case "remove":
		left := slices.DeleteFunc(slices.Clone(t.codes[code]), func(e entry) bool { return e.date == date && e.name == name && !e.off })
		if len(left) == len(t.codes[code]) {
			return fmt.Errorf("%s has no %q on %s to remove", code, name, on)
		}
		t.codes[code] = left
		return nil
	default:
		return fmt.Errorf("%s %s: %q is not one of add, not, remove", code, on, op)
	}
}

func (t *table) encode() []byte {
	codes := slices.Sorted(maps.Keys(t.codes))
	rows := make([][]byte, len(codes))
	for i, code := range codes {
		rows[i] = t.encodeRows(code)
	}
	out := appendText(nil, t.source)
	out = binary.AppendUvarint(out, uint64(t.first))
	out = binary.AppendUvarint(out, uint64(t.last))
	out = t.names.append(out)
	out = t.patterns.append(out)
	out = binary.AppendUvarint(out, uint64(len(codes)))
	for i, code := range codes {
		out = appendText(out, code)
		out = appendText(out, string(rows[i]))
	}
	return out
}

// encodeRows gathers the days of a code by name.
func (t *table) encodeRows(code string) []byte {
	type key struct {
		name            string
		substitute, off bool
	}
	byName := map[key][]entry{}
	var keys []key
	for _, e := range t.codes[code] {
		// A fixed day that shares its date with an estimated one is not itself estimated.
		if t.fixedElsewhere[code+"/"+e.name] && t.shares(code, e) {
			e.estimated = false
		}
		k := key{e.name, e.substitute, e.off}
		if byName[k] == nil {
			keys = append(keys, k)
		}
		byName[k] = append(byName[k], e)
	}
	var out []byte
	for _, k := range keys {
		days := byName[k]
		slices.SortFunc(days, func(a, b entry) int { return a.date.Compare(b.date) })
		days = slices.CompactFunc(days, func(a, b entry) bool { return a.date == b.date })
		bits := uint64(0)
		if k.substitute {
			bits |= 1
		}
		if k.off {
			bits |= 2
		}
		out = binary.AppendUvarint(out, uint64(t.names.index(k.name)))
		out = binary.AppendUvarint(out, bits)
		out = binary.AppendUvarint(out, uint64(t.patterns.index(string(t.encodePattern(days)))))
	}
	return out
}

// shares reports whether another holiday of the code has the entry's date.
func (t *table) shares(code string, e entry) bool {
	return slices.ContainsFunc(t.codes[code], func(o entry) bool { return o.date == e.date && o.name != e.name })
}

func (t *table) encodePattern(days []entry) []byte {
	var out []byte
	before, flags := calendar.Date{Year: t.first, Month: 1, Day: 1}, uint64(0)
	for i, e := range days {
		now := uint64(0)
		if e.estimated {
			now |= 1
		}
		if e.disputed {
			now |= 2
		}
		next := before
		next.Year++
		switch {
		case i > 0 && e.date == next && now == flags:
			out = append(out, 0)
		case now != flags || e.date == before:
			out = binary.AppendUvarint(out, uint64(e.date.Days()-before.Days())<<1|1)
			out = binary.AppendUvarint(out, now)
		default:
			out = binary.AppendUvarint(out, uint64(e.date.Days()-before.Days())<<1)
		}
		before, flags = e.date, now
	}
	return out
}

// pool numbers texts in the order of their first use.
type pool struct {
	list []string
	at   map[string]int
}

func newPool() pool { return pool{at: map[string]int{}} }

func (p *pool) index(s string) int {
	i, ok := p.at[s]
	if !ok {
		i = len(p.list)
		p.at[s] = i
		p.list = append(p.list, s)
	}
	return i
}

func (p *pool) append(out []byte) []byte {
	out = binary.AppendUvarint(out, uint64(len(p.list)))
	for _, s := range p.list {
		out = appendText(out, s)
	}
	return out
}

func appendText(out []byte, s string) []byte {
	out = binary.AppendUvarint(out, uint64(len(s)))
	return append(out, s...)
}
