package report_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// furtherQuestions puts the answers to all further questions about a request into the options.
func furtherQuestions(t testing.TB, a asked, opts report.TextOptions) report.TextOptions {
	t.Helper()
	d := decision(t, a)
	opts.Heading = report.Asked(a.planner, a.req)
	opts.Tradeoff, opts.Robustness = d.Tradeoff, d.Robustness
	table, err := notice.Plan(t.Context(), a.planner, a.req, a.res.Suggestions[0], notice.Policy{Reminders: []time.Duration{72 * time.Hour, time.Hour}, Updates: 30 * time.Minute}, notice.Options{})
	require.NoError(t, err)
	opts.Notices = table
	return opts
}

// announced is a request with crews whose announcement is late in one region.
func announced(t testing.TB) asked {
	a := withCrew(t, fortnight(t))
	a.req.Notice = scheduler.Notice{Announced: at(t, "2026-12-01T13:00:00Z"), AtLeast: 84 * time.Hour}
	return ask(t, a.planner, a.req)
}

// springForward is a plan of a week of nights in the second of which clocks go forward in Europe.
func springForward(t testing.TB, crew ...scheduler.Crew) asked {
	t.Helper()
	planner, err := scheduler.New(
		scheduler.Region{Name: "Bavaria", Customers: 2400, Calendar: calendar.Calendar{Location: zone(t, "Europe/Berlin")}},
		scheduler.Region{Name: "Saxony", Customers: 300, Calendar: calendar.Calendar{Location: zone(t, "Europe/Berlin")}},
		scheduler.Region{Name: "England", Customers: 2000, Calendar: calendar.Calendar{Location: zone(t, "Europe/London")}},
	)
	require.NoError(t, err)
	return ask(t, planner, scheduler.Request{
		Horizon: calendar.Interval{Start: at(t, "2027-03-26T23:00:00Z"), End: at(t, "2027-04-02T22:00:00Z")}, AllowWorkingDays: true,
		Rules:    []scheduler.Rule{must(scheduler.OnlyHours("Night", calendar.Hours{From: 0, To: 4 * 3600}, zone(t, "Europe/Berlin")))},
		Duration: 2 * time.Hour, Overrun: []scheduler.OverrunStage{{Until: 4 * time.Hour, Probability: 0.5}},
		Grid: scheduler.Grid{Location: zone(t, "Europe/Berlin"), Step: time.Hour}, Count: 3, Spacing: 12 * time.Hour, Crew: crew,
	})
}

// Everything of a decision is in the text.
func TestDecisionText(t *testing.T) {
	nights := scheduler.Crew{Name: "Night shift", People: 2, Calendar: calendar.Calendar{Location: zone(t, "Asia/Kolkata")}, Hours: calendar.Hours{From: 22 * 3600, To: 24 * 3600}}
	always := nights
	always.Name, always.Hours = "Round the clock", calendar.Hours{From: 0, To: 24 * 3600}
	always.Calendar.Weekend = calendar.FixedWeekend(calendar.NoDays)
	for _, test := range []struct {
		name string
		asks asked
		opts report.TextOptions
	}{
		{"decision.golden", announced(t), report.TextOptions{}},
		{"decision_short.golden", announced(t), report.TextOptions{Rows: 1}},
		{"decision_clocks.golden", springForward(t, nights), report.TextOptions{}},
		{"decision_no_burden.golden", springForward(t, always), report.TextOptions{Details: -1}},
		{"decision_hostile.golden", hostile(t), report.TextOptions{Details: 2}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, report.Text(&b, test.asks.res, furtherQuestions(t, test.asks, test.opts)))
			golden(t, test.name, b.Bytes())
		})
	}
}

// The further answers stand in the document where they were asked for, and read back.
func TestDocumentOfADecision(t *testing.T) {
	a := announced(t)
	doc := document.NewResult(a.res)
	opts := furtherQuestions(t, a, report.TextOptions{})
	require.NotNil(t, doc.RuleOfThumb)
	require.Nil(t, doc.Tradeoff)
	doc.Tradeoff, doc.Robustness, doc.Notices = document.NewTradeoff(opts.Tradeoff), document.NewRobustness(opts.Robustness), opts.Notices
	var first, second bytes.Buffer
	require.NoError(t, document.Encode(&first, doc))
	golden(t, "decision.json", first.Bytes())
	var read document.Result
	decode(t, first.Bytes(), &read)
	require.NoError(t, document.Encode(&second, read))
	require.Equal(t, first.String(), second.String())

	changes := document.NewResult(springForward(t).res).Suggestions
	touched := 0
	for _, s := range changes {
		touched += len(s.ClockChanges)
		require.Nil(t, s.Crew)
	}
	require.Equal(t, 2, touched, "Berlin and London")
}

// A person who reads Why in a ticket learns of clock changes and of the crews.
func TestWhySaysWhatIsUnusual(t *testing.T) {
	a := announced(t)
	require.Contains(t, report.Why(a.res, 0), "can expect")
	require.NotContains(t, report.Why(fortnight(t).res, 0), "can expect")
	res, err := a.planner.Suggest(context.Background(), a.req)
	require.NoError(t, err)
	require.NotContains(t, report.Why(res, 0), "Clocks change during")
}
