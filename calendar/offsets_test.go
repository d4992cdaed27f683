package calendar_test

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

var thorough = flag.Bool("thorough", false, "every zone where the tests else take a third of them")

func offsetAt(loc *time.Location, sec int64) int {
	_, offset := time.Unix(sec, 0).In(loc).Zone()
	return offset
}

// walkOffsets is the reference: it asks the clock at every quarter of an hour, and between two that
// differ at every second.
func walkOffsets(loc *time.Location, from, to int64) (starts []int64, offsets []int) {
	starts, offsets = []int64{from}, []int{offsetAt(loc, from)}
	now := offsets[0]
	for t := from; t < to; t += 900 {
		end := min(t+900, to)
		if offsetAt(loc, end) == now {
			continue
		}
		for s := t + 1; s <= end && s < to; s++ {
			if o := offsetAt(loc, s); o != now {
				starts, offsets, now = append(starts, s), append(offsets, o), o
			}
		}
	}
	return starts, offsets
}

func requireOffsets(t *testing.T, loc *time.Location, from, to int64) {
	t.Helper()
	starts, offsets := walkOffsets(loc, from, to)
	i, last := 0, from
	for iv, offset := range calendar.Offsets(loc, calendar.Interval{Start: time.Unix(from, 0), End: time.Unix(to, 0)}) {
		if i == len(starts) || iv.Start.Unix() != starts[i] || iv.Start.Unix() != last || offset != offsets[i] || iv.Empty() {
			t.Fatalf("%s: stretch %d is %s at %d s; want %v, %v", loc, i, iv, offset, starts, offsets)
		}
		last = iv.End.Unix()
		i++
	}
	if i != len(starts) || last != to {
		t.Fatalf("%s: %d stretches up to %s; want %v, %v", loc, i, time.Unix(last, 0).UTC(), starts, offsets)
	}
}

func unix(year int, month time.Month, day int) int64 {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
}

// Every zone against the walk, in two different years and over the last days of 2028: on 31 December
// of a leap year time.ZoneBounds gives an end before the time asked about.
func TestOffsetsAgainstWalk(t *testing.T) {
	years := []int{1972, 1979, 1985, 1986, 1993, 1994, 2007, 2010, 2011, 2014, 2015, 2018, 2019, 2023, 2026, 2028, 2032, 2037, 2038, 2099}
	for i, name := range allZones {
		if i%3 != 0 && !*thorough {
			continue
		}
		loc := zone(t, name)
		for k := range 2 {
			year := years[(i+5*k)%len(years)]
			requireOffsets(t, loc, unix(year, 1, 1)-1234, unix(year+1, 1, 2))
		}
		requireOffsets(t, loc, unix(2028, 12, 30), unix(2029, 1, 3))
		requireOffsets(t, loc, unix(2028, 12, 31)+43_200, unix(2028, 12, 31)+43_201)
	}
}

// The same with the database that comes with Go, in its slim form, where there is a copy of it: the
// data of most systems are in the fat form, which hides faults. Elsewhere the system's are used twice.
func TestOffsetsWithSlimDatabase(t *testing.T) {
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self, "-test.run=^(TestOffsetsAgainstWalk|TestDaysOfOddDates|TestDateOfAndClockOf)$", "-test.count=1", fmt.Sprintf("-thorough=%t", *thorough))
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	zip := filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip")
	if _, err := os.Stat(zip); err == nil {
		cmd.Env = append(os.Environ(), "ZONEINFO="+zip)
	}
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	require.Contains(t, string(out), "PASS")
}

// slimZone builds a zone as the slimmest of data would have it: no change listed, only the rule.
func slimZone(t *testing.T, rule string, standard int32) *time.Location {
	var b bytes.Buffer
	block := func() {
		b.WriteString("TZif2")
		b.Write(make([]byte, 15))
		for _, n := range []uint32{0, 0, 0, 0, 1, 4} { // one kind of time, no changes
			require.NoError(t, binary.Write(&b, binary.BigEndian, n))
		}
		require.NoError(t, binary.Write(&b, binary.BigEndian, standard))
		b.WriteString("\x00\x00XXX\x00")
	}
	block()
	block()
	fmt.Fprintf(&b, "\n%s\n", rule)
	loc, err := time.LoadLocationFromTZData("slim", b.Bytes())
	require.NoError(t, err)
	return loc
}

