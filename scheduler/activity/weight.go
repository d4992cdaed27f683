package activity

import "math"

const (
	// decay is how much less each week counts than the one after it, so that the weight lies half in
	// the last two and a half weeks.
	decay = 0.25
	// After a change of clocks, for changeWeeks, the last evenWeeks count alike: the latest ones alone
	// would tell of one side of the change only, with the sun an hour off the other.
	changeWeeks, evenWeeks = 4, 6
)

// weights returns how much each of the weeks before hour n counts, the latest first.
func (f *frame) weights(n int) [memory]float64 {
	even := 1
	if f.changed(n) {
		even = evenWeeks
	}
	var w [memory]float64
	for k := range w {
		w[k] = math.Pow(1-decay, float64(max(0, k-even+1)))
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
