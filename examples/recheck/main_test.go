package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the records of plans, and what is printed to README.md")

// answered runs the program and returns its status and what it printed.
func answered(args ...string) (int, string, string) {
	var stdout, stderr bytes.Buffer
	status := run(args, &stdout, &stderr)
	return status, stdout.String(), stderr.String()
}

// copied copies files of the folder into one of the test's own.
func copied(t *testing.T, patterns ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(dir, filepath.Base(file)), data, 0o644))
		}
	}
	return dir
}

var command = regexp.MustCompile("(?m)^```\n\\$ go run ./examples/recheck (.*)\n((?:[^`].*\n|\n)*)```$")

// What README.md shows is what is printed, by the commands that it names.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	if *update {
		before := copied(t, "testdata/before/*.json")
		_, _, _ = answered("-store", before)
		records, err := filepath.Glob(filepath.Join(before, "*"+recordEnd))
		require.NoError(t, err)
		for _, path := range records {
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join("plans", filepath.Base(path)), data, 0o644))
		}
	}
	shown := 0
	got := command.ReplaceAllStringFunc(string(readme), func(block string) string {
		shown++
		line := command.FindStringSubmatch(block)[1]
		_, stdout, stderr := answered(strings.Fields(strings.ReplaceAll(line, "examples/recheck/", ""))...)
		require.Empty(t, stderr)
		return "```\n$ go run ./examples/recheck " + line + "\n" + strings.TrimSuffix(stdout, "\n") + "```"
	})
	if *update {
		require.NoError(t, os.WriteFile("README.md", []byte(got), 0o644))
		return
	}
	require.Equal(t, string(readme), got, "go test ./examples/recheck -update writes it")
	require.Equal(t, 2, shown)
}

// The nights of a folder: stored, looked at, changed, stored again.
func TestNights(t *testing.T) {
	dir := copied(t, "testdata/before/*.json")
	status, text, _ := answered(dir)
	require.Equal(t, statusLook, status)
	require.Contains(t, text, "billing\n! There is no record yet; -store writes one.\n")
	status, text, _ = answered("-store", "-announce", "2026-12-12T05:00:00Z", dir)
	require.Equal(t, statusFine, status, text)
	require.Contains(t, text, "billing\nThe first record is written.\n- 2026-12-12T05:00:00Z is announced.\n")
	status, text, _ = answered(dir)
	require.Equal(t, statusFine, status)
	require.Contains(t, text, "- 2026-12-12T05:00:00Z: as good as it was: 2108.8 customer-hours, 1.00 times the best start.\n")

	plan := filepath.Join(dir, "billing.json")
	data, err := os.ReadFile(plan)
	require.NoError(t, err)
	changed := strings.Replace(string(data), `"search"`, `"rules": {"blackouts": [{"name": "Freeze", "start": "2026-12-12", "end": "2026-12-13"}]}, "search"`, 1)
	require.NoError(t, os.WriteFile(plan, []byte(changed), 0o644))
	status, text, _ = answered("-json", "-store", dir)
	require.Equal(t, statusLook, status)
	var answers []answer
	require.NoError(t, json.Unmarshal([]byte(text), &answers))
	require.Equal(t, []bool{true, false}, []bool{answers[0].Attention, answers[1].Attention})
	require.Equal(t, "blocked", answers[0].Changes.Windows[0].After.State)
	require.True(t, answers[0].Stored)
	// What was looked at and stored does not call again.
	status, text, _ = answered(dir)
	require.Equal(t, statusFine, status)
	require.Contains(t, text, "- 2026-12-12T05:00:00Z: still not free: blackout in Americas (Freeze), blackout in Bavaria (Freeze)")
}

