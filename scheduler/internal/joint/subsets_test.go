package joint_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// subsets plans tasks one at a time in free order by dynamic programming over the sets of tasks that are
// over: least[set][t] is what a set costs that is over by t. It has nothing in common with the search, nor
// with the enumeration.
func subsets(p *joint.Problem, horizon int64) (uint64, bool) {
	const never = ^uint64(0)
	once, n := p.AtOnce[0], len(p.Tasks)
	least := make([][]uint64, 1<<n)
	least[0] = make([]uint64, horizon+1)
	for set := 1; set < 1<<n; set++ {
		least[set] = make([]uint64, horizon+1)
		for t := range least[set] {
			least[set][t] = never
		}
		for last := range n {
			if set>>last&1 == 0 {
				continue
			}
			for i, s := range p.Tasks[last].Starts {
				before := least[set&^(1<<last)][s]
				if end := s + once.Lengths[last]; before != never {
					least[set][end] = min(least[set][end], before+p.Tasks[last].Costs[i].Low())
				}
			}
		}
		for t := int64(1); t <= horizon; t++ {
			least[set][t] = min(least[set][t], least[set][t-1])
		}
	}
	sum := least[1<<n-1][horizon]
	return sum, sum != never
}

// Five to nine cells, one at a time in free order, cost what dynamic programming over subsets says.
func TestAgainstSubsets(t *testing.T) {
	plans, none := 0, 0
	for seed := range uint64(*problems / 2) {
		r := rand.New(rand.NewPCG(seed, 21))
		p := &joint.Problem{AtOnce: []joint.AtOnce{{Most: 1}}}
		n := 5 + r.IntN(5)
		for k := range n {
			task := joint.Task{Duration: int64(1 + r.IntN(8))}
			s := int64(r.IntN(6))
			for range 4 + r.IntN(12) {
				task.Starts, task.Costs = append(task.Starts, s), append(task.Costs, exact.Of(uint64(r.IntN(100))))
				s += int64(1 + r.IntN(9))
			}
			p.Tasks = append(p.Tasks, task)
			p.AtOnce[0].Tasks = append(p.AtOnce[0].Tasks, k)
			p.AtOnce[0].Lengths = append(p.AtOnce[0].Lengths, task.Duration+int64(r.IntN(9)))
		}
		want, found := subsets(p, 300)
		got, err := joint.Solve(context.Background(), p)
		require.NoError(t, err)
		require.True(t, sound(p, got.Starts), "seed %d", seed)
		require.True(t, got.Proven, "seed %d", seed)
		require.Equal(t, found, got.Left == 0, "seed %d", seed)
		if !found {
			none++
			continue
		}
		plans++
		require.Equal(t, exact.Of(want), got.Cost, "seed %d", seed)
		require.False(t, got.Cost.Less(got.Bound), "seed %d", seed)
	}
	require.Greater(t, plans, *problems/5)
	require.Greater(t, none, 0)
}
