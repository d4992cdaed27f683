package joint

import (
	"context"
	"flag"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

var branches = flag.Int("branches", 150, "random problems that are searched to their end, whatever the prices")

// busy returns a problem of four to six tasks that meet in a limit at once and in a budget, whose costs have a grain.
// Prices are whole units: where the unit is 1 they cannot be finer, and what is left at the root is tried start by start.
func busy(r *rand.Rand, unit uint64) *Problem {
	p := &Problem{Unit: exact.Of(unit), Effort: 1}
	once := AtOnce{Most: 1 + r.IntN(3)}
	budget := Budget{Bounds: []int64{0, 30, 60, 1000}, Cap: exact.Of(uint64(4 + r.IntN(5)))}
	for t := range 4 + r.IntN(3) {
		var task Task
		at := int64(r.IntN(10))
		for range 3 + r.IntN(3) {
			task.Starts, task.Costs = append(task.Starts, at), append(task.Costs, exact.Of(700*uint64(r.IntN(9))))
			at += int64(1 + r.IntN(20))
		}
		p.Tasks = append(p.Tasks, task)
		once.Tasks, once.Lengths = append(once.Tasks, t), append(once.Lengths, int64(5+r.IntN(20)))
		budget.Tasks, budget.Use = append(budget.Tasks, t), append(budget.Use, []Cost{exact.Of(uint64(1 + r.IntN(3)))})
	}
	p.AtOnce, p.Budgets = []AtOnce{once}, []Budget{budget}
	return p
}

// extremes returns the cheapest and the dearest plan of a problem, by trying all; nil where there is none.
func extremes(b *board) (least, most []int, cost uint64) {
	plan := make([]int, len(b.p.Tasks))
	low, high := uint64(0), uint64(0)
	var try func(t int)
	try = func(t int) {
		if t == len(plan) {
			sum := uint64(0)
			for u, i := range plan {
				sum += b.p.Tasks[u].Costs[i].Low()
			}
			if b.holds(plan) {
				if least == nil || sum < low {
					least, low = append([]int(nil), plan...), sum
				}
				if most == nil || sum > high {
					most, high = append([]int(nil), plan...), sum
				}
			}
			return
		}
		for i := range b.p.Tasks[t].Starts {
			plan[t] = i
			try(t + 1)
		}
	}
	try(0)
	return least, most, low
}

// The search below the root finds the cheapest plan whatever the prices are, from the dearest one on.
func TestBranchWithAnyPrices(t *testing.T) {
	ctx := context.Background()
	tried, ended, seeds := 0, 0, uint64(*branches)
	if testing.Short() { // the race detector makes each twenty times as slow
		seeds = 40
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 5))
		unit := []uint64{1, 64}[seed%2]
		p := busy(r, unit)
		_, dearest, least := extremes(newBoard(p))
		if dearest == nil {
			continue
		}
		tried++
		repairs, err := newRepairer(ctx, p)
		require.NoError(t, err)
		s := &searcher{p: p, effort: 1, relaxed: newRelaxation(p), repairer: *repairs, slack: exact.Of(p.grain() - 1)}
		s.take(dearest)
		s.keep()
		s.market, err = newMarket(ctx, p, s.board)
		require.NoError(t, err)
		for i := range s.market.instant[0] {
			s.market.instant[0][i] = 64 / unit * uint64(r.IntN(2)*r.IntN(30))
		}
		for i := range s.market.period[0] {
			s.market.period[0][i] = 64 / unit * uint64(r.IntN(2)*r.IntN(30))
		}
		s.market.apply()
		done, err := s.branch(ctx, 1_000_000_000)
		require.NoError(t, err)
		require.False(t, s.score.cost.Less(exact.Of(least)), "seed %d", seed)
		if done {
			ended++
			require.Equal(t, exact.Of(least), s.score.cost, "seed %d", seed)
		}
	}
	require.Greater(t, tried, int(seeds/6))
	require.GreaterOrEqual(t, 100*ended, 99*tried, "the search of what is left has an end of its own: it may give up, but seldom")
}

// The grain is what the costs of any two plans differ by whole multiples of.
func TestGrain(t *testing.T) {
	task := func(costs ...uint64) (t Task) {
		for i, c := range costs {
			t.Starts, t.Costs = append(t.Starts, int64(i)), append(t.Costs, exact.Of(c))
		}
		return t
	}
	far := Task{Starts: []int64{0, 1}, Costs: []Cost{exact.Of(1 << 63).Mul(12), exact.Of(0)}}
	for _, test := range []struct {
		tasks []Task
		want  uint64
	}{
		{nil, 1},
		{[]Task{task(5)}, 1},
		{[]Task{task(5, 5)}, 1},
		{[]Task{task(5, 11, 5)}, 6},
		{[]Task{task(5, 11), task(1, 10)}, 3},
		{[]Task{task(5, 11), task(1, 8)}, 1},
		{[]Task{far}, 1},
		{[]Task{far, task(0, 36)}, 12},
	} {
		require.Equal(t, test.want, (&Problem{Tasks: test.tasks}).grain())
	}
}
