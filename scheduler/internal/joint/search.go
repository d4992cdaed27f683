package joint

import (
	"context"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Effort in units of work, for Effort 1. A unit is about what looking at a start takes.
const (
	firstRepair = 6_000_000
	roundRepair = 2_000_000
	priceRounds = 400 // and where few starts are left so many more that all rounds together look at
	priceStarts = 8_000_000
	mostRounds  = 4000
	lastRepair  = 150_000_000
	branchWork  = 150_000_000
	// A quick search does so small a part of that.
	quickPart   = 40
	quickRounds = 12
)

// searcher is a search under way.
type searcher struct {
	p       *Problem
	effort  int64
	relaxed *relaxation
	repairer
	market *market
	bound  Cost
	slack  Cost // how far a cost may lie above a bound that proves it
	cert   *Certificate
}

// search plans what dynamic programming alone cannot. bound is the least cost of the relaxation, if it
// has a plan (possible).
func (p *Problem) search(ctx context.Context, relaxed *relaxation, bound Cost, possible bool) (*Solution, error) {
	repairs, err := newRepairer(ctx, p)
	if err != nil {
		return nil, err
	}
	s := &searcher{p: p, effort: int64(max(1, p.Effort)), relaxed: relaxed, repairer: *repairs, bound: bound, slack: exact.Of(p.grain() - 1)}
	if err := s.begin(ctx); err != nil {
		return nil, err
	}
	if err := s.repair(ctx, s.part(firstRepair)); err != nil {
		return nil, err
	}
	proven := false
	if possible {
		if err := s.price(ctx); err != nil {
			return nil, err
		}
		if !s.closed() {
			if err := s.repair(ctx, s.part(lastRepair)); err != nil {
				return nil, err
			}
		}
		if s.closed() {
			proven = true
		} else {
			done, err := s.branch(ctx, s.part(branchWork))
			if err != nil {
				return nil, err
			}
			proven = done
		}
		if proven && s.score.left == 0 {
			s.bound = s.score.cost
		}
	}
	out := &Solution{Starts: slices.Clone(s.best), Left: s.score.left, Cost: s.score.cost, Bound: s.bound, Proven: proven}
	if s.cert != nil {
		out.Certificates = []Certificate{*s.cert}
	}
	return out, nil
}

// part scales an amount of work: no more than a problem of its size is worth.
func (s *searcher) part(work int64) int64 {
	size := int64(s.p.size())
	if s.p.Quick {
		return min(work/quickPart, 1000*size+200_000)
	}
	return s.effort * min(work, 1000*size+200_000)
}

// size returns how many starts the tasks have.
func (p *Problem) size() (n int) {
	for t := range p.Tasks {
		n += len(p.Tasks[t].Starts)
	}
	return n
}

// closed reports whether no plan can cost less than the best.
func (s *searcher) closed() bool {
	return s.score.left == 0 && !s.bound.Add(s.slack).Less(s.score.cost)
}

// begin makes the first plans: the seeds, and greedily in several orders.
func (s *searcher) begin(ctx context.Context) error {
	own := func(t int) []Cost { return s.p.Tasks[t].Costs }
	file := make([]int, len(s.p.Tasks))
	for t := range file {
		file[t] = t
	}
	few := slices.Clone(file)
	slices.SortStableFunc(few, func(a, b int) int { return len(s.p.Tasks[a].Starts) - len(s.p.Tasks[b].Starts) })
	orders := [][]int{s.following(file), file, few}
	for _, seed := range s.p.Seeds {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.follow(seed)
		s.greedy(orders[0], own)
		s.keep()
	}
	for _, order := range orders {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.clear()
		s.greedy(order, own)
		s.keep()
	}
	if s.relaxed.choosable() {
		plan := make([]int, len(s.p.Tasks))
		s.relaxed.choose(s.p.fields(), plan)
		s.follow(plan)
		s.greedy(orders[0], own)
		s.keep()
	}
	return nil
}

// follow places what it can of a plan.
func (s *searcher) follow(plan []int) {
	s.clear()
	for t, i := range plan {
		if i != None && s.fits(t, i) {
			s.place(t, i)
		}
	}
}

// price raises the bound by prices, and makes plans from what the priced relaxation chooses.
func (s *searcher) price(ctx context.Context) error {
	if len(s.p.AtOnce)+len(s.p.Budgets) == 0 {
		return nil
	}
	market, err := newMarket(ctx, s.p, s.board)
	if err != nil {
		return err
	}
	s.market, market.slack = market, s.slack
	file := make([]int, len(s.p.Tasks))
	for t := range file {
		file[t] = t
	}
	order := s.following(file)
	priced := func(t int) []Cost { return s.market.fields[t].costs }
	var failed error
	visit := func() {
		s.follow(s.market.chosen)
		s.greedy(order, priced)
		s.keep()
		if failed == nil && !s.closed() {
			failed = s.repair(ctx, s.part(roundRepair))
		}
	}
	target, fine := s.score.cost, s.score.left == 0
	if !fine {
		target = s.bound.Add(s.bound.Quo(16)).Add(s.p.Unit.Mul(1 << 10))
	}
	rounds := quickRounds
	if !s.p.Quick {
		rounds = priceRounds
		if len(s.p.From) > 0 { // few starts are left, and prices near the best
			rounds = min(mostRounds, max(priceRounds, priceStarts/max(1, s.p.size())))
		}
	}
	s.market.begin(s.p.From)
	best, err := s.market.raise(ctx, s.relaxed, target, rounds, fine, visit)
	if err == nil {
		err = failed
	}
	if err != nil {
		return err
	}
	if s.bound.Less(best) {
		s.bound = best
	}
	c := s.market.certificate(s.relaxed, best)
	s.cert = &c
	return nil
}
