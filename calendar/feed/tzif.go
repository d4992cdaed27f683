package feed

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"
)

// location builds a zone from its onsets, in order of time. Before the first the clocks keep the offset that
// it changes from. The zone is written as the data of RFC 8536, which is the one way into time.Location
// besides the database.
func location(name string, onsets []onset) (*time.Location, error) {
	offsets := []int{onsets[0].from}
	var times []int64
	var kinds []byte
	now := onsets[0].from
	for i, o := range onsets {
		// Of onsets at one instant the last one of the file holds.
		if i+1 < len(onsets) && onsets[i+1].unix == o.unix || o.to == now {
			continue
		}
		kind := slices.Index(offsets, o.to)
		if kind < 0 {
			kind = len(offsets)
			offsets = append(offsets, o.to)
		}
		if kind > 200 {
			return nil, fmt.Errorf("it has more than 200 offsets")
		}
		times, kinds, now = append(times, o.unix), append(kinds, byte(kind)), o.to
	}
	var b []byte
	header := func(changes, types, names int) {
		b = append(b, "TZif2"...)
		b = append(b, make([]byte, 15)...)
		for _, n := range []int{0, 0, 0, changes, types, names} {
			b = binary.BigEndian.AppendUint32(b, uint32(n))
		}
	}
	header(0, 0, 0) // The 32-bit part, which readers of version 2 pass over.
	abbreviation := "-00\x00"
	header(len(times), len(offsets), len(abbreviation))
	for _, t := range times {
		b = binary.BigEndian.AppendUint64(b, uint64(t))
	}
	b = append(b, kinds...)
	for _, o := range offsets {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(o)))
		b = append(b, 0, 0)
	}
	b = append(b, abbreviation...)
	b = append(b, "\n\n"...)
	return time.LoadLocationFromTZData(name, b)
}
