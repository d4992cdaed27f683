package feed_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar/feed"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// large is a calendar of 2,000 events, a tenth of them series.
func large() []byte {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
	for i := range 2000 {
		fmt.Fprintf(&b, "BEGIN:VEVENT\r\nUID:%d@example.com\r\nSUMMARY:Event %d\\, with a text that is folded as programs do after so many\r\n  octets\r\n", i, i)
		fmt.Fprintf(&b, "DTSTART;TZID=Europe/Berlin:2026%02d%02dT100000\r\nDTEND;TZID=Europe/Berlin:2026%02d%02dT120000\r\n", 1+i%12, 1+i%28, 1+i%12, 1+i%28)
		if i%10 == 0 {
			b.WriteString("RRULE:FREQ=WEEKLY;COUNT=20\r\n")
		}
		b.WriteString("END:VEVENT\r\n")
	}
	b.WriteString("END:VCALENDAR\r\n")
	return []byte(b.String())
}

// BenchmarkRead reads 2,000 events. The metric "ratio" is the time over that of looking at each
// line once without taking anything apart.
func BenchmarkRead(b *testing.B) {
	data := large()
	lines := 0
	const sample = 20
	begun := time.Now()
	for range sample {
		for line := range bytes.Lines(data) {
			lines += len(bytes.TrimSpace(line))
		}
	}
	baseline := time.Since(begun).Seconds() / sample
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := feed.Read(bytes.NewReader(data))
		require.NoError(b, err)
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/baseline, "ratio")
	require.Positive(b, lines)
}

// BenchmarkSet expands the 2,000 events over a year.
func BenchmarkSet(b *testing.B) {
	f := read(b, large())
	region := zone(b, "America/New_York")
	within := between(b, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
	b.ReportAllocs()
	for b.Loop() {
		_, err := f.Set(region, within, recur.MaxOccurrences, nil)
		require.NoError(b, err)
	}
}
