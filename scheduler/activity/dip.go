package activity

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// What maintenance does and customers do not, by judgement. Of 1,966 choices on README.md's histories as they were, of
// each region alone and of even mixes, a week ahead and two hours long, one lies on such a dip: an early Sunday of
// Melbourne's pedestrians.
const (
	// A dip is sharp where at most dipLongest hours lie at dipShare or less of the quieter hour beside them. Up to
	// dipLongestOfDay hours may lie so where they also do beside the same hours of other days of their kind: without
	// that every quiet night would be one.
	dipLongest      = 4
	dipLongestOfDay = 8
	dipShare        = 0.5
	// Up to dipLongest hours at dipMild count too, where they lie at mildOfDay of the same hours of every other day of their
	// kind. With longer ones the nights to Monday of city would be dips, which are quieter than others.
	dipMild   = 0.7
	mildOfDay = 0.75
	// It recurs where it was so in half of the last dipWeeks, and in dipLeast of them at least.
	dipWeeks = 8
	dipLeast = 3
	// It matters where some of it is left in the usual week: dipLeft or less of the quieter hour beside it. Of
	// maintenance every other week half is left; where what recurred was set aside nothing is.
	dipLeft = 0.9
	// Counts dip by chance. Where what is left in the usual week is no longer sharp, those dips count only that are
	// this many standard deviations of the hour beside them deep.
	dipNoise = 2
)

// Dip is a stretch of the usual week that lay far below the hours on both sides of it in half of the last weeks or
// more: at half of them, or at seven tenths where no other day has such a stretch. Customers rarely do that. A service
// that is maintained at the same time every week, or every other one, does, and its own maintenance then looks like the
// quietest time.
type Dip struct {
	// Weekday and Start are when it begins on the region's clock, Duration is in whole hours.
	Weekday  time.Weekday
	Start    calendar.Clock
	Duration time.Duration
	// Share is its mean activity relative to the quieter of the hours beside it.
	Share float64
}

// String returns the dip for people, such as "Wednesday 20:00 to 22:00". Its form may change.
func (d Dip) String() string {
	end := calendar.Clock((int64(d.Start) + int64(d.Duration/time.Second)) % (dayHours * hourSeconds))
	return fmt.Sprintf("%s %s to %s", d.Weekday, d.Start, end)
}

// Dips returns the dips that recur, from Sunday on. Options.Exclude keeps known ones out of what is learned.
func (m *Model) Dips() []Dip {
	var list []Dip
	for _, run := range m.dips() {
		list = append(list, m.dip(run))
	}
	return list
}

