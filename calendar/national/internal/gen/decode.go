package main

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/quietwindow/quietwindow/calendar"
)

// errTable reports a table that ends in the middle, or names what it has not.
var errTable = errors.New("this is no table of facts")

// decode reads a table that encode wrote.
func decode(data []byte) (t *table, err error) {
	defer func() {
		if recover() != nil {
			t, err = nil, errTable
		}
	}()
	in := input(data)
	t = newTable(in.text())
	t.first, t.last = in.number(), in.number()
	names, patterns := in.texts(), in.texts()
	for range in.number() {
		code, rows := in.text(), input(in.text())
		t.codes[code] = nil
		for len(rows) > 0 {
			e := entry{name: names[rows.number()]}
			bits := rows.number()
			e.substitute, e.off = bits&1 != 0, bits&2 != 0
			t.codes[code] = append(t.codes[code], days(input(patterns[rows.number()]), e, t.first)...)
		}
	}
	if len(in) > 0 {
		return nil, errTable
	}
	return t, nil
}

// days returns an entry for each date of a pattern.
func days(pattern input, e entry, first int) (list []entry) {
	e.date = calendar.Date{Year: first, Month: 1, Day: 1}
	for len(pattern) > 0 {
		if step := pattern.number(); step == 0 {
			e.date.Year++
		} else {
			if step&1 != 0 {
				bits := pattern.number()
				e.estimated, e.disputed = bits&1 != 0, bits&2 != 0
			}
			e.date = e.date.AddDays(step >> 1)
		}
		list = append(list, e)
	}
	return list
}

// decodeOthers reads what encodeOthers wrote.
func decodeOthers(data []byte) (all map[string]*table, err error) {
	defer func() {
		if recover() != nil {
			all, err = nil, errTable
		}
	}()
	in := input(data)
	all = map[string]*table{}
	for range in.number() {
		category := in.text()
		if all[category], err = decode([]byte(in.text())); err != nil {
			return nil, fmt.Errorf("%s: %w", category, err)
		}
	}
	return all, nil
}

// input takes numbers and texts off its front. It panics at its end.
type input []byte

func (in *input) number() int {
	n, size := binary.Uvarint(*in)
	if size <= 0 {
		panic(errTable)
	}
	*in = (*in)[size:]
	return int(n)
}

func (in *input) text() string {
	n := in.number()
	s := string((*in)[:n])
	*in = (*in)[n:]
	return s
}

func (in *input) texts() []string {
	list := make([]string, in.number())
	for i := range list {
		list[i] = in.text()
	}
	return list
}
