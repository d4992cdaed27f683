package national_test

import (
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar/national"
)

// calDayByDay is the straightforward way: a cached calendar of cal, asked about every day of 2026.
func calDayByDay(c *cal.Calendar) (off int) {
	for t := time.Date(2026, 1, 1, 12, 0, 0, 0, time.Local); t.Year() == 2026; t = t.AddDate(0, 0, 1) {
		if actual, observed, _ := c.IsHoliday(t); actual || observed {
			off++
		}
	}
	return off
}

func usCalendar() *cal.Calendar {
	c := &cal.Calendar{Cacheable: true}
	c.AddHoliday(us.Holidays...)
	return c
}

// baseline measures calDayByDay in the same run, in nanoseconds a year: the best of five rounds, so
// that the ratio flatters cal rather than this package.
func baseline(newCalendar func() *cal.Calendar) float64 {
	const years = 40
	best := time.Duration(1 << 62)
	for range 5 {
		start := time.Now()
		for range years {
			calDayByDay(newCalendar())
		}
		best = min(best, time.Since(start))
	}
	return float64(best.Nanoseconds()) / years
}

func year2026(b *testing.B, s *national.Source) {
	_, err := s.Between(date("2026-01-01"), date("2026-12-31"))
	require.NoError(b, err)
}

func report(b *testing.B, calNanoseconds, codes float64) {
	ours := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / codes
	b.ReportMetric(calNanoseconds/ours, "x_faster_than_cal")
}

// BenchmarkYearCold asks a new source for a year: US by rule, TH from the table of facts. cal
// starts with an empty cache too.
func BenchmarkYearCold(b *testing.B) {
	calNanoseconds := baseline(usCalendar)
	for _, code := range []string{"US", "TH", "US-CA"} {
		b.Run(code, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				year2026(b, source(b, code))
			}
			report(b, calNanoseconds, 1)
		})
	}
}

// BenchmarkYearWarm asks the same source again. cal's cache is warm too.
func BenchmarkYearWarm(b *testing.B) {
	warm := usCalendar()
	calDayByDay(warm)
	calNanoseconds := baseline(func() *cal.Calendar { return warm })
	for _, code := range []string{"US", "TH", "US-CA"} {
		b.Run(code, func(b *testing.B) {
			b.ReportAllocs()
			s := source(b, code)
			year2026(b, s)
			for b.Loop() {
				year2026(b, s)
			}
			report(b, calNanoseconds, 1)
		})
	}
}

// BenchmarkAllCodes asks for a year of every code; the ratio is to cal's United States for each.
func BenchmarkAllCodes(b *testing.B) {
	codes := national.Codes()
	b.Run("cold", func(b *testing.B) {
		calNanoseconds := baseline(usCalendar)
		b.ReportAllocs()
		for b.Loop() {
			for _, code := range codes {
				year2026(b, source(b, code))
			}
		}
		report(b, calNanoseconds, float64(len(codes)))
	})
	b.Run("warm", func(b *testing.B) {
		warm := usCalendar()
		calDayByDay(warm)
		calNanoseconds := baseline(func() *cal.Calendar { return warm })
		sources := make([]*national.Source, len(codes))
		for i, code := range codes {
			sources[i] = source(b, code)
			year2026(b, sources[i])
		}
		b.ReportAllocs()
		for b.Loop() {
			for _, s := range sources {
				year2026(b, s)
			}
		}
		report(b, calNanoseconds, float64(len(codes)))
	})
}

// BenchmarkFor makes a source without asking it anything.
func BenchmarkFor(b *testing.B) {
	for b.Loop() {
		source(b, "US-CA")
	}
}
