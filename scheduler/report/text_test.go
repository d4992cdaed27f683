package report_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// Whatever a plan's names hold, a terminal gets lines of printable characters without space at their
// ends, and the same bytes every time.
func TestTextIsClean(t *testing.T) {
	for _, write := range []func(io.Writer) error{
		func(w io.Writer) error { return report.Text(w, documented(t), report.TextOptions{Details: -1}) },
		func(w io.Writer) error { return report.Text(w, odd(t), report.TextOptions{Details: -1}) },
		func(w io.Writer) error { return report.ErrorText(w, twentyHours(t), report.TextOptions{}) },
		func(w io.Writer) error { return report.ErrorText(w, faults(), report.TextOptions{}) },
		func(w io.Writer) error {
			return report.AssessmentsText(w, odd(t).Assessments, 0, report.TextOptions{})
		},
	} {
		var first, second bytes.Buffer
		require.NoError(t, write(&first))
		require.NoError(t, write(&second))
		require.Equal(t, first.String(), second.String())
		require.True(t, strings.HasSuffix(first.String(), "\n"))
		for line := range strings.Lines(first.String()) {
			line = strings.TrimSuffix(line, "\n")
			require.Equal(t, strings.TrimRight(line, " "), line)
			require.Equal(t, -1, strings.IndexFunc(line, func(r rune) bool { return !unicode.IsPrint(r) && r != unicode.ReplacementChar }), line)
		}
	}
}

// once fails, and counts how often it was asked.
type once struct{ calls int }

var errFull = errors.New("disk full")

func (w *once) Write([]byte) (int, error) { w.calls++; return 0, errFull }

func TestWriteErrorsAreReturned(t *testing.T) {
	for _, write := range []func(io.Writer) error{
		func(w io.Writer) error { return report.Text(w, odd(t), report.TextOptions{}) },
		func(w io.Writer) error { return report.AssessmentsText(w, nil, 0, report.TextOptions{}) },
		func(w io.Writer) error { return report.ErrorText(w, faults(), report.TextOptions{}) },
		func(w io.Writer) error { return document.JSON(w, odd(t)) },
		func(w io.Writer) error { return document.ErrorJSON(w, faults()) },
	} {
		w := &once{}
		require.ErrorIs(t, write(w), errFull)
		require.Equal(t, 1, w.calls)
	}
}

func TestAssessmentsWithoutAnyFreeStart(t *testing.T) {
	for _, test := range []struct {
		list       []scheduler.Assessment
		considered int64
		want       string
	}{
		{nil, 0, "No proposed starts.\n"},
		{[]scheduler.Assessment{{Rank: 1}}, 0, "there is no free start to compare it with."},
		{[]scheduler.Assessment{{Rank: 1, Free: true, OnGrid: true}}, 7, "Nothing blocks this start; none of 7 free starts costs less."},
		{[]scheduler.Assessment{{Rank: 1, Free: true}}, 7, "free, off the grid"},
		{[]scheduler.Assessment{{Rank: 3}}, 1_000, "2 of 1,000 free starts cost less."},
	} {
		var b bytes.Buffer
		require.NoError(t, report.AssessmentsText(&b, test.list, test.considered, report.TextOptions{}))
		require.Contains(t, b.String(), test.want)
	}
}

func TestWhy(t *testing.T) {
	res := documented(t)
	require.NotContains(t, report.Why(res, 0), "\n")
	require.Contains(t, report.Why(res, 0), "Of 318 free starts none costs less: 2,986.46 customer-hours")
	require.Contains(t, report.Why(res, 4), "It costs as much as suggestion 1")

	res.Suggestions[1].Impact.CustomerHours = 3000
	res.Suggestions[1].Runway = 0
	res.Suggestions[1].RollbackBy = nil
	why := report.Why(res, 1)
	require.Contains(t, why, "13.54 more than with suggestion 1")
	require.Contains(t, why, "the free time ends with the window")
	require.Contains(t, why, "A rollback takes longer than the announced window.")
	require.Panics(t, func() { report.Why(res, 5) })
}

func TestAsked(t *testing.T) {
	planner, req := threeRegions(t)
	require.Equal(t, "10,000 customers in 3 regions. A window of 1 h; customers may still be disrupted until 3 h after its start (25 %) "+
		"and until 10 h 30 min after its start (10 %). No rule may block the first 3 h. A rollback takes 45 min. "+
		"Looked for from Mon 2026-11-30 16:00 to Sun 2027-01-31 16:00 (America/Los_Angeles), every 15 min. "+
		"Rules: no working days, no holidays, Year-end freeze (blackout).", report.Asked(planner, req))

	one, err := scheduler.New(planner.Regions()[0])
	require.NoError(t, err)
	bare := scheduler.Request{Horizon: req.Horizon, Duration: 90 * time.Second, AllowWorkingDays: true, AllowHolidays: true}
	require.Equal(t, "6,200 customers in 1 region. A window of 1 min 30 s. "+
		"Looked for from Tue 2026-12-01 00:00 to Mon 2027-02-01 00:00 (UTC), every 15 min. No rules.", report.Asked(one, bare))

	bare.AllowHolidays, bare.Tolerate = false, 0.125
	bare.Candidates = []time.Time{req.Horizon.Start}
	bare.Rules = []scheduler.Rule{{Name: "mine\n"}}
	require.Contains(t, report.Asked(one, bare), "(UTC), among 1 proposed start. Rules: no holidays (but where at most 12.5 % of the customers have one), mine\ufffd.")
}

// The heading comes first, the warnings last: after the answer.
func TestHeadingAndWarnings(t *testing.T) {
	opts := report.TextOptions{Heading: "What was asked.", Warnings: []string{"Old zone data."}}
	for _, write := range []func(io.Writer) error{
		func(w io.Writer) error { return report.Text(w, odd(t), opts) },
		func(w io.Writer) error { return report.ErrorText(w, faults(), opts) },
		func(w io.Writer) error { return report.AssessmentsText(w, nil, 0, opts) },
	} {
		var b bytes.Buffer
		require.NoError(t, write(&b))
		require.True(t, strings.HasPrefix(b.String(), "What was asked.\n\n"))
		require.Contains(t, b.String(), "\n\nWarning: Old zone data.\n")
	}
}
