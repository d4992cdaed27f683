package joint_test

import (
	"context"
	"flag"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/joint"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

var problems = flag.Int("problems", 15, "random problems of each kind")

// drawn returns how many problems of each kind are tried: few with -short, as under the race detector each is twenty times as
// slow, and there is no goroutine here to race.
func drawn() uint64 {
	if testing.Short() {
		return uint64(min(*problems, 10))
	}
	return uint64(*problems)
}

// Every kind of problem is solved as an enumeration that knows only the definitions solves it: the same
// cost, or the same finding that there is no plan.
func TestAgainstEnumeration(t *testing.T) {
	for _, kinds := range []string{"f", "g", "r", "rf", "o", "b", "ob", "fob", "gob", "rob", "rgob"} {
		t.Run(kinds, func(t *testing.T) {
			for seed := range drawn() {
				p := random(rand.New(rand.NewPCG(seed, uint64(len(kinds)))), kinds)
				got, err := joint.Solve(context.Background(), p)
				require.NoError(t, err)
				least, found := uint64(0), false
				every(p, func(_ []int, cost uint64) {
					if !found || cost < least {
						least, found = cost, true
					}
				})
				require.True(t, sound(p, got.Starts), "seed %d", seed)
				require.True(t, got.Proven, "seed %d", seed)
				require.Equal(t, found, got.Left == 0, "seed %d", seed)
				if found {
					require.Equal(t, exact.Of(least), got.Cost, "seed %d", seed)
					require.Equal(t, got.Cost, got.Bound, "seed %d", seed)
				}
				for _, c := range got.Certificates {
					require.False(t, found && exact.Of(least).Less(c.Bound), "seed %d", seed)
				}
			}
		})
	}
}

// A forest takes, of all plans of least cost, the one with the earliest starts in the order of the tasks.
func TestEarliestOfEquals(t *testing.T) {
	for seed := range uint64(*problems) {
		p := random(rand.New(rand.NewPCG(seed, 99)), "f")
		for _, task := range p.Tasks {
			for i := range task.Costs {
				task.Costs[i] = task.Costs[i].Quo(8) // many ties
			}
		}
		got, err := joint.Solve(context.Background(), p)
		require.NoError(t, err)
		var best []int
		least := uint64(0)
		every(p, func(plan []int, cost uint64) { // in the order of starts: the first of equals is the earliest
			if best == nil || cost < least {
				best, least = slices.Clone(plan), cost
			}
		})
		if best != nil {
			require.Equal(t, best, got.Starts, "seed %d", seed)
		}
	}
}
