package activity

import (
	"math"
	"slices"
)

const (
	// contrastReach is how many hours to either side an hour is compared with: nine in all, whose median is what is
	// usual as long as four of them at most (dipLongest) are low.
	contrastReach = 4
	// recurLongest is how many weeks in a row are judged together. A dip of more weeks is found four weeks at a
	// time, until it has lasted for half of the block and is what is usual: Dips tells of it then.
	recurLongest = 4
)

// contrasts sets hours aside that lie low among the hours about them, by itself or together with the same hour of
// the weeks before. Weather, an event or a strike moves a whole evening; one's own maintenance moves two hours of it.
// So an hour relative to the hours about it varies less than the hour does, where it is customers that make it vary.
//
// Only hours that are low are judged so: what is high week after week, such as the hour after a newsletter, is
// customers, and a window must keep clear of it.
func (b *block) contrasts(aside []Cause) {
	ratios := b.ratios()
	contrast := make([]float64, 0, memory)
	for c := range b.cells {
		hours := b.cells[c].hours
		if !slices.ContainsFunc(hours, func(i int) bool { return ratios[i-b.from] < lowHour }) {
			continue
		}
		contrast = contrast[:0]
		for _, i := range hours {
			contrast = append(contrast, contrastAt(ratios, i-b.from))
		}
		b.recurring(aside, hours, ratios, contrast)
	}
}

// contrastAt returns a ratio relative to the median of those about it, NaN where few of them are known.
func contrastAt(ratios []float64, at int) float64 {
	near := make([]float64, 0, 2*contrastReach+1)
	for _, v := range ratios[max(0, at-contrastReach):min(len(ratios), at+contrastReach+1)] {
		if !math.IsNaN(v) {
			near = append(near, v)
		}
	}
	if len(near) <= contrastReach {
		return math.NaN()
	}
	return ratios[at] / median(near)
}

// ratios returns the ratio of every hour that can be judged, NaN for others.
func (b *block) ratios() []float64 {
	list := make([]float64, b.to-b.from)
	for i := range list {
		list[i] = math.NaN()
		if cell := b.judged(b.from + i); cell != nil {
			list[i] = b.ratio(b.from+i, cell)
		}
	}
	return list
}

// recurring sets the hours of one cell aside that are low by themselves and low among the hours about them, one
// week or several in a row. That k of them lie a distance away is as unlikely as that one lies root k times as far,
// so the distance asked for is Constants.OutlierSpread robust standard deviations over root k.
func (b *block) recurring(aside []Cause, hours []int, ratios, contrast []float64) {
	spread, ok := spreadAboutOne(contrast)
	if !ok {
		return
	}
	low := 0 // how many weeks in a row, up to this one, are low
	for n, i := range hours {
		if !(ratios[i-b.from] < lowHour && contrast[n] < lowHour) {
			low = 0
			continue
		}
		low++
		least := math.Inf(1)
		for k := 1; k <= min(low, recurLongest); k++ {
			least = min(least, 1-contrast[n-k+1])
			if least <= b.outlierSpread*spread/math.Sqrt(float64(k)) {
				continue
			}
			for _, j := range hours[n-k+1 : n+1] {
				if aside[j] == "" {
					aside[j] = Outage
				}
			}
		}
	}
}

// spreadAboutOne returns the robust standard deviation from 1 of what is known, and false where that is too little.
func spreadAboutOne(values []float64) (float64, bool) {
	away := make([]float64, 0, len(values))
	for _, v := range values {
		if !math.IsNaN(v) {
			away = append(away, math.Abs(v-1))
		}
	}
	if len(away) < outlierSamples {
		return 0, false
	}
	return max(leastSpread, madToDeviation*median(away)), true
}
