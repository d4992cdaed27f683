package activity

import "math"

// drift returns how the level of the last four weeks compares with that of the eight before them, and
// whether it changed by more than the season of earlier years, a holiday or noise would explain.
func (m *Model) drift() (float64, bool) {
	n := len(m.values)
	if n < 12*weekHours {
		return 0, false
	}
	change := m.level(n-4*weekHours, n) / m.level(n-12*weekHours, n-4*weekHours)
	return change, change > driftFactor || change < 1/driftFactor
}

// gone returns how the last weeks compare with the half year before them, and whether next to nothing is
// left.
func (m *Model) gone() (float64, bool) {
	n := len(m.values)
	if n < (goneWeeks+2)*weekHours {
		return 0, false
	}
	change := m.level(n-goneWeeks*weekHours, n) / m.level(n-memory*weekHours, n-goneWeeks*weekHours)
	return change, change <= goneFactor
}

// level returns the activity of the hours [from, to) relative to the usual week.
func (m *Model) level(from, to int) float64 {
	is, was := 0.0, 0.0
	for i := max(0, from); i < to; i++ {
		if d, hour, usual := m.frame.usual(i); usual && !math.IsNaN(m.values[i]) {
			is += m.values[i]
			was += m.week.cells[d.weekday][hour]
		}
	}
	return is / was
}
