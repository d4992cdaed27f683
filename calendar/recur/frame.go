package recur

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// lastYear is the year at whose end rrule-go gives up looking for an occurrence.
const lastYear = 9999

// frameShift returns by how many days the years first to last may be moved, so that every day
// keeps its month, day, weekday, day of the year and week number, and the years end as near to
// 9999 as possible.
//
// rrule-go tests neither UNTIL nor anything else while a rule gives no day: FREQ=DAILY;
// BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;INTERVAL=7 from a Tuesday walks from its start to the end of
// 9999. Moved there first, it has little left to walk. The calendar repeats after 400 years, so
// a year that fits is found within 400 tries, and the walk past last is at most 400 years long. Most
// spans hold no century year without a leap day (2100) and are found within 40.
func frameShift(first, last int) int {
	// The years around the span count too: weeks reach into them.
	first, last = first-1, last+1
	moved := lastYear - (last - first)
	for !sameCalendar(first, moved, last-first+1) {
		moved--
	}
	return yearStart(moved) - yearStart(first)
}

// sameCalendar reports whether the years from a on and those from b on are alike, n of them.
func sameCalendar(a, b, n int) bool {
	if (yearStart(a)-yearStart(b))%7 != 0 {
		return false
	}
	for i := range n {
		if yearLength(a+i) != yearLength(b+i) {
			return false
		}
	}
	return true
}

func yearStart(year int) int {
	return calendar.Date{Year: year, Month: time.January, Day: 1}.Days()
}

func yearLength(year int) int { return yearStart(year+1) - yearStart(year) }
