package planfile_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// A wrong code is answered with the codes that package national finds nearest.
func TestNearestCodes(t *testing.T) {
	for _, code := range []string{"DE-BX", "US-CAL", "UK", "de-by", "", "XX", "Germany"} {
		_, err := national.For(code)
		var bad *national.CodeError
		require.ErrorAs(t, err, &bad)
		_, err = planfile.Parse(t.Context(), edited(t, `["DE-BY"]`, fmt.Sprintf(`[%q]`, code)), planfile.Options{})
		require.ErrorContains(t, err, fmt.Sprintf(`regions[1].holidays[0]: found %q; expected an ISO 3166 code such as "US" or "DE-BY" (`, code))
		for _, near := range bad.Nearest {
			require.ErrorContains(t, err, fmt.Sprintf("%q", near))
		}
	}
}

// A name that is no holiday's is answered with all that are.
func TestRealNames(t *testing.T) {
	us, err := national.For("US")
	require.NoError(t, err)
	for name, want := range map[string]string{
		"Columbs Day": `found "Columbs Day"; expected a holiday of US (did you mean "Columbus Day"?), one of `,
		"Wednesday":   `found "Wednesday"; expected a holiday of US, one of `,
	} {
		_, err = planfile.Parse(t.Context(), edited(t, `["Columbus Day"]`, fmt.Sprintf(`[%q]`, name)), planfile.Options{})
		require.ErrorContains(t, err, `regions[0].holidays[0].except[0]: `+want)
		for _, real := range us.Names() {
			require.ErrorContains(t, err, fmt.Sprintf("%q", real))
		}
	}
}

// holidaysOf reads a plan of one region with the given holidays.
func holidaysOf(t *testing.T, holidays string) *planfile.Plan {
	t.Helper()
	plan, err := planfile.Parse(t.Context(), small{regions: `{"name": "R", "customers": 1, "time_zone": "UTC", ` + holidays + `}`}.plan(), planfile.Options{})
	require.NoError(t, err)
	return plan
}

func namesOn(t *testing.T, plan *planfile.Plan, date string) []string {
	t.Helper()
	d := calendar.MustParseDate(date)
	days, err := plan.Planner.Regions()[0].Calendar.Holidays.Between(d, d)
	require.NoError(t, err)
	var names []string
	for _, h := range days {
		names = append(names, h.Name)
	}
	return names
}

func TestHolidays(t *testing.T) {
	const columbus, christmas = "2026-10-12", "2026-12-25"
	all := holidaysOf(t, `"holidays": ["US"]`)
	require.Equal(t, []string{"Columbus Day"}, namesOn(t, all, columbus))
	less := holidaysOf(t, `"holidays": [{"code": "US", "except": ["Columbus Day"]}]`)
	require.Empty(t, namesOn(t, less, columbus))
	require.Equal(t, []string{"Christmas Day"}, namesOn(t, less, christmas))
	none := holidaysOf(t, `"holidays": [{"code": "US", "except": []}]`)
	require.Equal(t, []string{"Columbus Day"}, namesOn(t, none, columbus))

	more := holidaysOf(t, `"holidays": ["US", "DE"], "extra_holidays": {"2026-12-25": "Closed", "2026-12-28": "Closed"}`)
	require.Subset(t, namesOn(t, more, christmas), []string{"Christmas Day", "Closed"})
	require.Equal(t, []string{"Closed"}, namesOn(t, more, "2026-12-28"))
	about := more.Regions[0]
	require.Equal(t, []string{"US", "DE"}, []string{about.Holidays[0].Code, about.Holidays[1].Code})
	require.Equal(t, "US", about.Holidays[0].National.Code())
	require.Equal(t, 2, about.ExtraHolidays)
}