// DipWithin returns the first dip that a window overlaps, and false where there is none: a choice that
// lies there may owe its quiet to the owner's maintenance rather than to the customers.
func (m *Model) DipWithin(window calendar.Interval) (Dip, bool) {
	runs := m.dips()
	if len(runs) == 0 || window.Empty() {
		return Dip{}, false
	}
	start := window.Start.Unix() - mod(window.Start.Unix()-m.frame.start, hourSeconds)
	for unix := start; unix < window.End.Unix() && unix < start+weekHours*hourSeconds; unix += hourSeconds {
		_, offset := time.Unix(unix, 0).In(m.cal.Location).Zone()
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

// inside reports whether a run is a part of another.
func (r dipRun) inside(other dipRun) bool {
	return r.hours < other.hours && int(mod(int64(r.from-other.from), weekHours))+r.hours <= other.hours
}

func (m *Model) dip(run dipRun) Dip {
	low := 0.0
	for h := range run.hours {
		low += m.usualHour(run.from+h) / float64(run.hours)
	}
	return Dip{
		Weekday:  time.Weekday(run.from / dayHours),
		Start:    calendar.Clock(int64(run.from%dayHours)*hourSeconds + m.frame.phase),
		Duration: time.Duration(run.hours) * time.Hour,
		Share:    low / min(m.usualHour(run.from-1), m.usualHour(run.from+run.hours)),
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

// findDips finds the dips. One that lies within another is told with that: its hours are the deepest of it.
func (m *Model) findDips() []dipRun {
	var runs []dipRun
	for hours := 1; hours <= dipLongestOfDay; hours++ {
		taken := make([]bool, weekHours)
		runs = m.dipsOf(hours, dipShare, taken, runs)
		if hours <= dipLongest {
			runs = m.dipsOf(hours, dipMild, taken, runs)
		}
	}
	var whole []dipRun
	for _, run := range runs {
		if !slices.ContainsFunc(runs, run.inside) {
			whole = append(whole, run)
		}
	}
	slices.SortFunc(whole, func(a, b dipRun) int { return a.from - b.from })
	return whole
}

// dipsOf adds the dips of so many hours that lie at a share or less of the quieter hour beside them, but for those that
// begin within one as long, which may be the same an hour later.
func (m *Model) dipsOf(hours int, share float64, taken []bool, runs []dipRun) []dipRun {
	dips := m.dipsSeen(hours, share)
	for from := range weekHours {
		run := dipRun{from, hours}
		switch {
		case taken[from] || !(m.dip(run).Share <= dipLeft):
			continue
		case hours > dipLongest && !m.ofOneDay(run, dipLeft) || share == dipMild && !m.ofOneDay(run, mildOfDay):
			continue
		}
		wanted := clearDip
		if low, side := m.depth(run, m.usualHour); low <= dipShare*side {
			wanted = isDip
		}
		if !m.recurs(run, dips, wanted) {
			continue
		}
		for h := range hours {
			taken[(from+h)%weekHours] = true
		}
		runs = append(runs, run)
	}
	return runs
}

// seenDip says of a run of hours whether it was a dip.
type seenDip int8

const (
	dipUnknown seenDip = iota
	noDip
	isDip
	clearDip // more than noise
)

// dipsSeen says of every hour of the last weeks whether a dip of so many hours, at a share or less of the quieter hour
// beside it, began with it, those counted too that were set aside for it.
func (m *Model) dipsSeen(hours int, share float64) []seenDip {
	list := make([]seenDip, len(m.seen))
	for i := 1; i+hours < len(list); i++ {
		low, side := m.depth(dipRun{i, hours}, func(at int) float64 { return m.seen[at] })
		switch {
		case math.IsNaN(low) || math.IsNaN(side):
		case !(low <= share*side) || side == 0:
			list[i] = noDip
		case side-low < dipNoise*math.Sqrt(m.week.phi*side):
			list[i] = isDip
		default:
			list[i] = clearDip
		}
	}
	return list
}

// hourOfWeek returns the local hour of the week, from Sunday 00:00 on, of an hour of m.seen.
func (m *Model) hourOfWeek(seen int) int64 {
	// 1970-01-01 was a Thursday, the fifth day of a week from Sunday on.
	return mod(int64(m.frame.cell[len(m.values)-len(m.seen)+seen])+4*dayHours, weekHours)
}

// ofOneDay reports whether a run lies at a share or less of the same hours of every other day that is, as the day on which
// it begins, a working day or a day off. It is false where there is no other.
func (m *Model) ofOneDay(run dipRun, share float64) bool {
	week := m.frame.week(len(m.values))
	own := run.from / dayHours
	is, least := 0.0, math.Inf(1)
	for d := range week {
		sum := 0.0
		for h := range run.hours {
			sum += m.usualHour(d*dayHours + run.from%dayHours + h)
		}
		switch {
		case d == own:
			is = sum
		case week[d].off == week[own].off:
			least = min(least, sum)
		}
	}
	return !math.IsInf(least, 1) && is <= share*least
}

// recurs reports whether a run was a dip in most of the last weeks, those counted too in which it lay an hour beside:
// maintenance that goes by another clock moves where clocks are changed.
func (m *Model) recurs(run dipRun, dips []seenDip, wanted seenDip) bool {
	was, known, weeks := 0, 0, 0
	for i := len(dips) - 2; i > 0 && weeks < dipWeeks; i-- {
		if m.hourOfWeek(i) != int64(run.from) || i+run.hours >= len(dips) {
			continue
		}
		weeks++
		if most := max(dips[i-1], dips[i], dips[i+1]); most != dipUnknown {
			known++
			if most >= wanted {
				was++
			}
		}
	}
	return was >= dipLeast && 2*was >= known
}
