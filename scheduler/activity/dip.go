package activity

import (
	"fmt"
	"math"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// What maintenance does and customers do not, by judgement: none of README.md's histories has such a dip.
const (
	// A dip is sharp where at most dipLongest hours lie at dipShare or less of the quieter hour beside them.
	dipLongest = 4
	dipShare   = 0.5
	// It recurs where it was so in half of the last dipWeeks, and in dipLeast of them at least.
	dipWeeks = 8
	dipLeast = 3
)

// Dip is a stretch of the usual week that lies far below the hours on both sides of it, week by week.
// Customers rarely do that. A service that is maintained at the same time every week does, and its own
// maintenance then looks like the quietest time.
type Dip struct {
	// Weekday and Start are when it begins on the region's clock, Duration is in whole hours.
	Weekday  time.Weekday
	Start    calendar.Clock
	Duration time.Duration
	// Share is its activity relative to the quieter of the hours beside it.
	Share float64
}

// String returns the dip for people, such as "Wednesday 20:00 to 22:00". Its form may change.
func (d Dip) String() string {
	end := calendar.Clock((int64(d.Start) + int64(d.Duration/time.Second)) % (dayHours * hourSeconds))
	return fmt.Sprintf("%s %s to %s", d.Weekday, d.Start, end)
}

// Dips returns the sharp dips that recur, from Sunday on. Options.Exclude keeps known ones out of what
// is learned.
func (m *Model) Dips() []Dip {
	var list []Dip
	for _, run := range m.dipRuns() {
		list = append(list, m.dip(run))
	}
	return list
}

// DipWithin returns the first dip that a window overlaps, and false where there is none: a choice that
// lies there may owe its quiet to the owner's maintenance rather than to the customers.
func (m *Model) DipWithin(window calendar.Interval) (Dip, bool) {
	runs := m.dipRuns()
	if len(runs) == 0 || window.Empty() {
		return Dip{}, false
	}
	start := window.Start.Unix() - mod(window.Start.Unix()-m.frame.start, hourSeconds)
	for unix := start; unix < window.End.Unix() && unix < start+weekHours*hourSeconds; unix += hourSeconds {
		_, offset := time.Unix(unix, 0).In(m.cal.Location).Zone()
		// 1970-01-01 was a Thursday, the fifth day of a week from Sunday on.
		at := int(mod(floorDiv(unix+int64(offset)-m.frame.phase, hourSeconds)+4*dayHours, weekHours))
		for _, run := range runs {
			if mod(int64(at-run.from), weekHours) < int64(run.hours) {
				return m.dip(run), true
			}
		}
	}
	return Dip{}, false
}

// dipRun is a dip in hours of the week, from Sunday 00:00 on.
type dipRun struct{ from, hours int }

func (m *Model) dip(run dipRun) Dip {
	low, side := m.depth(run, m.usualHour)
	return Dip{
		Weekday:  time.Weekday(run.from / dayHours),
		Start:    calendar.Clock(int64(run.from%dayHours)*hourSeconds + m.frame.phase),
		Duration: time.Duration(run.hours) * time.Hour,
		Share:    low / side,
	}
}

func (m *Model) usualHour(at int) float64 {
	at = int(mod(int64(at), weekHours))
	return m.week.cells[at/dayHours][at%dayHours]
}

// depth returns the largest of a run's hours and the quieter of the hours beside it.
func (m *Model) depth(run dipRun, value func(at int) float64) (low, side float64) {
	for h := range run.hours {
		low = max(low, value(run.from+h)) // NaN where an hour is missing
	}
	return low, min(value(run.from-1), value(run.from+run.hours))
}

// dipRuns finds the dips; of runs that overlap the shortest counts.
func (m *Model) dipRuns() []dipRun {
	var runs []dipRun
	taken := make([]bool, weekHours)
	for hours := 1; hours <= dipLongest; hours++ {
		for from := range weekHours {
			run := dipRun{from, hours}
			low, side := m.depth(run, m.usualHour)
			if taken[from] || !(low <= dipShare*side) || side == 0 || !m.recurs(run) {
				continue
			}
			for h := range hours {
				taken[(from+h)%weekHours] = true
			}
			runs = append(runs, run)
		}
	}
	return runs
}

// recurs reports whether a run was a dip in most of the last weeks.
func (m *Model) recurs(run dipRun) bool {
	n := len(m.values)
	// The hour of the series at which the run began last, with the hour behind it known.
	var begins []int
	for i := n - run.hours - 1; i > max(0, n-(dipWeeks+1)*weekHours) && len(begins) < dipWeeks; i-- {
		cell := int64(m.frame.cell[i])
		if mod(cell+4*dayHours, weekHours) == int64(run.from) {
			begins = append(begins, i)
		}
	}
	was, known := 0, 0
	for _, i := range begins {
		low, side := m.depth(dipRun{i, run.hours}, func(at int) float64 { return m.values[at] })
		if math.IsNaN(low) || math.IsNaN(side) {
			continue
		}
		known++
		if low <= dipShare*side && side > 0 {
			was++
		}
	}
	return was >= dipLeast && 2*was >= known
}
