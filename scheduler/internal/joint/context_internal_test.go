package joint

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// soon is a context that is done after it was looked at so many times.
type soon struct {
	context.Context
	looks int
}

func (c *soon) Err() error {
	if c.looks--; c.looks < 0 {
		return context.Canceled
	}
	return nil
}

// crowd has more tasks than fit where they cost least.
func crowd() *Problem {
	p := &Problem{Unit: exact.Of(1), AtOnce: []AtOnce{{Most: 2}}, Budgets: []Budget{{Bounds: []int64{0, 50, 100, 20_000}, Cap: exact.Of(3)}}}
	for t := range 6 {
		task := Task{Duration: 10}
		for i := range 3000 {
			task.Starts, task.Costs = append(task.Starts, int64(5*i)), append(task.Costs, exact.Of(uint64((i*7919+t*104729)%1009+i)))
		}
		p.Tasks = append(p.Tasks, task)
		p.AtOnce[0].Tasks, p.AtOnce[0].Lengths = append(p.AtOnce[0].Tasks, t), append(p.AtOnce[0].Lengths, 400)
		p.Budgets[0].Tasks, p.Budgets[0].Use = append(p.Budgets[0].Tasks, t), append(p.Budgets[0].Use, []Cost{exact.Of(1)})
	}
	return p
}

// Each stage of a search ends with a context that is done from the start.
func TestDoneContextEndsEachStage(t *testing.T) {
	p := crowd()
	done, cancel := context.WithCancel(t.Context())
	cancel()
	relaxed := newRelaxation(p)
	bound, ok, err := relaxed.work(t.Context(), p.fields())
	require.NoError(t, err)
	require.True(t, ok)
	repairs, err := newRepairer(t.Context(), p)
	require.NoError(t, err)
	s := &searcher{p: p, effort: 1, relaxed: relaxed, repairer: *repairs, bound: bound}
	require.NoError(t, s.begin(t.Context()))
	stages := map[string]func() error{
		"solving":  func() error { _, err := Solve(done, p); return err },
		"relaxing": func() error { _, _, err := newRelaxation(p).work(done, p.fields()); return err },
		"sorting":  func() error { _, err := newRepairer(done, p); return err },
		"greedy":   func() error { return s.begin(done) },
		"repair":   func() error { return s.repair(done, 1<<40) },
		"market":   func() error { _, err := newMarket(done, p, s.board); return err },
		"prices":   func() error { return s.price(done) },
		"branches": func() error { _, err := s.branch(done, 1<<40); return err },
		"search":   func() error { _, err := p.search(done, relaxed, bound, true); return err },
		"halfway through a sort": func() error {
			_, err := cheapestFirst(&soon{t.Context(), 2}, p.Tasks[0].Costs)
			return err
		},
	}
	for name, stage := range stages {
		t.Run(name, func(t *testing.T) { require.ErrorIs(t, stage(), context.Canceled) })
	}
}

// Points that several lists share are there once, in order.
func TestMerged(t *testing.T) {
	got, err := merged(t.Context(), [][]int64{{1, 5, 9}, nil, {1, 2, 9, 11}, {3}, {9}})
	require.NoError(t, err)
	require.Equal(t, []int64{1, 2, 3, 5, 9, 11}, got)
}
