package recur

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

// The frame in which rules run shows the same calendar, and leaves rrule-go at most 400 years to
// walk past the end of the interval: that bounds what a rule without occurrences costs.
func TestFrameShift(t *testing.T) {
	for first := FirstYear; first <= LastExpandedYear; first += 13 {
		for _, length := range []int{0, 1, 6, 100, 399, 700} {
			last := min(first+length, LastExpandedYear)
			shift := frameShift(first, last)
			moved := calendar.DateOfDay(yearStart(last) + shift).Year
			require.LessOrEqual(t, moved, lastYear)
			require.GreaterOrEqual(t, moved, lastYear-401, "%d to %d", first, last)
			for year := first - 1; year <= last+1; year++ {
				d := calendar.Date{Year: year, Month: 2, Day: 28}
				m := calendar.DateOfDay(d.Days() + shift)
				assert.Equal(t, d.Month, m.Month)
				assert.Equal(t, d.Day, m.Day)
				assert.Equal(t, d.Weekday(), m.Weekday())
				assert.Equal(t, yearLength(year), yearLength(m.Year))
			}
		}
	}
}

func TestFrameShiftNearPresentLeavesFortyYears(t *testing.T) {
	for last := 2016; last < 2095; last++ {
		moved := calendar.DateOfDay(yearStart(last) + frameShift(last-10, last)).Year
		assert.GreaterOrEqual(t, moved, lastYear-41, last)
	}
}
