package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/examples/internal/outfile"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/export"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// earlier is a clock before the plan of these tests, for tools that take nothing that is over.
func earlier() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }

// outputs are all ways to have a file written: the flag, with FILE for its name, and the name's end.
func outputs() []struct{ flag, end string } {
	list := []struct{ flag, end string }{
		{"-md=FILE", ".md"}, {"-md-full=FILE", ".full.md"}, {"-html=FILE", ".html"},
		{"-notices=FILE", ".notices.md"}, {"-notices=FILE", ".notices.html"}, {"-notices=FILE", ".txt"}, {"-notices=FILE", ".json"},
	}
	for _, f := range export.Formats() {
		list = append(list, struct{ flag, end string }{"-export=" + f.Name + "=FILE", "." + f.Name + f.Extension})
	}
	return list
}

// writeOutput has one output written.
func writeOutput(t *testing.T, flag, file string, more ...string) (status int, said string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args := append(more, strings.Replace(flag, "FILE", file, 1), "-export-options", "testdata/all-options.json", "-days", "7", "testdata/small.json")
	if !strings.HasPrefix(flag, "-export") {
		args = append(args, "-export", "ical="+os.DevNull)
	}
	status = run(args, nil, &stdout, &stderr, earlier, "")
	if status != statusFound {
		require.Empty(t, stdout.String(), "an answer that is refused is not half given")
	}
	return status, stderr.String()
}

// answers is a plan that is answered once, with everything that any output shows, and delivered many times.
type answers struct {
	plan *planfile.Plan
	d    *report.Decision
}

func answerOnce(t *testing.T) answers {
	t.Helper()
	opts := options{file: "testdata/small.json", days: 7, md: "-", notices: "-"}
	plan, err := read(opts, nil)
	require.NoError(t, err)
	d, err := decision.Make(t.Context(), plan, opts.wanted(""))
	require.NoError(t, err)
	return answers{plan, d}
}

// deliver has one output written, as writeOutput has: what run does without reading the plan and answering it.
func (a answers) deliver(t *testing.T, flag, file string, more ...string) (status int, said string) {
	t.Helper()
	args := append(more, strings.Replace(flag, "FILE", file, 1), "testdata/small.json")
	if strings.HasPrefix(flag, "-export") {
		args = append(args, "-export-options", "testdata/all-options.json")
	}
	opts, err := parse(args, earlier)
	require.NoError(t, err)
	d, res := *a.d, *a.d.Result // what exports add to the warnings is of one delivery
	d.Result = &res
	if !opts.wanted("").Notices {
		d.Notices = nil
	}
	var stdout, stderr bytes.Buffer
	out := output{stdout: &stdout, stderr: &stderr}
	if faults := outfile.Check(opts.reports(), opts.force); faults != nil {
		status = out.refuse(faults, nil)
	} else {
		status = out.deliver(&d, opts, a.plan, earlier)
	}
	if status != statusFound {
		require.Empty(t, stdout.String(), "an answer that is refused is not half given")
	}
	return status, stderr.String()
}

