package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

var update = flag.Bool("update", false, "write what is printed to testdata")

func clock() time.Time { return time.Date(2027, 1, 15, 9, 0, 0, 0, time.UTC) }

// answer runs the program.
func answer(t *testing.T, status int, stdin string, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	require.Equal(t, status, run(args, strings.NewReader(stdin), &out, &err, clock), err.String()+out.String())
	return out.String(), err.String()
}

// golden compares with what was printed before.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

func TestBuiltIn(t *testing.T) {
	text, _ := answer(t, 0, "", "-why")
	golden(t, "rollout.txt", text)
	require.Contains(t, text, "60 windows, 2,950.99 customer-hours: proven least.")
}

func TestBuiltInRecurring(t *testing.T) {
	text, _ := answer(t, 0, "", "-recurring")
	golden(t, "recurring.txt", text)
}

// A freeze breaks one announced window: the review names it, the plan moves it and only it, and the
// calendar says so with a sequence one higher.
func TestFreezeMovesWhatItMust(t *testing.T) {
	text, _ := answer(t, 1, "", "-review", "testdata/moves.json")
	golden(t, "review.txt", text)
	require.Contains(t, text, "1 of 3 windows do not stand.")
	ics := filepath.Join(t.TempDir(), "w.ics")
	page := filepath.Join(t.TempDir(), "w.html")
	text, _ = answer(t, 0, "", "-json", "-export", "ical="+ics, "-html", page, "testdata/moves.json")
	var d document.CampaignDocument
	require.NoError(t, json.Unmarshal([]byte(text), &d))
	require.NotNil(t, d.Fingerprint)
	moved := make(map[string]int)
	for _, w := range d.Campaign.Windows {
		if w.MovedFrom != nil {
			moved[w.Task] = w.Sequence
		}
	}
	require.Equal(t, map[string]int{"network": 3}, moved)
	require.InDelta(t, 100, d.Campaign.MoveCosts, 1e-9)
	calendar, err := os.ReadFile(ics)
	require.NoError(t, err)
	golden(t, "moves.ics", string(calendar))
	html, err := os.ReadFile(page)
	require.NoError(t, err)
	require.Contains(t, string(html), "moved from")
}

func TestExitStatus(t *testing.T) {
	plan, err := os.ReadFile("testdata/moves.json")
	require.NoError(t, err)
	without := strings.Replace(string(plan), `"campaign"`, `"notice": {}, "$schema"`, 1)
	_, _ = answer(t, 2, without, "-json", "-")
	text, _ := answer(t, 2, strings.Replace(string(plan), "2027-02-28T08", "2027-02-15T08", 1), "-json", "-")
	require.Contains(t, text, `"path": "campaign.tasks[2].fixed"`)
	require.Contains(t, text, `"kind": "invalid_plan"`)
	text, _ = answer(t, 1, strings.Replace(string(plan), `"at_least": "3d"`, `"at_least": "25d"`, 1), "-json", "-")
	require.Contains(t, text, `"kind": "no_plan"`)
	require.Contains(t, text, `"left_out"`)
	require.Contains(t, text, `"fingerprint"`)
	text, _ = answer(t, 1, "", "-json", "-review", "testdata/moves.json")
	require.Contains(t, text, `"fingerprint"`)
	text, _ = answer(t, 2, "", "-json", "-speed")
	require.Contains(t, text, `"path": "command line"`)
	text, _ = answer(t, 0, "", "-h")
	require.Contains(t, text, "Usage: campaign")
	_, text = answer(t, 2, "", "-recurring", "testdata/moves.json")
	require.Contains(t, text, "no plan file beside it")
}

// Each form of a recurring window is written.
// A campaign that is too large is refused before it is planned, in both forms.
func TestTooMuch(t *testing.T) {
	var regions, tasks strings.Builder
	for i := range 500 {
		fmt.Fprintf(&regions, `,{"name": "R%d", "customers": 1, "time_zone": "UTC"}`, i)
	}
	for i := range 201 {
		fmt.Fprintf(&tasks, `,{"name": "T%d"}`, i)
	}
	plan := fmt.Sprintf(`{"regions": [%s], "window": {"duration": "1h"}, "search": {"from": "2027-01-01T00:00:00Z", "to": "2027-02-01T00:00:00Z"}, "campaign": {"tasks": [%s]}}`, regions.String()[1:], tasks.String()[1:])
	_, text := answer(t, 2, plan, "-")
	require.Contains(t, text, "campaign.tasks: found 100500; expected tasks times the regions that each disturbs at most 100000")
	text, _ = answer(t, 2, plan, "-json", "-")
	require.Contains(t, text, `"path": "campaign.tasks"`)
}

func TestRecurringExports(t *testing.T) {
	folder := t.TempDir()
	args := []string{"-recurring"}
	for _, f := range []string{"ical", "gke-recurring", "aks", "azure-maintenance", "aws-rds", "aws-elasticache", "ssm-cron", "kured", "alertmanager-interval"} {
		args = append(args, "-export", f+"="+filepath.Join(folder, f))
	}
	answer(t, 0, "", args...)
	var all strings.Builder
	for i := 2; i < len(args); i += 2 {
		format, file, _ := strings.Cut(args[i], "=")
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		all.WriteString("--- " + format + "\n" + string(text))
	}
	golden(t, "exports.txt", all.String())
}

// A ledger counts in the burden and in per_customer limits; one of other regions is refused.
func TestLedger(t *testing.T) {
	ledger := filepath.Join(t.TempDir(), "ledger.json")
	require.NoError(t, os.WriteFile(ledger, []byte(`{"version": 1, "paid": {"Munich": 240}}`), 0o644))
	burden := func(args ...string) float64 {
		text, _ := answer(t, 0, "", append(args, "-json", "testdata/moves.json")...)
		var d document.CampaignDocument
		require.NoError(t, json.Unmarshal([]byte(text), &d))
		return d.Campaign.Burden[0].PerCustomer
	}
	require.InDelta(t, burden()+0.1, burden("-paid", ledger), 2e-6)
	require.NoError(t, os.WriteFile(ledger, []byte(`{"version": 1, "paid": {"Paris": 240, "Oslo": 1}}`), 0o644))
	text, _ := answer(t, 2, "", "-json", "-paid", ledger, "testdata/moves.json")
	require.Contains(t, text, `"message": "2 problems:\n  -paid: found \"Oslo\"; expected the names of regions of the plan in the ledger\n  -paid: found \"Paris\"`)
	require.Contains(t, text, `"path": "-paid"`)
}
