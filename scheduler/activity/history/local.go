package history

import (
	"fmt"
	"time"
)

// instants returns the instants at which the clocks of loc show a reading, given as seconds since 1970 as if it
// were UTC: one, two where clocks go back (01:30 in New York on 2026-11-01), none where they skip it (02:30
// there on 2026-03-08). The first comes first.
func instants(loc *time.Location, wall int64) (found [2]int64, n int) {
	// Offsets are less than a day, and no zone changes twice within two days.
	_, before := time.Unix(wall-86400, 0).In(loc).Zone()
	_, after := time.Unix(wall+86400, 0).In(loc).Zone()
	for i, offset := range [2]int{before, after} {
		if i == 1 && after == before {
			break
		}
		t := wall - int64(offset)
		if _, there := time.Unix(t, 0).In(loc).Zone(); there == offset {
			found[n] = t
			n++
		}
	}
	if n == 2 && found[1] < found[0] {
		found[0], found[1] = found[1], found[0]
	}
	return found, n
}

// localTime places a reading of a series on the clocks of the file. Of a repeated reading the one is meant that
// goes on from the row before: the first, and once that is taken the second; in files with the newest first
// the other way round. A reading that clocks skip is no hour: a row without a value, or with 0, is passed over.
func (b *builder) localTime(wall int64, s sample) (unix int64, ok bool) {
	found, n := instants(b.loc, wall)
	last, any := b.latest()
	switch {
	case n == 0 && !(s.value > 0): // NaN, too
		b.series.Tally.Skipped++
		return 0, false
	case n == 0:
		b.report(s.line, fmt.Sprintf("%s is skipped by the clocks of %s; expected no value, or 0", showWall(wall), b.loc))
		return 0, false
	case n == 2 && b.falling && (!any || last > found[1]), n == 2 && !b.falling && any && last >= found[0]:
		return found[1], true
	default:
		return found[0], true
	}
}

// latest returns the instant of the row before.
func (b *builder) latest() (int64, bool) {
	switch n, m := len(b.head), len(b.fallen); {
	case m > 0:
		return b.fallen[m-1].unix, true
	case n > 0:
		return b.head[n-1].unix, true
	default:
		return b.last.unix + b.shift, b.step != 0
	}
}

func showWall(wall int64) string { return time.Unix(wall, 0).UTC().Format("2006-01-02 15:04:05") }
