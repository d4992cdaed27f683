package activity

import "math"

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
	contrast := make([]float64, len(ratios))
	scratch := make([]float64, 0, 2*contrastReach+1)
	for i, r := range ratios {
		scratch = scratch[:0]
		for _, v := range ratios[max(0, i-contrastReach):min(len(ratios), i+contrastReach+1)] {
			if !math.IsNaN(v) {
				scratch = append(scratch, v)
			}
		}
		contrast[i] = math.NaN()
		if len(scratch) > contrastReach {
			contrast[i] = r / median(scratch)
		}
	}
	for c := range b.cells {
		b.recurring(aside, b.cells[c].hours, ratios, contrast)
	}
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
	spread, ok := b.spreadOf(hours, contrast)
	if !ok {
		return
	}
	var run []int // the weeks in a row, up to this one, that are low
	for _, i := range hours {
		at := i - b.from
		if !(ratios[at] < lowHour && contrast[at] < lowHour) {
			run = run[:0]
			continue
		}
		run = append(run, i)
		least := math.Inf(1)
		for k := 1; k <= min(len(run), recurLongest); k++ {
			last := run[len(run)-k]
			least = min(least, 1-contrast[last-b.from])
			if least <= b.outlierSpread*spread/math.Sqrt(float64(k)) {
				continue
			}
			for _, j := range run[len(run)-k:] {
				if aside[j] == "" {
					aside[j] = Outage
				}
			}
		}
	}
}

// spreadOf returns the robust standard deviation of hours from 1, and false where there are too few.
func (b *block) spreadOf(hours []int, values []float64) (float64, bool) {
	away := make([]float64, 0, memory)
	for _, i := range hours {
		if v := values[i-b.from]; !math.IsNaN(v) {
			away = append(away, math.Abs(v-1))
		}
	}
	if len(away) < outlierSamples {
		return 0, false
	}
	return max(leastSpread, madToDeviation*median(away)), true
}
