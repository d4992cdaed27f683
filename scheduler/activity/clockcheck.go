package activity

import (
	"fmt"
	"math"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// Histories whose clock is wrong look as good as others. Two things tell of them: a day that has the
// shape of a built-in but at other hours, and a day that moves against the clock where that is changed.
//
// The figures were chosen on the histories that README.md names. None of these is warned of as it was; README.md has how
// many are with times that are hours early. With local times taken for UTC, of electricity and city where clocks change, 97
// of 108 are, at every ninth week from the 26th on.
const (
	// A rotation of shiftLeast hours or more is a wrong clock where the day is shiftClear better
	// correlated with a built-in than unmoved, and shiftSure at least.
	shiftLeast = 3
	shiftClear = 0.15
	shiftSure  = 0.65
	// shiftEvents is how many rare events show a day's shape: some ten for each of its hours.
	shiftEvents = 240
	// putRightWeeks are the last ones, in which the clock may be right again.
	putRightWeeks = 4
	// nearHours of the clock are not told apart from it: customers rise early here and late there.
	nearHours = 2
	// changeReach is how many weeks about a change of clocks are compared, changeDays how many working
	// days of them must be known, and changeClear how much larger the spread of hours must be on the
	// region's clock than on another.
	changeReach = 4
	changeDays  = 60
	changeClear = 1.25
)

// shifted returns by how many hours the learned working day lies late against the built-in shapes, -11
// to 12, and false where it does not, or where it has no shape that could tell. The last half year is asked first, and where it
// leaves the question open the last year: a clock that is wrong is so in all seasons, while the day of one may have an odd
// shape, as electricity of California had in the half year before August 2022.
func (m *Model) shifted() (int, bool) {
	half, known := m.rotation(lastWeeks(m.values, memory))
	if known && half.clear() {
		return half.by, true
	}
	year, ok := m.rotation(lastWeeks(m.values, 2*memory))
	if !ok || !year.clear() || known && !half.far() {
		return 0, false // not far: it may have been wrong once, and was put right since
	}
	return year.by, true
}

// putRight reports whether a day that lies so many hours late in the last half year or year clearly does so no longer in
// the last weeks: somebody has put the clock right, and to shift the whole history would spoil these. They are looked at as
// they were seen, since hours that are unlike those before were set aside.
func (m *Model) putRight(by int) bool {
	last, ok := m.rotation(lastWeeks(m.seen, putRightWeeks))
	return ok && !last.far() && last.near >= shiftSure && last.near-last.late[mod(int64(by), dayHours)] >= shiftClear
}

// rotation is how well a day agrees with the built-in shapes: at best, where the day lies so many hours late, near the
// hours of the clock, and for every number of hours late.
type rotation struct {
	by         int
	best, near float64
	late       [dayHours]float64
}

func (r rotation) far() bool { return r.by >= shiftLeast || r.by <= -shiftLeast }

func (r rotation) clear() bool {
	return r.far() && r.best >= shiftSure && r.best-r.near >= shiftClear
}

// lastWeeks returns the last weeks of a series, all of a shorter one.
func lastWeeks(values []float64, weeks int) []float64 {
	return values[max(0, len(values)-weeks*weekHours):]
}

// rotation compares the working day of the last values; false where it has no shape.
func (m *Model) rotation(values []float64) (rotation, bool) {
	mean, ok := m.workingDay(values)
	if !ok {
		return rotation{}, false
	}
	r := rotation{best: -1, near: -1}
	for k := range r.late {
		r.late[k] = -1
	}
	for _, name := range []string{"business", "consumer"} {
		profile, _ := scheduler.BuiltinActivity(name)
		for k := -11; k <= 12; k++ {
			var shape [dayHours]float64
			for h := range shape {
				shape[h] = profile.Share(calendar.KindWorkday, time.Tuesday, calendar.Clock((h-k+dayHours)%dayHours*hourSeconds))
			}
			c := correlation(mean, shape)
			r.late[(k+dayHours)%dayHours] = max(r.late[(k+dayHours)%dayHours], c)
			if k >= -nearHours && k <= nearHours {
				r.near = max(r.near, c)
			}
			if c > r.best {
				r.best, r.by = c, k
			}
		}
	}
	return r, true
}

// workingDay returns the mean working day of the last values, not drawn towards a built-in; and false
// where rare events are too few to show one.
func (m *Model) workingDay(values []float64) (mean [dayHours]float64, ok bool) {
	var known [dayHours]float64
	events := 0.0
	for i, v := range values {
		if d, hour, usual := m.frame.usual(len(m.values) - len(values) + i); usual && !d.off && !math.IsNaN(v) {
			mean[hour] += v
			events += v
			known[hour]++
		}
	}
	for h := range mean {
		if known[h] == 0 {
			return mean, false
		}
		mean[h] /= known[h]
	}
	return mean, !m.week.sparse || events >= shiftEvents
}

// correlation returns Pearson's coefficient, 0 where a side does not vary.
func correlation(a, b [dayHours]float64) float64 {
	var sa, sb float64
	for h := range a {
		sa, sb = sa+a[h]/dayHours, sb+b[h]/dayHours
	}
	var ab, aa, bb float64
	for h := range a {
		x, y := a[h]-sa, b[h]-sb
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

// regimes are the ways in which clocks are changed, each by a zone that keeps it.
var regimes = []struct{ zone, name string }{
	{"UTC", "clocks that never change"},
	{"Europe/Berlin", "Europe's changes of clocks"},
	{"America/New_York", "the changes of clocks of the United States"},
	{"Australia/Sydney", "the changes of clocks of New South Wales"},
}

// movesAgainstTheClock compares how well the working days about all changes of clocks agree with each
// other, on the region's own clocks and on those of other regimes. It returns a sentence where another
// clearly fits better: timestamps in local time, say, or a zone of the wrong country.
func (m *Model) movesAgainstTheClock() (string, bool) {
	days, ok := m.daysAboutChanges()
	if !ok {
		return "", false
	}
	own := spreadOn(days, m.cal.Location)
	best, name := math.Inf(1), ""
	for _, r := range regimes {
		loc, err := calendar.LoadZone(r.zone)
		if err != nil {
			continue // a machine without time zones: there is nothing to compare with
		}
		if v := spreadOn(days, loc); v < best {
			best, name = v, r.name
		}
	}
	if own < changeClear*best {
		return "", false
	}
	return fmt.Sprintf("the day moves by an hour against the clock of %s where clocks are changed, as it would with %s: the zone may be wrong, or the timestamps are not in UTC", m.cal.Location, name), true
}

// utcDay is a whole working day: its first hour in seconds since 1970, and its hours relative to their mean.
// Weeks about one change of clocks, of any regime, are compared with each other only.
type utcDay struct {
	start int64
	group int
	hours [dayHours]float64
}

// daysAboutChanges returns the known working days about the changes of clocks of all regimes.
func (m *Model) daysAboutChanges() ([]utcDay, bool) {
	span := calendar.Interval{Start: time.Unix(m.frame.start, 0).UTC(), End: time.Unix(m.end, 0).UTC()}
	var changes []int64
	zones := []*time.Location{m.cal.Location}
	for _, r := range regimes {
		if loc, err := calendar.LoadZone(r.zone); err == nil {
			zones = append(zones, loc)
		}
	}
	for _, loc := range zones {
		for stretch := range calendar.Offsets(loc, span) {
			changes = append(changes, stretch.Start.Unix())
		}
	}
	var days []utcDay
	for i := 0; i+dayHours <= len(m.values); i += dayHours {
		day := utcDay{start: m.frame.start + int64(i)*hourSeconds, group: -1}
		for k, at := range changes {
			if at > m.frame.start && abs(day.start-at) < changeReach*weekHours*hourSeconds {
				day.group = min(k, len(changes))
				// Changes of several regimes within weeks of each other make one group.
				for j, other := range changes[:k] {
					if other > m.frame.start && abs(other-at) < 2*changeReach*weekHours*hourSeconds {
						day.group = j
						break
					}
				}
				break
			}
		}
		sum := 0.0
		for h := range dayHours {
			d, _, usual := m.frame.usual(i + h)
			if !usual || d.off {
				sum = math.NaN()
			}
			day.hours[h] = m.values[i+h]
			sum += m.values[i+h]
		}
		if day.group < 0 || math.IsNaN(sum) || sum == 0 {
			continue
		}
		for h := range day.hours {
			day.hours[h] *= dayHours / sum
		}
		days = append(days, day)
	}
	return days, len(days) >= changeDays
}

func abs(v int64) int64 { return max(v, -v) }

// spreadOn returns the mean squared deviation of hours from the mean of their local hour.
func spreadOn(days []utcDay, loc *time.Location) float64 {
	type cell struct{ group, hour int }
	sum, square, count := make(map[cell]float64), make(map[cell]float64), make(map[cell]float64)
	var cells []cell // as they are first met: sums of floats depend on the order
	for _, day := range days {
		_, offset := time.Unix(day.start, 0).In(loc).Zone()
		for h, v := range day.hours {
			c := cell{day.group, int(mod(day.start/hourSeconds+int64(h)+int64(offset/hourSeconds), dayHours))}
			if count[c] == 0 {
				cells = append(cells, c)
			}
			sum[c] += v
			square[c] += v * v
			count[c]++
		}
	}
	total, n := 0.0, 0.0
	for _, c := range cells {
		k := count[c]
		total += square[c] - sum[c]*sum[c]/k
		n += k
	}
	return total / n
}