// Without the key the weekend is that of the first code, on each date.
func TestWeekend(t *testing.T) {
	for _, row := range []struct {
		keys, date, days, of string
	}{
		{`"activity": "always"`, "2026-01-05", "Sat,Sun", ""},
		{`"holidays": []`, "2026-01-05", "Sat,Sun", ""},
		{`"holidays": ["SA"]`, "2026-01-05", "Fri,Sat", "SA"},
		{`"holidays": ["SA"]`, "2013-06-28", "Thu,Fri", "SA"},
		{`"holidays": ["DE", "SA"]`, "2026-01-05", "Sat,Sun", "DE"},
		// Johor moved from Friday and Saturday to Saturday and Sunday on 2025-01-01; the other states on
		// the list never did.
		{`"holidays": ["MY-01"]`, "2024-12-31", "Fri,Sat", "MY-01"},
		{`"holidays": ["MY-01"]`, "2025-01-01", "Sat,Sun", "MY-01"},
		{`"holidays": ["MY", "MY-03"]`, "2026-01-05", "Fri,Sat", "MY-03"},
		{`"holidays": ["MY-10", "MY-03"]`, "2026-01-05", "Sat,Sun", "MY-10"},
		{`"holidays": ["SA"], "weekend": ""`, "2026-01-05", "", ""},
		{`"holidays": ["SA"], "weekend": "sun,SAT"`, "2026-01-05", "Sat,Sun", ""},
		{`"weekend": "Fri,Sun"`, "2026-01-05", "Fri,Sun", ""},
	} {
		plan := holidaysOf(t, row.keys)
		days := plan.Planner.Regions()[0].Calendar.Weekend.On(calendar.MustParseDate(row.date))
		require.Equal(t, row.days, days.String(), row.keys)
		require.Equal(t, row.of, plan.Regions[0].WeekendOf, row.keys)
	}
}

// What a code leaves out is said once, however many regions name it.
func TestWarnings(t *testing.T) {
	region := `{"name": "R%[1]d", "customers": 1, "time_zone": "UTC", "holidays": ["DE", "BV"]}`
	plan, err := planfile.Parse(t.Context(), small{regions: repeat(3, region, ",")}.plan(), planfile.Options{})
	require.NoError(t, err)
	var want []string
	for i, code := range []string{"DE", "BV"} {
		source, err := national.For(code)
		require.NoError(t, err)
		for _, text := range source.WarningsBetween(calendar.DateOf(plan.Request.Horizon.Start.UTC()).AddDays(-1), calendar.DateOf(plan.Request.Horizon.End.UTC()).AddDays(1)) {
			want = append(want, fmt.Sprintf("regions[0].holidays[%d]: %s", i, text))
		}
	}
	require.NotEmpty(t, want)
	require.Equal(t, want, plan.Warnings)
	require.Contains(t, plan.Warnings, "regions[0].holidays[1]: BV has no public holidays of its own.")
}

// A horizon beyond the years of a source is refused with the years that are known. The seven days
// after the search count: the runway is looked for in them.
func TestYears(t *testing.T) {
	source, err := national.For("IN")
	require.NoError(t, err)
	_, last := source.Years()
	region := `{"name": "R", "customers": 1, "time_zone": "Asia/Kolkata", "holidays": ["IN"]}`
	search := `"to": "%d-12-%sZ"`
	plan := func(to string) []byte {
		text := small{regions: region, search: fmt.Sprintf(search, last, to)}.plan()
		return []byte(replaceOnce(t, string(text), "2026-01-01T00:00:00Z", fmt.Sprintf("%d-12-01T00:00:00Z", last)))
	}
	// Midnight in India is 18:30 UTC, and the planner works by whole hours.
	read, err := planfile.Parse(t.Context(), plan("24T18:00:00"), planfile.Options{})
	require.NoError(t, err)
	requireSound(t, read)
	_, err = planfile.Parse(t.Context(), plan("24T18:00:01"), planfile.Options{})
	require.EqualError(t, err, fmt.Sprintf("regions[0].holidays: found IN, known for %d to %d; expected holidays that are known for the horizon, its overrun and the seven days after it: "+
		"%d-12-01 to %d-01-01 (choose another horizon, or list the holidays by date in extra_holidays)", 2015, last, last, last+1))
}
