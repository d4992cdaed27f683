package activity

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

func TestMedian(t *testing.T) {
	for n := 1; n < 60; n++ {
		for _, kinds := range []float64{1, 2, 5, 1e6} { // with many that are equal, and with few
			v := make([]float64, n)
			for i := range v {
				v[i] = float64(int(kinds * synth.Chance(uint64(n*1000+i))))
			}
			sorted := slices.Sorted(slices.Values(v))
			assert.Equal(t, (sorted[(n-1)/2]+sorted[n/2])/2, median(v), "%v", sorted)
			assert.Equal(t, sorted, slices.Sorted(slices.Values(v)), "nothing is lost")
		}
	}
}
