package recur_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/teambition/rrule-go"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// BenchmarkOccurrences expands rules over one year. The metric "ratio" is the time that rrule-go
// alone takes for the same rule and year, over ours: what it costs to place readings (below 1), and
// what it saves to enter old rules late and to leave rules early that have no occurrence (above 1).
func BenchmarkOccurrences(b *testing.B) {
	tests := []struct{ name, rule, start string }{
		{"monthly", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31T00:00:00"},
		{"daily", "FREQ=DAILY", "2026-01-01T22:00:00"},
		{"daily_since_1970", "FREQ=DAILY", "1970-01-01T22:00:00"},
		{"weekly_since_1970_count", "FREQ=WEEKLY;COUNT=100000", "1970-01-01T22:00:00"},
		{"never_days_apart", "FREQ=DAILY;INTERVAL=7;BYDAY=TU", "2026-01-01T00:00:00"},
		{"never_in_a_year", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYYEARDAY=2", "2026-01-01T00:00:00"},
		{"rare", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2026-01-01T00:00:00"},
	}
	within := calendar.Interval{Start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}
	for _, tt := range tests {
		b.Run(tt.name, func(b *testing.B) {
			loc := zone(b, "Europe/Berlin")
			start := reading(b, tt.start)
			rule, err := recur.Parse(tt.rule, start, loc, time.Hour)
			require.NoError(b, err)
			option, err := rrule.StrToROption(tt.rule)
			require.NoError(b, err)
			option.Dtstart = recur.Place(loc, start)

			begun := time.Now()
			const sample = 3
			for range sample {
				plain, err := rrule.NewRRule(*option)
				require.NoError(b, err)
				plain.Between(within.Start, within.End, true)
			}
			baseline := time.Since(begun).Seconds() / sample
			b.ReportAllocs()
			for b.Loop() {
				_, err := rule.Occurrences(within, recur.MaxOccurrences, nil)
				require.NoError(b, err)
			}
			b.ReportMetric(baseline/(b.Elapsed().Seconds()/float64(b.N)), "ratio")
		})
	}
}

// BenchmarkWorstRules are the slowest rules found that are accepted: they have no occurrence, and the
// interval lies before the year 2100, which leaves the longest walk.
func BenchmarkWorstRules(b *testing.B) {
	positions := "1"
	for i := 2; i <= recur.MaxPositions; i++ {
		positions += fmt.Sprintf(",%d", i)
	}
	within := calendar.Interval{Start: time.Date(2096, 5, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2101, 5, 1, 0, 0, 0, 0, time.UTC)}
	for _, rule := range []string{
		"FREQ=DAILY;INTERVAL=7;BYDAY=TU",
		"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
		"FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=MO;BYSETPOS=2",
		"FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYYEARDAY=2",
		"FREQ=YEARLY;BYMONTH=1;BYYEARDAY=2;BYMONTHDAY=1;BYSETPOS=" + positions,
	} {
		b.Run(rule[:min(len(rule), 60)], func(b *testing.B) {
			r, err := recur.Parse(rule, reading(b, "2096-01-04T00:00:00"), zone(b, "Europe/Berlin"), time.Hour)
			require.NoError(b, err)
			for b.Loop() {
				found, err := r.Occurrences(within, recur.MaxOccurrences, nil)
				require.NoError(b, err)
				require.LessOrEqual(b, len(found), 1)
			}
		})
	}
}
