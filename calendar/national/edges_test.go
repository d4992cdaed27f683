package national_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

var (
	update   = flag.Bool("update", false, "write the golden files anew")
	thorough = flag.Bool("thorough", false, "every zone that the machine might be in, and every code far into the future")
)

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

// What is said of a span over the end of the decreed years, for every country that decrees days.
func TestEdges(t *testing.T) {
	var b strings.Builder
	for _, code := range national.Codes() {
		s := source(t, code)
		what, last := s.Decrees()
		if what == "" || strings.Contains(code, "-") {
			continue
		}
		first, sure := s.SureYears()
		_, to := s.Years()
		fmt.Fprintf(&b, "%s sure of %d to %d, answers to %d\n", code, first, sure, to)
		assert.Equal(t, last, sure, code)
		for _, span := range [][2]calendar.Date{{date("2026-11-01"), date("2027-01-31")}, {date("2027-06-01"), date("2028-06-30")}, {date("2026-01-01"), date("2035-12-31")}} {
			known, gaps := s.KnownBetween(span[0], span[1])
			fmt.Fprintf(&b, "  %s to %s: %s", span[0], span[1], known)
			for _, gap := range gaps {
				fmt.Fprintf(&b, "; %s", gap)
			}
			b.WriteString("\n")
		}
	}
	golden(t, "testdata/edges.golden", b.String())
}

func TestKnownBetween(t *testing.T) {
	us, lk, in := source(t, "US"), source(t, "LK"), source(t, "IN-TN")
	known, gaps := us.KnownBetween(date("2026-01-01"), date("2100-12-31"))
	assert.Equal(t, calendar.Sure, known)
	assert.Empty(t, gaps)
	known, _ = us.KnownBetween(date("2026-01-01"), date("2101-01-01"))
	assert.Equal(t, calendar.Unknown, known)
	known, _ = us.KnownBetween(date("2026-01-02"), date("2026-01-01"))
	assert.Equal(t, calendar.Sure, known)
	known, _ = lk.KnownBetween(date("2026-01-01"), date("2026-12-31"))
	assert.Equal(t, calendar.Sure, known)
	known, gaps = lk.KnownBetween(date("2027-01-01"), date("2027-12-31"))
	assert.Equal(t, calendar.PartlyKnown, known)
	require.Len(t, gaps, 1)
	assert.Equal(t, "Sri Lanka's full-moon days and other gazetted holidays of 2027 are not in the data of 2026-11-25", gaps[0].String())
	known, gaps = in.KnownBetween(date("2027-01-01"), date("2027-12-31"))
	assert.Equal(t, calendar.PartlyKnown, known, "a subdivision has its country's edge")
	assert.Equal(t, "IN-TN", gaps[0].Source)
	// Partly known days are returned, and no error.
	assert.Equal(t, []string{"Independence Day"}, on(t, lk, "2027-02-04"))
	assert.Equal(t, []string{"Good Friday"}, on(t, lk, "2035-03-23"))
	_, err := lk.Between(date("2036-01-01"), date("2036-12-31"))
	var years *calendar.YearsError
	assert.ErrorAs(t, err, &years)
}

// No year that a source knows has less than 60 % of its usual number of days off, unless
// testdata/thin_years.txt says why. Usual is the median of the years to 2026.
func TestThinYears(t *testing.T) {
	var thin []string
	for _, code := range national.Codes() {
		s := source(t, code)
		first, last := s.Years()
		counts := map[int]int{}
		for year := first; year <= min(last, 2045); year++ {
			days, err := s.Between(calendar.Date{Year: year, Month: 1, Day: 1}, calendar.Date{Year: year, Month: 12, Day: 31})
			require.NoError(t, err)
			dates := map[calendar.Date]bool{}
			for _, h := range days {
				dates[h.Date] = true
			}
			counts[year] = len(dates)
		}
		usual := []int{}
		for year := first; year <= 2026; year++ {
			usual = append(usual, counts[year])
		}
		slices.Sort(usual)
		median := usual[len(usual)/2]
		for _, year := range slices.Sorted(maps.Keys(counts)) {
			if 10*counts[year] < 6*median {
				thin = append(thin, fmt.Sprintf("%s %d: %d days of %d", code, year, counts[year], median))
			}
		}
	}
	text, err := os.ReadFile("testdata/thin_years.txt")
	require.NoError(t, err)
	reviewed := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		what, why, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		assert.NotEmpty(t, why, what)
		reviewed[what] = true
	}
	for _, what := range thin {
		assert.True(t, reviewed[what], "not reviewed: %s", what)
		delete(reviewed, what)
	}
	assert.Empty(t, reviewed, "no longer so")
}

func TestDaysAsOf(t *testing.T) {
	assert.Equal(t, "days of 2026-07-23, corrections to 2026-11-25", national.DaysAsOf().String())
	assert.Equal(t, "python-holidays of 2026-07-23 (c382fde)", source(t, "TH").Origin(), "the facts are those of that date")
	assert.Equal(t, "python-holidays of 2026-07-23 (c382fde), corrections to 2026-11-25", source(t, "KR").Origin())
}

// Warnings name days that lie in the span, and subdivisions of ISO 3166-2 that keep them.
func TestWarningsBetween(t *testing.T) {
	tests := []struct {
		code, first, last string
		want              []string
	}{
		{"DE", "2026-01-01", "2026-12-31", []string{"DE alone means the days kept nationwide; most of its subdivisions also keep Reformation Day: name the subdivision, such as DE-BB."}},
		{"DE", "2026-11-01", "2027-01-31", nil},
		{"CH", "2026-12-01", "2027-01-31", []string{"CH alone means the days kept nationwide; most of its subdivisions also keep Saint Stephen's Day: name the subdivision, such as CH-AG."}},
		{"ES", "2026-12-01", "2027-01-31", nil},
		{"BV", "2026-12-01", "2027-01-31", []string{"BV has no public holidays of its own."}},
		{"UA", "2022-03-01", "2022-03-14", nil},
		{"UA", "2022-03-01", "2022-03-15", []string{"In UA public holidays have been working days since 15 March 2022, under martial law; if it ends they return."}},
		{"DE", "2200-01-01", "2200-12-31", nil},
		{"DE-BY", "2026-01-01", "2026-12-31", nil},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, source(t, tt.code).WarningsBetween(date(tt.first), date(tt.last)), "%s %s", tt.code, tt.first)
	}
	for _, code := range national.Codes() {
		for _, text := range source(t, code).Warnings() {
			assert.NotContains(t, text, "Augsburg")
		}
	}
}

// Days by the moon are estimated in years to come, also in the countries whose tables hid it.
func TestSightedDaysAreEstimated(t *testing.T) {
	for code, day := range map[string]string{"SA": "2028-02-26", "PS": "2028-05-05", "CI": "2028-08-03", "AE": "2028-02-26", "TR": "2028-02-26"} {
		days, err := source(t, code).Between(date(day), date(day))
		require.NoError(t, err)
		require.NotEmpty(t, days, code)
		assert.Equal(t, code != "TR", days[0].Estimated, "%s: Turkey computes its calendar", code)
	}
}