func TestOffsetsOfSlimZones(t *testing.T) {
	tests := []struct {
		place, rule string
		standard    int32
	}{
		{"Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3", 3600},
		{"America/New_York", "EST5EDT,M3.2.0,M11.1.0", -18_000},
		{"Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 37_800},
		{"Europe/Dublin", "IST-1GMT0,M10.5.0,M3.5.0/1", 3600}, // "summer" is in winter
		{"Antarctica/Troll", "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3", 0},
		{"America/Santiago", "<-04>4<-03>,M9.1.6/24,M4.1.6/24", -14_400},
		{"Asia/Gaza", "EET-2EEST,M3.4.4/50,M10.4.4/50", 7200},
		{"Asia/Kathmandu", "<+0545>-5:45", 20_700},
		{"nowhere", "<+02>-2<+03>,J1/3,M6.1.0/0", 7200},       // a change on New Year's Day
		{"nowhere", "<-02>2<-01>,M12.5.0/-1,M1.1.0/0", -7200}, // changes about the turn of the year
	}
	for _, test := range tests {
		loc := slimZone(t, test.rule, test.standard)
		for _, year := range []int{1976, 2027, 2028, 2100} {
			requireOffsets(t, loc, unix(year, 1, 1), unix(year+1, 1, 15))
			requireOffsets(t, loc, unix(year, 12, 31), unix(year+1, 1, 1))
			requireOffsets(t, loc, unix(year, 12, 31)+43_200, unix(year+1, 1, 15))
		}
	}
}

func TestOffsetsAtTheEdges(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	change := instant(t, "2026-03-29T01:00:00Z")
	walk := func(iv calendar.Interval) (ends []time.Time, offsets []int) {
		for part, offset := range calendar.Offsets(berlin, iv) {
			ends, offsets = append(ends, part.Start, part.End), append(offsets, offset)
		}
		return ends, offsets
	}
	ends, _ := walk(calendar.Interval{})
	assert.Empty(t, ends)
	ends, _ = walk(calendar.Interval{Start: change, End: change.Add(-time.Hour)})
	assert.Empty(t, ends)
	for _, test := range []struct {
		before, after time.Duration
		want          []int
	}{
		{-time.Nanosecond, time.Nanosecond, []int{3600, 7200}}, // fractions are kept
		{0, time.Nanosecond, []int{7200}},
		{-time.Second, 0, []int{3600}},
		{-300 * time.Millisecond, 0, []int{3600}},
	} {
		ends, offsets := walk(calendar.Interval{Start: change.Add(test.before), End: change.Add(test.after)})
		assert.Equal(t, test.want, offsets)
		assert.True(t, ends[0].Equal(change.Add(test.before)))
		assert.True(t, ends[len(ends)-1].Equal(change.Add(test.after)))
	}
	for range calendar.Offsets(berlin, calendar.Interval{Start: change.AddDate(-1, 0, 0), End: change}) {
		break // a walk may end early
	}
	stretches := 0
	for range calendar.Offsets(zone(t, "Europe/Dublin"), calendar.Interval{Start: instant(t, "1968-10-28T00:00:00Z"), End: instant(t, "1971-10-01T00:00:00Z")}) {
		stretches++ // three years at +01:00, though the name of the time changed
	}
	assert.Equal(t, 1, stretches)
	// Half a year's stretch either side of a change ends exactly there, century after century.
	for part := range calendar.Offsets(berlin, calendar.Interval{Start: instant(t, "2500-01-01T00:00:00Z"), End: instant(t, "2500-07-01T00:00:00Z")}) {
		assert.Equal(t, "2500-03-28T01:00:00Z", part.End.UTC().Format(time.RFC3339))
		break
	}
}
