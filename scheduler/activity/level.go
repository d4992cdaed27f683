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

// gone returns how the last week, or of rare events the last goneWeeks, compare with the median of the weeks before, and
// whether little is left. The median tells of a fall up to thirteen weeks later.
func (m *Model) gone() (change float64, weeks int, gone bool) {
	n := len(m.values)
	if n < (goneWeeks+2)*weekHours {
		return 0, 0, false
	}
	weeks = 1
	if m.week.sparse {
		weeks = goneWeeks
	}
	var before []float64
	for to := n - weeks*weekHours; to >= weekHours && to > n-memory*weekHours; to -= weekHours {
		if level := m.level(to-weekHours, to); !math.IsNaN(level) {
			before = append(before, level)
		}
	}
	if len(before) == 0 {
		return 0, 0, false
	}
	change = m.level(n-weeks*weekHours, n) / median(before)
	return change, weeks, change <= goneFactor
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