// Every output over every kind of file: what is there is replaced if it is empty or what that output
// writes, and stays as it is, byte by byte, in every other case; unless -force is given.
func TestNothingIsLost(t *testing.T) {
	plan, err := os.ReadFile("testdata/small.json")
	require.NoError(t, err)
	there := map[string][]byte{
		"nothing": {}, "a plan": plan, "a broken plan": bytes.Replace(plan, []byte("}"), []byte("},"), 1),
		"a plan with the mark of a byte order": append([]byte("\xef\xbb\xbf"), plan...),
		"somebody's notes":                     []byte("# Notes\n\nDo not lose these.\n"),
		"somebody's page":                      []byte("<!DOCTYPE html>\n<html><head><title>Mine</title></head></html>\n"),
		"somebody's JSON":                      []byte(`{"entries": [1, 2], "start": "now"}`),
		"a list in JSON":                       []byte(`[{"data": {}}]`),
		"somebody's calendar":                  []byte("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mine//EN\r\nEND:VCALENDAR\r\n"),
		"somebody's intervals":                 []byte("time_intervals:\n  - name: \"nights\"\n    time_intervals: []\n"),
		"noise":                                {0, 1, 2, 0xff},
	}
	own := make(map[string]string)
	folder, once := t.TempDir(), answerOnce(t)
	for _, o := range outputs() {
		file := filepath.Join(folder, "first"+o.end)
		status, said := writeOutput(t, o.flag, file)
		require.Equal(t, statusFound, status, said)
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		there[o.flag+o.end] = text
		own[o.flag+o.end] = o.flag + o.end
	}
	own["-md=FILE.md"], own["-md-full=FILE.full.md"] = "reports", "reports"                                       // a report may become longer
	ways := map[string]func(t *testing.T, flag, file string, more ...string) (int, string){"a plan": writeOutput} // from end to end
	for name := range there {
		if ways[name] == nil {
			ways[name] = once.deliver
		}
	}
	names := slices.Sorted(maps.Keys(there))
	for i, o := range outputs() {
		file := filepath.Join(folder, "a"+o.end)
		for k, name := range names {
			// All of them are hundreds of pairs: by default an eighth of what somebody else wrote.
			if somebody := name != "a plan" && own[name] != own[o.flag+o.end]; somebody && (i+k)%8 != 0 && !*thorough {
				continue
			}
			before := there[name]
			for _, more := range [][]string{nil, {"-force"}} {
				require.NoError(t, os.WriteFile(file, before, 0o644))
				status, said := ways[name](t, o.flag, file, more...)
				after, err := os.ReadFile(file)
				require.NoError(t, err)
				replaced := more != nil || len(before) == 0 || own[name] != "" && own[name] == own[o.flag+o.end]
				where := o.flag + o.end + " over " + name
				require.Equal(t, replaced, status == statusFound, "%s: %s", where, said)
				if !replaced {
					require.Equal(t, statusInvalid, status, where)
					require.Equal(t, before, after, where)
					require.Contains(t, said, "-force replaces it", where)
				}
			}
		}
	}
}

// What is no JSON is not written under the name of JSON, whether something is there or not, and whatever
// -force says.
func TestNamesOfJSON(t *testing.T) {
	for _, o := range outputs() {
		if strings.HasSuffix(o.end, ".json") || strings.HasPrefix(o.flag, "-notices") {
			continue
		}
		for _, name := range []string{"mine.json", "MINE.JSON"} {
			file := filepath.Join(t.TempDir(), name)
			status, said := writeOutput(t, o.flag, file, "-force")
			require.Equal(t, statusInvalid, status, o.flag)
			require.Contains(t, said, "expected a name that does not end in .json", o.flag)
			require.NoFileExists(t, file)
		}
	}
}

// Several outputs are checked before the first is written, and two names of one file are found out.
func TestOutputsTogether(t *testing.T) {
	folder := t.TempDir()
	page, link, mine := filepath.Join(folder, "a.html"), filepath.Join(folder, "b.md"), filepath.Join(folder, "mine.txt")
	require.NoError(t, os.WriteFile(page, nil, 0o644))
	require.NoError(t, os.Symlink(page, link))
	require.NoError(t, os.WriteFile(mine, []byte("mine"), 0o644))
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"-html", page, "-notices", mine}, "-notices: found " + `"` + mine + `"`},
		{[]string{"-force", "-html", page, "-md", link}, "a file of its own"},
	} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, statusInvalid, run(append(test.args, "testdata/small.json"), nil, &stdout, &stderr, earlier, ""))
		require.Contains(t, stderr.String(), test.want)
		require.Equal(t, "--- a.html\n--- b.md\n--- mine.txt\nmine", contents(t, folder))
	}
}
