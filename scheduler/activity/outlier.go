package activity

import (
	"math"
	"slices"
)

const (
	// outageShare and spikeFactor bound what is believed of an hour, relative to the median of the same
	// hour of the week over half a year; besides, it must lie outlierSpread robust standard deviations
	// away, so that an hour that is often quiet, or counts a few events, is left alone.
	outageShare   = 0.25
	spikeFactor   = 4.0
	outlierSpread = 6.0
	// madToDeviation makes a median absolute deviation that of a normal distribution's standard one.
	madToDeviation = 1.4826
)

// dropOutliers makes hours missing that tell of an outage, of collection or of the service itself, or
// of a burst such as a load test, rather than of customers. It returns how many there were of each.
// Holidays are left alone: they are known to be unlike their weekdays.
func dropOutliers(f *frame, values []float64) (outages, spikes int) {
	for end := len(values); end > 0; end -= memory * weekHours {
		a, b := dropBlock(f, values, max(0, end-memory*weekHours), end)
		outages, spikes = outages+a, spikes+b
	}
	return outages, spikes
}

// dropBlock looks at the hours [from, to).
func dropBlock(f *frame, values []float64, from, to int) (outages, spikes int) {
	var hours [7 * dayHours][]int
	for i := from; i < to; i++ {
		if d, hour, usual := f.usual(i); usual && !math.IsNaN(values[i]) {
			c := int(d.weekday)*dayHours + hour
			hours[c] = append(hours[c], i)
		}
	}
	scratch := make([]float64, 0, memory)
	for _, cell := range hours {
		if len(cell) < 4 {
			continue
		}
		scratch = scratch[:0]
		for _, i := range cell {
			scratch = append(scratch, values[i])
		}
		middle := median(scratch)
		for k, i := range cell {
			scratch[k] = math.Abs(values[i] - middle)
		}
		// A series that hardly varies has hours that are all alike: give them a fiftieth.
		spread := outlierSpread * max(madToDeviation*median(scratch), 0.02*middle)
		for _, i := range cell {
			switch v := values[i]; {
			case v < outageShare*middle && middle-v > spread:
				values[i] = math.NaN()
				outages++
			case v > spikeFactor*middle && v-middle > spread && middle > 0:
				values[i] = math.NaN()
				spikes++
			}
		}
	}
	return outages, spikes
}

// median returns the median, sorting v.
func median(v []float64) float64 {
	slices.Sort(v)
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2
}
