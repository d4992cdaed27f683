package feedcheck

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/feed"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

const calendars = 250

// The regions' clocks change at other hours than those of the events, and never at midnight.
var regions = []string{"Europe/Berlin", "America/New_York", "Pacific/Auckland"}

func TestAgreesWithIcalJS(t *testing.T) {
	folder := t.TempDir()
	files := map[string][]byte{}
	for seed := range uint64(calendars) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 14))}
		name := fmt.Sprintf("%04d.ics", seed)
		files[name] = []byte(g.calendar())
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), files[name], 0o644))
	}
	out, err := exec.Command("node", "testdata/expand.mjs", folder, fmt.Sprint(lastYear+1)).CombinedOutput()
	require.NoError(t, err, string(out[:min(len(out), 3000)]))
	within := calendar.Interval{Start: time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(lastYear, 1, 1, 0, 0, 0, 0, time.UTC)}
	compared, computed := 0, 0
	for _, part := range strings.Split(string(out), "FILE ")[1:] {
		name, lines, _ := strings.Cut(part, "\n")
		f, err := feed.Read(bytes.NewReader(files[name]))
		require.NoError(t, err, "%s\n%s", name, files[name])
		for _, w := range f.Warnings() {
			if strings.Contains(w.Text, "worked out from its VTIMEZONE") {
				computed++
			}
		}
		for _, region := range regions {
			loc, err := calendar.LoadZone(region)
			require.NoError(t, err)
			want := expected(lines, loc, within)
			found, err := f.Occurrences(loc, within, recur.MaxOccurrences, nil)
			require.NoError(t, err)
			var got []string
			for _, o := range found {
				got = append(got, o.Interval.In(time.UTC).String())
			}
			slices.Sort(got)
			require.Equal(t, want, slices.Compact(got), "%s in %s\n%s", name, region, files[name][bytes.Index(files[name], []byte("BEGIN:VEVENT")):])
			compared += len(want)
		}
	}
	t.Logf("%d calendars, %d occurrences equal in %d regions over %d years; %d zones of no database", calendars, compared, len(regions), lastYear-firstYear, computed)
	require.Greater(t, compared, 300*calendars)
	require.Greater(t, computed, calendars/4)
}

// expected turns the lines of ical.js into what is covered in a region, by the standard library alone.
func expected(lines string, loc *time.Location, within calendar.Interval) []string {
	var list []string
	for line := range strings.Lines(lines) {
		var kind string
		var from, to int64
		fmt.Sscan(line, &kind, &from, &to)
		iv := calendar.Interval{Start: time.Unix(from, 0), End: time.Unix(to, 0)}
		switch kind {
		case "D":
			iv = calendar.Interval{Start: time.Date(1970, 1, 1+int(from), 0, 0, 0, 0, loc), End: time.Date(1970, 1, 1+int(to), 0, 0, 0, 0, loc)}
		case "F":
			// A floating event lasts its elapsed time from the reading on; none is over a change of clocks.
			a, b := time.Unix(from, 0).UTC(), time.Unix(to, 0).UTC()
			start := time.Date(a.Year(), a.Month(), a.Day(), a.Hour(), a.Minute(), 0, 0, loc)
			iv = calendar.Interval{Start: start, End: start.Add(b.Sub(a))}
		}
		if iv = iv.Intersect(within); !iv.Empty() {
			list = append(list, iv.In(time.UTC).String())
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
