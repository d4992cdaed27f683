package exportcheck_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

const utc = "20060102T150405Z"

// line is how all readers tell what they read.
func line(name, value string) string { return name + " " + hex.EncodeToString([]byte(value)) + "\n" }

// meant is what readers have to read of a maintenance.
func meant(m export.Maintenance) string {
	o := m.Options.Calendar
	s := "FILE\n" + line("NAME", o.Name) + line("COLOR", o.Color)
	for i, w := range m.Windows {
		s += "VEVENT\n" +
			line("UID", fmt.Sprintf("%s-%d@quietwindow.maintenance", m.ID, i+1)) +
			line("DTSTAMP", m.Stamp.Format(utc)) +
			line("DTSTART", w.Interval.Start.Format(utc)) +
			line("DTEND", w.Interval.End.Format(utc)) +
			line("SEQUENCE", fmt.Sprint(m.Sequence)) +
			line("STATUS", m.Status.String()) +
			line("SUMMARY", m.Title) +
			line("DESCRIPTION", m.Description) +
			line("URL", m.URL)
	}
	return s
}

// readGoICal tells what emersion/go-ical reads.
func readGoICal(t *testing.T, file []byte) string {
	c, err := ical.NewDecoder(bytes.NewReader(file)).Decode()
	require.NoError(t, err)
	var s string
	value := func(props ical.Props, name string) {
		p := props.Get(name)
		if p == nil {
			return
		}
		v := p.Value
		if p.ValueType() == ical.ValueText {
			v, err = p.Text()
			require.NoError(t, err)
		}
		s += line(name, v)
	}
	s += "FILE\n"
	value(c.Props, "NAME")
	value(c.Props, "COLOR")
	for _, e := range c.Children {
		s += e.Name + "\n"
		for _, name := range []string{"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION", "URL"} {
			value(e.Props, name)
		}
	}
	return s
}

// readers are the other two, by the command to which the names of files are added.
func readers(t *testing.T) map[string][]string {
	flags, err := exec.Command("pkg-config", "--cflags", "--libs", "libical").Output()
	require.NoError(t, err)
	program := filepath.Join(t.TempDir(), "readback")
	args := append([]string{"-std=gnu11", "-Wall", "-Werror", "-o", program, "testdata/readback.c"}, strings.Fields(string(flags))...)
	out, err := exec.Command("cc", args...).CombinedOutput()
	require.NoError(t, err, string(out))
	return map[string][]string{"libical": {program}, "ical.js": {"node", "testdata/readback.mjs"}}
}

func TestReadersAgree(t *testing.T) {
	var want string
	var files [][]byte
	for seed := range uint64(400) {
		m := maintenance(source(seed), time.Second)
		m.Status = export.Status(seed % 3)
		file := write(t, "ical", m)[0]
		require.Equal(t, meant(m), readGoICal(t, file), "go-ical, seed %d", seed)
		files = append(files, file)
		want += meant(m)
	}
	compare(t, files, want)
}

func TestReadersAgreeOnHolidays(t *testing.T) {
	var want string
	var files [][]byte
	for seed := range uint64(100) {
		r := source(seed)
		list := export.HolidayList{Code: "x" + text(r, 3, false)}
		o := export.CalendarOptions{Name: name(r), Color: "red"}
		for range 1 + r.IntN(5) {
			d := calendar.DateOfDay(r.IntN(40_000))
			list.Days = append(list.Days, calendar.Holiday{Date: d, Name: "x" + text(r, 20, false), Estimated: r.IntN(2) == 0})
		}
		file, err := export.Holidays(o, list)
		require.NoError(t, err)
		files = append(files, file)
		got := readGoICal(t, file)
		want += got
		summaries := ""
		for _, h := range list.Days {
			require.Contains(t, got, line("DTSTART", strings.ReplaceAll(h.Date.String(), "-", ""))+line("DTEND", strings.ReplaceAll(h.Date.AddDays(1).String(), "-", "")))
			summaries += line("SUMMARY", h.Title())
		}
		require.Equal(t, summaries, only(got, "SUMMARY "))
	}
	compare(t, files, want)
}

// only returns the lines that begin so.
func only(s, prefix string) string {
	out := ""
	for _, l := range strings.SplitAfter(s, "\n") {
		if strings.HasPrefix(l, prefix) {
			out += l
		}
	}
	return out
}

// compare has the other readers read the files.
func compare(t *testing.T, files [][]byte, want string) {
	dir := t.TempDir()
	var names []string
	for i, file := range files {
		names = append(names, filepath.Join(dir, fmt.Sprintf("%d.ics", i)))
		require.NoError(t, os.WriteFile(names[i], file, 0o600))
	}
	for name, command := range readers(t) {
		cmd := exec.Command(command[0], append(command[1:], names...)...)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		got, err := cmd.Output()
		require.NoError(t, err, "%s: %s", name, stderr.String())
		require.Equal(t, strings.Split(want, "\n"), strings.Split(string(got), "\n"), name)
	}
}
