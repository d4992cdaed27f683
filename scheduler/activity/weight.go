package activity

import "math"

// changeWeeks is for how long after a change of clocks the last weeks count alike: the four that a mean of four weeks
// would take from both sides.
const changeWeeks = 4

// weights returns how much each of the weeks before hour n counts, the latest first.
func (f *frame) weights(n int, c Constants) [memory]float64 {
	even := 1
	if f.changed(n) {
		even = c.EvenWeeks
	}
	var w [memory]float64
	for k := range w {
		w[k] = math.Pow(1-c.Decay, float64(max(0, k-even+1)))
	}
	return w
}

// changed reports whether the clocks changed in the weeks before hour n.
func (f *frame) changed(n int) bool {
	offset := func(i int) int64 { return (int64(f.cell[i])-int64(i))*60 + int64(f.rest[i]) }
	for i := max(1, n-changeWeeks*weekHours); i < n; i++ {
		if offset(i) != offset(i-1) {
			return true
		}
	}
	return false
}
