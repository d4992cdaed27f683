package joint_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// recomputed returns the bound that the prices of a certificate prove: the least that the tasks cost with
// their prices, by trying all plans that keep to what the certificate keeps, less what the limits are worth.
func recomputed(p *joint.Problem, c joint.Certificate) int64 {
	extra := func(t, i int) (sum int64) {
		s := p.Tasks[t].Starts[i]
		for _, v := range c.AtOnce {
			a := p.AtOnce[v.Limit]
			if m := slices.Index(a.Tasks, t); m >= 0 && s <= v.At && v.At < s+a.Lengths[m] {
				sum += int64(v.Price)
			}
		}
		for _, v := range c.Budgets {
			b := p.Budgets[v.Limit]
			if m := slices.Index(b.Tasks, t); m >= 0 && s >= b.Bounds[v.Period] && s < b.Bounds[v.Period+1] {
				use := b.Use[m][min(i, len(b.Use[m])-1)].Low() / v.Share
				sum += int64(min(use, b.Cap.Low()/v.Share+1) * v.Price)
			}
		}
		return sum
	}
	kept := &joint.Problem{Tasks: p.Tasks, Relations: c.Relations, Soak: p.Soak}
	if c.Rings {
		kept.Rings = p.Rings
	}
	least, found := int64(0), false
	every(kept, func(plan []int, _ uint64) {
		sum := int64(0)
		for _, t := range c.Tasks {
			sum += int64(p.Tasks[t].Costs[plan[t]].Low()) + extra(t, plan[t])
		}
		if !found || sum < least {
			least, found = sum, true
		}
	})
	for _, v := range c.AtOnce {
		least -= int64(v.Price) * int64(p.AtOnce[v.Limit].Most)
	}
	for _, v := range c.Budgets {
		least -= int64(v.Price * (p.Budgets[v.Limit].Cap.Low() / v.Share))
	}
	return max(0, least)
}

// A bound follows from the prices that are published with it.
func TestBoundFromPrices(t *testing.T) {
	priced := 0
	for seed := range 6 * drawn() {
		p := random(rand.New(rand.NewPCG(seed, 5)), "fob")
		for i := range p.Tasks { // the search needs a plan that is not exact at once
			for k := range p.Tasks[i].Costs {
				p.Tasks[i].Costs[k] = p.Tasks[i].Costs[k].Mul(1000)
			}
		}
		got, err := joint.Solve(context.Background(), p)
		require.NoError(t, err)
		for _, c := range got.Certificates {
			if len(c.AtOnce)+len(c.Budgets) > 0 && len(c.Tasks) == len(p.Tasks) {
				priced++
				require.Equal(t, uint64(recomputed(p, c)), c.Bound.Low(), "seed %d", seed)
			}
		}
	}
	require.Greater(t, priced, 5)
}
