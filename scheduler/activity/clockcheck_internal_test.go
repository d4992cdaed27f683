package activity

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Equal days have equal spreads, to the last bit: which of two clocks fits better must not hang on the order of a map.
func TestSpreadIsTheSameEveryTime(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	days := make([]utcDay, 60)
	for i := range days {
		days[i] = utcDay{start: int64(i) * dayHours * hourSeconds, group: i % 5}
		for h := range days[i].hours {
			days[i].hours[h] = rng.Float64() * 1e3
		}
	}
	first := math.Float64bits(spreadOn(days, time.UTC))
	for range 20 {
		require.Equal(t, first, math.Float64bits(spreadOn(days, time.UTC)))
	}
}
