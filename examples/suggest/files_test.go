package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/report"
)

const crewPlan = "testdata/crew.json"

// If one of the files cannot be written, none is, and what was there stays.
func TestFilesAreWrittenWholeOrNotAtAll(t *testing.T) {
	folder := t.TempDir()
	page := filepath.Join(folder, "a.html")
	require.NoError(t, os.WriteFile(page, []byte("before"), 0o600))
	for _, bad := range []string{folder, filepath.Join(folder, "none", "a.md"), filepath.Join(page, "a.md")} {
		for _, order := range [][]string{{"-html", page, "-notices", bad}, {"-md", bad, "-html", page}} {
			var stdout, stderr bytes.Buffer
			require.Equal(t, 3, run(append(order, "-force", crewPlan), nil, &stdout, &stderr, clock, ""), bad)
			require.Empty(t, stdout.String())
			require.Contains(t, stderr.String(), fmt.Sprintf("could not be written: %q: ", bad))
			require.Equal(t, "--- a.html\nbefore", contents(t, folder))
		}
	}
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, run([]string{"-force", "-html", page, crewPlan}, nil, &stdout, &stderr, clock, ""))
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	require.True(t, strings.HasSuffix(string(text), "</html>\n"))
	info, err := os.Stat(page)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "as before")
	list, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, list, 1, "nothing is left behind")
}

// With -html the JSON holds what the page shows, to the last figure.
func TestFiguresOfThePage(t *testing.T) {
	page := filepath.Join(t.TempDir(), "a.html")
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, run([]string{"-json", "-html", page, crewPlan}, nil, &stdout, &stderr, clock, "2026a"), stderr.String())
	var document report.DecisionDocument
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &document))
	require.NotNil(t, document.HeatMap)
	require.NotNil(t, document.Tradeoff)
	require.NotNil(t, document.Robustness)
	require.NotNil(t, document.Notices)
	require.NotEmpty(t, document.ClockStrips)
	about := make(map[string]string)
	for _, a := range document.Assumptions {
		about[a.About] = a.Text
	}
	require.Contains(t, about["Time zone database"], "2026a")
	require.Contains(t, about["Holidays of New York"], "US, ")
	require.Contains(t, about["Holidays of the crew Operations"], "DE-BE, ")

	text, err := os.ReadFile(page)
	require.NoError(t, err)
	figures := strings.Count(string(text), "data-json=")
	require.Greater(t, figures, 100)
	require.Equal(t, figures, strings.Count(string(text), "data-value="))
	require.Equal(t, 2, strings.Count(string(text), "<svg"), "heat map and clocks")
	require.NotContains(t, string(text), "<script")
}

func TestZoneVersion(t *testing.T) {
	folder, bare := t.TempDir(), t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "tzdata.zi"), []byte("# version 2026b\n# This zic\n"), 0o644))
	none := filepath.Join(folder, "none")
	require.Equal(t, "2026b", zoneVersion([]string{none, folder, bare}))
	require.Equal(t, "unknown (read from "+bare+")", zoneVersion([]string{bare, folder}))
	require.Contains(t, zoneVersion([]string{none}), "as in go")
	t.Setenv("ZONEINFO", bare)
	require.Contains(t, zoneDatabase(), "ZONEINFO")
}

// A wording of the plan's own that fails for this answer alone is a fault of the plan, and nothing is written.
func TestWordingThatFails(t *testing.T) {
	folder := t.TempDir()
	small, err := os.ReadFile("testdata/small.json")
	require.NoError(t, err)
	var plan map[string]any
	require.NoError(t, json.Unmarshal(small, &plan))
	first := plan["regions"].([]any)[0].(map[string]any)["name"]
	plan["notice"] = map[string]any{"templates": map[string]any{"ticket": "ticket.tmpl"}}
	text, err := json.Marshal(plan)
	require.NoError(t, err)
	file, page := filepath.Join(folder, "plan.json"), filepath.Join(folder, "page.md")
	require.NoError(t, os.WriteFile(file, text, 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "ticket.tmpl"), fmt.Appendf(nil, "Change\n{{if eq (index .Regions 0).Name \"%s\"}}{{index .Regions 99}}{{end}}", first), 0o644))
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusInvalid, run([]string{"-md", page, "-days", "7", file}, nil, &stdout, &stderr, earlier, ""), stderr.String())
	require.Contains(t, stderr.String(), "notice.templates.ticket: found")
	require.Contains(t, stderr.String(), "line 2")
	require.Empty(t, stdout.String())
	require.NoFileExists(t, page)
}
