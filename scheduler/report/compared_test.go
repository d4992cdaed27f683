package report_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// answered returns what an answer says of a result, on one line. The result is that of another request: only
// what is compared and priced is set.
func answered(t *testing.T, change func(*scheduler.Result)) string {
	t.Helper()
	a := fortnight(t)
	change(a.res)
	var b bytes.Buffer
	require.NoError(t, report.Answer(&b, report.Decision{Planner: a.planner, Request: a.req, Result: a.res}, report.AnswerOptions{}))
	return strings.Join(strings.Fields(b.String()), " ")
}

func factor(f float64) *float64 { return &f }

func TestComparedInWords(t *testing.T) {
	start := func(f float64, free bool, by ...scheduler.BlockedBy) *scheduler.RuleOfThumbStart {
		from := time.Date(2026, 12, 6, 7, 0, 0, 0, time.UTC)
		return &scheduler.RuleOfThumbStart{Window: calendar.Interval{Start: from, End: from.Add(time.Hour)}, Factor: factor(f), Free: free, BlockedBy: by}
	}
	gulf := scheduler.BlockedBy{Rule: scheduler.RuleWeekdays, Reason: "Sunday", Region: "Gulf", Regions: 1}
	many := scheduler.BlockedBy{Rule: scheduler.RuleWeekdays, Reason: "Tuesday", Region: "Bavaria", Regions: 3}
	hours := scheduler.BlockedBy{Rule: scheduler.RuleOnlyHours, Reason: "DBAs' hours"}
	for _, test := range []struct {
		thumb scheduler.RuleOfThumb
		other *scheduler.Comparison
		want  string
	}{
		{scheduler.RuleOfThumb{TimeZone: "UTC", Sunday: start(1.4, true)}, nil, "Sunday 02:00 in UTC costs 1.40 times as much."},
		{scheduler.RuleOfThumb{TimeZone: "UTC", Sunday: start(1.4, false)}, nil, "Sunday 02:00 in UTC costs 1.40 times as much, and is blocked."},
		{scheduler.RuleOfThumb{TimeZone: "UTC", Sunday: start(1.4, false, gulf)}, nil, "costs 1.40 times as much, and is blocked: Sunday in Gulf."},
		{scheduler.RuleOfThumb{TimeZone: "UTC", Sunday: start(1.4, false, many, hours)}, nil, "and is blocked: Tuesday in Bavaria and 2 more and 1 more reason."},
		{scheduler.RuleOfThumb{TimeZone: "UTC", Sunday: start(0.86, false, hours, gulf)}, nil, "costs 0.86 times as much, but is blocked: outside DBAs' hours and Sunday in Gulf."},
		{scheduler.RuleOfThumb{TimeZone: "UTC", Sunday: start(1, true), NextFree: start(1.0004, true)}, nil, "Sunday 02:00 in UTC costs as much; the next free start costs nearly as much."},
		{scheduler.RuleOfThumb{TimeZone: "UTC", Evening: start(3.3, false, many), Sunday: start(1.4, false, hours), NextFree: start(2, true)},
			&scheduler.Comparison{MedianFactor: factor(3.5), Worst: *start(9, false)},
			"Tuesday 20:00 in UTC costs 3.30 times as much, the median hour 3.50, the worst 9.00; Sunday 02:00 there 1.40, and is blocked: outside DBAs' hours; the next free start 2.00."},
	} {
		require.Contains(t, answered(t, func(res *scheduler.Result) { res.RuleOfThumb, res.Comparison = test.thumb, test.other }), test.want)
	}
}

func TestPricesInWords(t *testing.T) {
	price := func(rule, entry, region string, hours float64) scheduler.RulePrice {
		from := time.Date(2026, 12, 6, 7, 0, 0, 0, time.UTC)
		p := scheduler.RulePrice{Rule: rule, Entry: entry, Region: region, CustomerHours: hours}
		p.Best = &scheduler.PricedStart{Window: calendar.Interval{Start: from, End: from.Add(time.Hour)}, CustomerHours: 1000 - hours}
		return p
	}
	for _, test := range []struct {
		prices scheduler.RulePrices
		want   string
	}{
		{scheduler.RulePrices{Others: 2}, " No rule raises the price."},
		{scheduler.RulePrices{Prices: []scheduler.RulePrice{price("weekdays", "", "", 250)}}, "Price of the rules: no working days 250 customer-hours (25.0 % of it, else Sun 6 Dec 07:00)."},
		{scheduler.RulePrices{Prices: []scheduler.RulePrice{price("only_hours", "DBAs' hours", "", 250), price("holidays", "", "", 20), price("holidays", "", "Gulf", 20)}, Others: 1},
			"Price of the rules: DBAs' hours 250 customer-hours (25.0 % of it, else Sun 6 Dec 07:00); no holidays in Gulf 20.00 (2.0 % of it, else Sun 6 Dec 07:00); no other rule raises the price."},
		{scheduler.RulePrices{Prices: []scheduler.RulePrice{price("crew", "Ops", "", 4), price("a", "", "", 3), price("b", "B", "", 2), price("c", "C", "", 1)}, LeftOut: 1},
			"hours of Ops 4.00 customer-hours (0.4 % of it, else Sun 6 Dec 07:00); a 3.00 (0.3 % of it, else Sun 6 Dec 07:00); B 2.00 (0.2 % of it, else Sun 6 Dec 07:00); 2 more prices."},
	} {
		require.Contains(t, answered(t, func(res *scheduler.Result) { res.RulePrices = &test.prices }), test.want)
	}
	require.NotContains(t, answered(t, func(res *scheduler.Result) { res.RulePrices = &scheduler.RulePrices{} }), "price")
}

// What the rules cost the crews stands with what the window asks of them.
func TestCrewPriceInWords(t *testing.T) {
	saved := scheduler.RulePrice{Rule: scheduler.RuleWeekdays, PersonHours: 6, BestForCrew: &scheduler.PricedStart{}}
	less := scheduler.RulePrice{Rule: scheduler.RuleBlackout, Entry: "Freeze", PersonHours: 2, BestForCrew: &scheduler.PricedStart{}}
	text := answered(t, func(res *scheduler.Result) {
		res.Suggestions[0].Crew = &scheduler.CrewHours{PersonHours: 7.5}
		res.RulePrices = &scheduler.RulePrices{Prices: []scheduler.RulePrice{less, saved}}
	})
	require.Contains(t, text, "Crew: 7.50 person-hours outside their hours or on days off; 6.00 fewer without the rule no working days. No rule raises the price.")
}

// A report lists every price and every rule of thumb with its place in the JSON.
func TestPricesInAPage(t *testing.T) {
	d := decisions(t)["full"]
	page := string(htmlOf(t, d))
	require.NotEmpty(t, d.Result.RulePrices.Prices)
	require.Contains(t, page, `data-json="rule_prices[0].saves"`)
	for _, path := range []string{"rule_of_thumb.tuesday_2000.factor", "comparison.median_factor", "comparison.worst.factor"} {
		require.Contains(t, page, `data-json="`+path+`"`)
	}
}
