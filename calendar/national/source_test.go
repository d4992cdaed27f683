package national_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

func date(s string) calendar.Date { return calendar.MustParseDate(s) }

func source(t testing.TB, code string) *national.Source {
	s, err := national.For(code)
	require.NoError(t, err)
	return s
}

// on returns the names of the holidays of a date, substitutes marked with a star.
func on(t testing.TB, s *national.Source, day string) []string {
	days, err := s.Between(date(day), date(day))
	require.NoError(t, err, "%s %s", s.Code(), day)
	names := []string{}
	for _, h := range days {
		name := h.Name
		if h.Substitute {
			name += " *"
		}
		names = append(names, name)
	}
	return names
}

func TestEveryCodeAnswersEveryYear(t *testing.T) {
	none := []string{}
	for _, code := range national.Codes() {
		s := source(t, code)
		first, last := s.Years()
		assert.LessOrEqual(t, first, 2017, code)
		assert.GreaterOrEqual(t, last, 2035, code)
		assert.NotEmpty(t, s.Origin())
		if !*thorough {
			last = min(last, 2030)
		}
		days, err := s.Between(calendar.Date{Year: first, Month: 1, Day: 1}, calendar.Date{Year: last, Month: 12, Day: 31})
		require.NoError(t, err)
		if len(days) == 0 {
			none = append(none, code)
		}
		assert.True(t, slices.IsSortedFunc(days, func(a, b calendar.Holiday) int { return a.Date.Compare(b.Date) }), code)
		seen := map[calendar.Holiday]bool{}
		bad := []calendar.Holiday{}
		for _, h := range days {
			day := calendar.Holiday{Date: h.Date, Name: h.Name}
			if !h.Date.Valid() || h.Name == "" || strings.Contains(h.Name, "observed") || seen[day] {
				bad = append(bad, h)
			}
			seen[day] = true
		}
		assert.Empty(t, bad, "%s: not a day, without a name, or listed twice", code)
	}
	assert.Equal(t, []string{"BV", "HM", "IO"}, none)
	assert.Equal(t, []string{"BV has no public holidays of its own."}, source(t, "BV").Warnings())
}

func TestYearsBeyondThoseKnown(t *testing.T) {
	th := source(t, "TH")
	first, last := th.Years()
	assert.Equal(t, [2]int{2015, 2035}, [2]int{first, last})
	for _, span := range [][2]string{{"2014-12-31", "2015-01-01"}, {"2035-12-31", "2036-01-01"}, {"2000-01-01", "2100-01-01"}} {
		_, err := th.Between(date(span[0]), date(span[1]))
		var years *calendar.YearsError
		require.ErrorAs(t, err, &years)
		assert.Equal(t, calendar.YearsError{Source: "TH", First: date(span[0]), Last: date(span[1]), FirstYear: 2015, LastYear: 2035}, *years)
	}
	_, err := th.Between(calendar.Date{Year: 2026, Month: 13, Day: 1}, calendar.Date{Year: 2026, Month: 13, Day: 2})
	assert.Error(t, err, "no such day")
	days, err := th.Between(date("2026-02-01"), date("2026-01-01"))
	assert.NoError(t, err)
	assert.Empty(t, days)
}

func TestExcept(t *testing.T) {
	us := source(t, "US")
	less, err := us.Except("Columbus Day", "Juneteenth National Independence Day")
	require.NoError(t, err)
	assert.Equal(t, []string{"Columbus Day"}, on(t, us, "2026-10-12"))
	assert.Empty(t, on(t, less, "2026-10-12"))
	assert.Equal(t, []string{"Juneteenth National Independence Day *"}, on(t, us, "2027-06-18"))
	assert.Empty(t, on(t, less, "2027-06-18"), "the substitute goes with its day")
	assert.NotContains(t, less.Names(), "Columbus Day")
	again, err := less.Except("Veterans Day", "Columbus Day")
	require.NoError(t, err, "a name that is already left out is known")
	assert.Empty(t, on(t, again, "2026-11-11"))
	assert.Empty(t, on(t, again, "2026-10-12"))
	assert.Equal(t, []string{"Columbus Day"}, on(t, us, "2026-10-12"), "the source itself is unchanged")

	_, err = us.Except("Colombus Day", "Columbus Day", "Bastille Day")
	assert.ErrorContains(t, err, `holidays of US: there is no "Colombus Day", no "Bastille Day"; the names are "Christmas Day", "Columbus Day", "Independence Day"`)
	_, err = source(t, "IO").Except("x")
	assert.ErrorContains(t, err, "it has no public holidays")
}

func TestSourceIsItsOwner(t *testing.T) {
	us := source(t, "US")
	days, err := us.Between(date("2026-01-01"), date("2026-12-31"))
	require.NoError(t, err)
	days[0].Name = "changed"
	assert.Equal(t, []string{"New Year's Day"}, on(t, us, "2026-01-01"))
}

// TestConcurrent shares sources of every code between goroutines; under -race it shows that cal's
// own variables are left alone too (jp.VernalEquinoxDay writes to its rule).
func TestConcurrent(t *testing.T) {
	codes := national.Codes()
	shared := make([]*national.Source, len(codes))
	for i, code := range codes {
		shared[i] = source(t, code)
	}
	counts := make([][]int, 6)
	var wg sync.WaitGroup
	for g := range counts {
		wg.Go(func() {
			for i, code := range codes {
				own, err := national.For(code)
				if err != nil {
					continue
				}
				for _, s := range []*national.Source{shared[i], own} {
					days, err := s.Between(date("2026-06-01"), date("2027-05-31"))
					if err == nil {
						counts[g] = append(counts[g], len(days))
					}
				}
			}
		})
	}
	wg.Wait()
	for _, c := range counts {
		assert.Len(t, c, 2*len(codes))
		assert.Equal(t, counts[0], c)
	}
}
