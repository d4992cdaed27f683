package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/examples/internal/readme"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

// golden compares with testdata/name, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), got, "go test ./examples/audit -update writes %s", path)
}

func TestRun(t *testing.T) {
	const plan, weighted, past = "testdata/plan.json", "testdata/weighted.json", "testdata/past.csv"
	for _, test := range []struct {
		name   string
		args   []string
		status int
	}{
		{"built-in", nil, 0},
		{"built-in-json", []string{"-json"}, 0},
		{"ledger", []string{"-ledger", plan, past}, 0},
		{"ledger", []string{"-ledger", weighted, past}, 0}, // hours of people, whatever they weigh
		{"weighted", []string{weighted, past}, 0},
		{"weighted-json", []string{"-json", weighted, past}, 0},
		{"help", []string{"-h"}, 0},
		{"help", []string{"--help", "-x"}, 0},
		{"files", []string{plan, past}, 0},
		{"files", []string{"--", plan, past}, 0},
		{"files-json", []string{plan, "--json", past}, 0},
		{"command-line", []string{"-x", plan}, 2},
		{"command-line-json", []string{"-json", "-", plan, past}, 2},
		{"no-such-file", []string{"testdata/no.json", past}, 2},
		{"no-such-list", []string{plan, "testdata/no.csv"}, 2},
		{"wrong-list", []string{plan, "testdata/wrong.csv"}, 2},
		{"wrong-list-json", []string{"-json", plan, "testdata/wrong.csv"}, 2},
		{"semicolons", []string{plan, "testdata/semicolons.csv"}, 2},
		{"header", []string{plan, "testdata/header.csv"}, 2},
		{"empty", []string{plan, "testdata/empty.csv"}, 2},
		{"nothing", []string{plan, "testdata/nothing.csv"}, 2},
		{"wrong-plan", []string{"testdata/wrong.json", past}, 2},
		{"early", []string{plan, "testdata/early.csv"}, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			require.Equal(t, test.status, run(test.args, &stdout, &stderr), stderr.String())
			require.True(t, stdout.Len() == 0 || stderr.Len() == 0, "one of the two")
			golden(t, test.name+".golden", stdout.String()+stderr.String())
		})
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// Each past maintenance has a figure of each region: too many are refused before any is judged.
func TestTooMuch(t *testing.T) {
	var regions, past strings.Builder
	for i := range 500 {
		fmt.Fprintf(&regions, `,{"name": "R%d", "customers": 1, "time_zone": "UTC"}`, i)
	}
	past.WriteString("name,start,end,planned_end\n")
	for i := range 201 {
		start := time.Date(2026, 1, 1, i, 0, 0, 0, time.UTC)
		fmt.Fprintf(&past, "M%d,%s,%s,%[3]s\n", i, start.Format(time.RFC3339), start.Add(time.Minute).Format(time.RFC3339))
	}
	plan, list := filepath.Join(t.TempDir(), "plan.json"), filepath.Join(t.TempDir(), "past.csv")
	require.NoError(t, os.WriteFile(plan, fmt.Appendf(nil, `{"regions": [%s], "window": {"duration": "1h"}}`, regions.String()[1:]), 0o600))
	require.NoError(t, os.WriteFile(list, []byte(past.String()), 0o600))
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusInvalid, run([]string{plan, list}, &stdout, &stderr))
	require.Contains(t, stderr.String(), "PAST.csv: found 201; expected at most 200 with 500 regions: past maintenance times regions are at most 100000")
	require.Empty(t, stdout.String())
}

func TestOutputThatCannotBeWritten(t *testing.T) {
	for _, args := range [][]string{nil, {"-json"}, {"-h"}, {"-json", "-x"}} {
		var stderr bytes.Buffer
		assert.Equal(t, statusFailed, run(args, failing{}, &stderr), args)
		assert.Equal(t, "audit: the answer could not be written: disk full\n", stderr.String())
	}
	assert.Equal(t, statusFailed, run([]string{"-x"}, &bytes.Buffer{}, failing{}))
}

// TestPaste puts the block into the plan that was audited: it is read without a word.
func TestPaste(t *testing.T) {
	past, err := readPast("past.csv", builtInPast)
	require.NoError(t, err)
	a, err := newAudit(builtInPlan, planfile.Options{}, past)
	require.NoError(t, err)
	out := text(a, options{})
	block := out[bytes.LastIndex([]byte(out), []byte(`"overrun": [`)):]
	pasted := bytes.Replace(builtInPlan, []byte(`"duration": "1h"`), []byte(`"duration": "1h", `+block), 1)
	plan, err := planfile.Parse(t.Context(), pasted, planfile.Options{From: past[0].start, Days: 30})
	require.NoError(t, err)
	assert.Equal(t, a.overruns.stages, plan.Request.Overrun)

	var d auditJSON
	encoded, err := json.Marshal(newDocument(a))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(encoded, &d))
	assert.Equal(t, stagesJSON(plan.Request.Overrun), d.Overrun)
}

// TestIncident finds the figures of examples/incident: 12 April took 10.5 hours and cost 40,659
// customer-hours, 3.2 times the best start.
func TestIncident(t *testing.T) {
	past, err := readPast("past.csv", builtInPast)
	require.NoError(t, err)
	a, err := newAudit(builtInPlan, planfile.Options{}, past)
	require.NoError(t, err)
	j := a.past[5]
	assert.Equal(t, "Platform maintenance", j.name)
	assert.InDelta(t, 40_659, j.real.Impact.CustomerHours, 0.5)
	assert.InDelta(t, 3_135, j.planned, 0.5)
	assert.InDelta(t, 12_538, j.best.Impact.CustomerHours, 0.5)
	assert.InDelta(t, j.real.Impact.CustomerHours/j.best.Impact.CustomerHours, *j.real.Factor, 1e-6)
	assert.Equal(t, "2023-04-15T00:00:00-07:00", j.best.Window.Start.Format("2006-01-02T15:04:05Z07:00"))

	var all, byRegion float64
	for _, j := range a.past {
		all += j.real.Impact.CustomerHours
	}
	for _, b := range a.burdens {
		byRegion += b.customerHours
	}
	assert.InDelta(t, all, byRegion, 1e-3)
}

func TestReadme(t *testing.T) {
	readme.Check(t, func(args []string) string {
		var stdout, stderr bytes.Buffer
		require.Equal(t, statusAudited, run(args, &stdout, &stderr), stderr.String())
		return stdout.String()
	})
}