func TestWrongInput(t *testing.T) {
	dir := copied(t, "plans/billing*.json")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.json"), []byte(`{"regions": 1}`), 0o644))
	status, text, _ := answered(dir)
	require.Equal(t, statusInvalid, status)
	require.Contains(t, text, "a: 3 problems:\n")
	require.Contains(t, text, "\n  regions: found 1; expected a list of 1 to 10000 regions\n")
	require.Contains(t, text, "billing\n- 2026-12-05T05:00:00Z: as good", "the others are looked at all the same")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "billing.record.json"), []byte(`{}`), 0o644))
	_, text, _ = answered(dir)
	require.Contains(t, text, "billing.record.json: read record: ")

	for want, args := range map[string][]string{
		"command line: found 0; expected one folder of plans":                                                         {},
		"command line: found 2; expected one folder of plans":                                                         {"a", "b"},
		"command line: found \"-x\"; expected an option that -h lists":                                                {"-x", dir},
		"expected a time as in RFC 3339":                                                                              {"-from", "tomorrow", dir},
		"-slack: found -1; expected a share greater than 0, up to 100":                                                {"-slack", "-1", dir},
		"2 problems:\n  -slack: found \"x\"; expected a number such as 0.12\n  -from: found \"2027-02-30T00:00:00Z\"": {"-slack", "x", "-from", "2027-02-30T00:00:00Z", dir},
		"-announce: found \"2026-12-12T05:00:00Z\"; expected -store beside it":                                        {"-announce", "2026-12-12T05:00:00Z", dir},
		"no such file": {filepath.Join(dir, "none")},
		"found no plan; expected files named NAME.json":                                                                 {t.TempDir()},
		"-corrections: found \"none.csv\"; expected a file of corrections that can be read (no such file or directory)": {"-corrections", "none.csv", dir},
		"-corrections: README.md, line 3":                                                                               {"-corrections", "README.md", dir},
	} {
		status, stdout, stderr := answered(args...)
		assert.Equal(t, statusInvalid, status, want)
		assert.Empty(t, stdout)
		assert.Contains(t, stderr, want)
	}
	status, text, _ = answered("-h")
	require.Equal(t, statusFine, status)
	require.Equal(t, usage, text)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestOutputThatCannotBeWritten(t *testing.T) {
	require.Equal(t, statusFailed, run([]string{"-h"}, failing{}, io.Discard))
	dir := copied(t, "plans/billing.json")
	require.NoError(t, os.Mkdir(filepath.Join(dir, "billing.record.json.new"), 0o755))
	status, text, _ := answered("-store", dir)
	require.Equal(t, statusFailed, status)
	require.Contains(t, text, "billing.record.json.new")
}

// A recurring slot is announced with its next dates. A freeze takes one of them; a plan that asks for another rhythm must be looked at.
func TestRecurringSlot(t *testing.T) {
	plan := `{"regions": [{"name": "Bavaria", "customers": 2400, "time_zone": "Europe/Berlin", "holidays": ["DE-BY"]}], "window": {"duration": "1h"},
		"search": {"from": "2027-01-01T00:00:00Z", "to": "2027-03-01T00:00:00Z"}, "rules": {"blackouts": []}, "recurring": {"every": "week", "time_zone": "Europe/Berlin"}}`
	dir := t.TempDir()
	write := func(text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "slot.json"), []byte(text), 0o600))
	}
	write(plan)
	status, stdout, _ := answered("-store", dir)
	require.Equal(t, statusFine, status)
	require.Equal(t, "slot\nThe first record is written.\n- The slot Sat 04:00 Europe/Berlin every week is announced, and with it 9 dates.\n\n", stdout)
	status, stdout, _ = answered(dir)
	require.Equal(t, statusFine, status)
	assert.Equal(t, "slot\n- The slot Sat 04:00 Europe/Berlin every week is the best: its 9 dates are free, and cost 648 customer-hours.\n- 9 of its dates are as they were.\n\n", stdout)
	write(strings.Replace(plan, `"blackouts": []`, `"blackouts": [{"name": "Fair", "start": "2027-01-16", "end": "2027-01-17"}]`, 1))
	status, stdout, _ = answered(dir)
	require.Equal(t, statusLook, status)
	assert.Equal(t, `slot
! The slot Sat 04:00 Europe/Berlin every week is no longer good: 1 of its 9 dates is not free, and the others cost 576 customer-hours; of the best, Sun 04:00 Europe/Berlin every week, 0 are not free.
! 2027-01-16T03:00:00Z: no longer free: blackout in Bavaria (Fair), for 1 hour of what is kept clear; it costs 72 customer-hours.
    rules.blackouts of the plan is [{"end":"2027-01-17","name":"Fair","start":"2027-01-16"}]; it was [].
- 8 of its dates are as they were.

`, stdout)
	write(strings.Replace(plan, `"every": "week"`, `"every": "month"`, 1))
	status, stdout, _ = answered(dir)
	require.Equal(t, statusLook, status)
	require.Contains(t, stdout, "! The slot Sat 04:00 Europe/Berlin every week cannot be judged: the plan asks for a slot every month on the clocks of Europe/Berlin now.\n")
}
