package joint_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// portfolio returns n tasks of one quarter: 936 starts at weekends each, costs that follow the hour, ten
// crews that do one thing at a time, one task in five after another, and at most so many windows a month
// for each of twelve sets of customers.
func portfolio(n int) *joint.Problem {
	const hour, day = 3600, 86400
	r := rand.New(rand.NewPCG(uint64(n), 1))
	p := &joint.Problem{Unit: exact.Of(1000)}
	crews := make([]joint.AtOnce, 10)
	told := make([]joint.Budget, 12)
	for i := range told {
		told[i] = joint.Budget{Bounds: []int64{0, 31 * day, 62 * day, 93 * day}, Cap: exact.Of(uint64(n/8 + 2))}
	}
	for t := range n {
		quiet, scale := r.Int64N(24), 1000+r.Int64N(9000)
		var task joint.Task
		for date := range int64(91) {
			for half := range int64(36) {
				if date%7 < 5 {
					continue
				}
				task.Starts = append(task.Starts, date*day+half*hour/2)
				away := (half/2 - quiet + 24) % 24
				task.Costs = append(task.Costs, exact.Of(uint64(scale*(1+min(away, 24-away))+r.Int64N(scale))))
			}
		}
		p.Tasks = append(p.Tasks, task)
		c := &crews[r.IntN(len(crews))]
		c.Most, c.Tasks, c.Lengths = 1, append(c.Tasks, t), append(c.Lengths, (2+r.Int64N(4))*hour)
		if t > 0 && r.IntN(5) == 0 {
			p.Relations = append(p.Relations, joint.Relation{Before: r.IntN(t), Then: t, Least: day, Most: joint.Far})
		}
		for i := range told {
			if r.IntN(4) == 0 {
				told[i].Tasks, told[i].Use = append(told[i].Tasks, t), append(told[i].Use, []joint.Cost{exact.Of(1)})
			}
		}
	}
	p.AtOnce, p.Budgets = crews, told
	return p
}

// BenchmarkPortfolio solves portfolios. Beside it stands the straightforward way, each task the cheapest
// start of what is left: x_greedy is how often its time goes into that of the plan, greedy_left how many
// tasks it leaves out, greedy_% what it costs more where it places all; gap_% is how far the plan is at
// most from the best.
func BenchmarkPortfolio(b *testing.B) {
	for _, n := range []int{20, 60, 200} {
		b.Run(map[int]string{20: "20", 60: "60", 200: "200"}[n], func(b *testing.B) {
			p := portfolio(n)
			b.ReportAllocs()
			var s *joint.Solution
			for b.Loop() {
				var err error
				s, err = joint.Solve(context.Background(), p)
				require.NoError(b, err)
			}
			solved := b.Elapsed().Seconds() / float64(b.N)
			began := time.Now()
			left, cost := greedily(p)
			b.ReportMetric(solved/time.Since(began).Seconds(), "x_greedy")
			b.ReportMetric(float64(left), "greedy_left")
			b.ReportMetric(float64(s.Left), "left")
			if s.Left == 0 {
				b.ReportMetric(100*(s.Cost.Ratio(s.Bound)-1), "gap_%")
			}
			if left == 0 && s.Left == 0 {
				b.ReportMetric(100*(cost.Ratio(s.Cost)-1), "greedy_%")
			}
		})
	}
}

func greedily(p *joint.Problem) (left int, cost joint.Cost) {
	plan := joint.NewPlacing(p)
	for _, t := range plan.Order() {
		i := plan.Cheapest(t)
		if i == joint.None {
			left++
			continue
		}
		plan.Place(t, i)
		cost = cost.Add(p.Tasks[t].Costs[i])
	}
	return left, cost
}

// BenchmarkSmall solves small problems of all kinds of limits. x_enumeration is how many times as long it
// takes to look at every plan; for two to four tasks of at most twelve starts that is often less.
func BenchmarkSmall(b *testing.B) {
	var list []*joint.Problem
	for seed := range uint64(50) {
		list = append(list, random(rand.New(rand.NewPCG(seed, 7)), "fob"))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range list {
			_, err := joint.Solve(context.Background(), p)
			require.NoError(b, err)
		}
	}
	solved := b.Elapsed().Seconds() / float64(b.N)
	began, plans := time.Now(), 0
	for _, p := range list {
		every(p, func([]int, uint64) { plans++ })
	}
	b.ReportMetric(time.Since(began).Seconds()/solved, "x_enumeration")
}
