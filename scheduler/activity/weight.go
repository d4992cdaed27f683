package activity

import "math"

// changeWeeks is for how long after a change of clocks the last weeks count alike: the four that a mean of four weeks
// would take from both sides.
const changeWeeks = 4

// weights returns how much each of the weeks before hour n counts, the latest first, where the model is used gap
// weeks after n: a history that ended half a year ago tells of now as much by its weeks of a quarter earlier as by its
// last ones, so as many of them as were lost count alike.
func (f *frame) weights(n, gap int, c Constants) [memory]float64 {
	even := max(1, gap)
	if f.changed(n) {
		even = max(even, c.EvenWeeks)
	}
	var w [memory]float64
	for k := range w {
		w[k] = fading(c.Decay, k, even)
	}
	return w
}

// fading returns how much week k counts, of weeks of which the last even count alike and each before counts less.
func fading(decay float64, k, even int) float64 {
	return math.Pow(1-decay, float64(max(0, k-even+1)))
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
