package joint

import (
	"context"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Certificate is what proves a bound: with prices that are not negative no plan costs less than the
// least that the tasks cost with their prices, added up, less what the limits are worth. For the least,
// the tasks keep to the relations that are not dropped, and to rings where those are kept.
type Certificate struct {
	// Tasks are those that the bound is of.
	Tasks []int
	// Relations are those that are kept; Rings reports whether rings are.
	Relations []Relation
	Rings     bool
	// AtOnce prices instants: a task under way then pays, and the limit is worth its price times Most.
	AtOnce []InstantPrice
	// Budgets price periods: a start in one pays the price times Use / Share, rounded down, and the
	// limit is worth the price times Cap / Share, rounded down.
	Budgets []PeriodPrice
	// Bound is what follows.
	Bound Cost
}

// InstantPrice is the price of an instant of an AtOnce, in Problem.Unit.
type InstantPrice struct {
	Limit int
	At    int64
	Price uint64
}

// PeriodPrice is the price of a period of a Budget, in Problem.Unit.
type PeriodPrice struct {
	Limit, Period int
	Share         uint64
	Price         uint64
}

// renamed returns the certificate of a part in the numbers of the whole.
func (c Certificate) renamed(tasks []int) Certificate {
	c.Tasks = slices.Clone(tasks)
	c.Relations = slices.Clone(c.Relations)
	for i := range c.Relations {
		c.Relations[i].Before, c.Relations[i].Then = tasks[c.Relations[i].Before], tasks[c.Relations[i].Then]
	}
	return c
}

// most bounds a price: sums of as many as there can be stay below 2^63.
const mostPrice = 1 << 42

// staleRounds is after how many rounds without a better bound the steps become shorter by half; fine ones
// down to leastPart of 2^16 of the way to the target, then they are long again.
const (
	staleRounds = 12
	leastPart   = 1 << 4
)

// market holds the prices on the limits of a problem.
type market struct {
	p      *Problem
	board  *board // for the periods
	points [][]int64
	lo, hi [][][]int32 // by limit and member: the points at which each start is under way
	instant,
	sums [][]uint64 // by limit and point: its price; the sum of those before it
	share  []uint64   // by budget
	size   []uint64   // its cap in shares
	period [][]uint64 // by budget and period
	fields []field    // with prices
	// slack of the last choice: what a price is to be raised by, in members or shares
	over     [][]int32
	overUses [][]int64
	chosen   []int
	slack    Cost // how close to the target is as good as at it
}

func newMarket(ctx context.Context, p *Problem, b *board) (*market, error) {
	m := &market{p: p, board: b, chosen: make([]int, len(p.Tasks)), fields: make([]field, len(p.Tasks))}
	for l := range p.AtOnce {
		a := &p.AtOnce[l]
		var lists [][]int64
		for _, t := range a.Tasks {
			lists = append(lists, p.Tasks[t].Starts)
		}
		lists = append(lists, priced(p.From, a.source))
		points, err := merged(ctx, lists)
		if err != nil {
			return nil, err
		}
		lo, hi := make([][]int32, len(a.Tasks)), make([][]int32, len(a.Tasks))
		for k, t := range a.Tasks {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			starts := p.Tasks[t].Starts
			lo[k], hi[k] = make([]int32, len(starts)), make([]int32, len(starts))
			i, j := 0, 0
			for n, s := range starts {
				for points[i] < s {
					i++
				}
				for j < len(points) && points[j] < s+a.Lengths[k] {
					j++
				}
				lo[k][n], hi[k][n] = int32(i), int32(j)
			}
		}
		m.points, m.lo, m.hi = append(m.points, points), append(m.lo, lo), append(m.hi, hi)
		m.instant, m.sums = append(m.instant, make([]uint64, len(points))), append(m.sums, make([]uint64, len(points)+1))
		m.over = append(m.over, make([]int32, len(points)+1))
	}
	for l := range p.Budgets {
		d := &p.Budgets[l]
		share := uint64(1)
		for !d.Cap.Quo(share).Less(exact.Of(1 << 17)) {
			share <<= 1
		}
		m.share, m.size = append(m.share, share), append(m.size, d.Cap.Quo(share).Low())
		m.period, m.overUses = append(m.period, make([]uint64, d.periods())), append(m.overUses, make([]int64, d.periods()))
	}
	for t := range p.Tasks {
		m.fields[t] = field{p.Tasks[t].Starts, make([]Cost, len(p.Tasks[t].Starts))}
	}
	return m, nil
}

// priced returns the instants at which certificates price a limit, in order. Where they are of a problem with
// more starts, these may be other instants than the starts that are left.
func priced(from []Certificate, limit int) (out []int64) {
	for _, c := range from {
		for _, v := range c.AtOnce {
			if v.Limit == limit {
				out = append(out, v.At)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// merged returns the numbers of sorted lists, each once, in order. It looks at the context before it merges
// two of them.
func merged(ctx context.Context, lists [][]int64) ([]int64, error) {
	for len(lists) > 1 {
		var next [][]int64
		for pair := range slices.Chunk(lists, 2) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if len(pair) == 1 {
				next = append(next, pair[0])
				continue
			}
			a, b := pair[0], pair[1]
			both := make([]int64, 0, max(len(a), len(b)))
			for len(a) > 0 && len(b) > 0 {
				least := min(a[0], b[0])
				both = append(both, least)
				if a[0] == least {
					a = a[1:]
				}
				if b[0] == least {
					b = b[1:]
				}
			}
			next = append(next, append(append(both, a...), b...))
		}
		lists = next
	}
	if len(lists) == 0 {
		return nil, ctx.Err()
	}
	return lists[0], ctx.Err()
}

// apply works out the costs with prices.
func (m *market) apply() {
	for l, prices := range m.instant {
		sum := uint64(0)
		for i, v := range prices {
			m.sums[l][i] = sum
			sum += v
		}
		m.sums[l][len(prices)] = sum
	}
	var extra []uint64
	for t := range m.p.Tasks {
		costs := m.p.Tasks[t].Costs
		extra = append(extra[:0], make([]uint64, len(costs))...)
		for _, o := range m.board.once[t] {
			sums, hi := m.sums[o.limit], m.hi[o.limit][o.member]
			for i, lo := range m.lo[o.limit][o.member] {
				extra[i] += sums[hi[i]] - sums[lo]
			}
		}
		for k, d := range m.board.due[t] {
			prices, l, share := m.period[d.limit], &m.p.Budgets[d.limit], m.share[d.limit]
			if l.varying(d.member) {
				for i, period := range m.board.per[t][k] {
					extra[i] += prices[period] * m.shares(l.Use[d.member][i], share, d.limit)
				}
				continue
			}
			use := m.shares(l.Use[d.member][0], share, d.limit)
			for i, period := range m.board.per[t][k] {
				extra[i] += prices[period] * use
			}
		}
		into := m.fields[t].costs
		for i, c := range costs {
			into[i] = c.Add(m.p.Unit.Mul(extra[i]))
		}
	}
}

// shares returns a use in whole shares. One above the cap can never be, and is not made dearer for it.
func (m *market) shares(use Cost, share uint64, limit int) uint64 {
	q := use.Quo(share)
	if !q.Fits() || q.Low() > m.size[limit] {
		return m.size[limit] + 1
	}
	return q.Low()
}

// worth returns what the prices of the limits come to.
func (m *market) worth() Cost {
	var sum Cost
	for l := range m.instant {
		sum = sum.Add(m.p.Unit.Mul(m.sums[l][len(m.instant[l])]).Mul(uint64(m.p.AtOnce[l].Most)))
	}
	for l, prices := range m.period {
		for _, v := range prices {
			sum = sum.Add(m.p.Unit.Mul(v).Mul(m.size[l]))
		}
	}
	return sum
}

// measure works out by how much the chosen starts go over the limits, and returns the sum of squares of
// what prices can follow.
func (m *market) measure() (square uint64) {
	for l := range m.instant {
		over := m.over[l]
		clear(over)
		a := &m.p.AtOnce[l]
		for k, t := range a.Tasks {
			i := m.chosen[t]
			over[m.lo[l][k][i]]++
			over[m.hi[l][k][i]]--
		}
		n := int32(0)
		for i := range m.instant[l] {
			n += over[i]
			d := n - int32(a.Most)
			if d < 0 && m.instant[l][i] == 0 {
				over[i], d = 0, 0
			} else {
				over[i] = d
			}
			square += uint64(int64(d) * int64(d))
		}
	}
	for l := range m.period {
		uses := m.overUses[l]
		for k := range uses {
			uses[k] = -int64(m.size[l])
		}
		d := &m.p.Budgets[l]
		for k, t := range d.Tasks {
			i := m.chosen[t]
			period := m.board.per[t][m.placeIn(t, l)][i]
			uses[period] += int64(m.shares(d.use(k, i), m.share[l], l))
		}
		for k, u := range uses {
			if u < 0 && m.period[l][k] == 0 {
				uses[k] = 0
				continue
			}
			square += uint64(u) * uint64(u)
		}
	}
	return square
}

// placeIn returns the place of a budget in the list of a task.
func (m *market) placeIn(t, limit int) int {
	return slices.IndexFunc(m.board.due[t], func(d part) bool { return d.limit == limit })
}

// begin sets the prices of certificates, as far as their instants and periods are known.
func (m *market) begin(from []Certificate) {
	for _, c := range from {
		for _, v := range c.AtOnce {
			for l := range m.p.AtOnce {
				if i, ok := slices.BinarySearch(m.points[l], v.At); ok && m.p.AtOnce[l].source == v.Limit {
					m.instant[l][i] = v.Price
				}
			}
		}
		for _, v := range c.Budgets {
			for l := range m.p.Budgets {
				if m.p.Budgets[l].source == v.Limit && m.share[l] == v.Share {
					m.period[l][v.Period] = v.Price
				}
			}
		}
	}
}

// quotes are prices set aside.
type quotes struct{ instant, period [][]uint64 }

func (m *market) save() quotes {
	var q quotes
	for _, p := range m.instant {
		q.instant = append(q.instant, slices.Clone(p))
	}
	for _, p := range m.period {
		q.period = append(q.period, slices.Clone(p))
	}
	return q
}

func (m *market) restore(q quotes) {
	for l := range q.instant {
		copy(m.instant[l], q.instant[l])
	}
	for l := range q.period {
		copy(m.period[l], q.period[l])
	}
	m.apply()
}

// certificate returns the prices that are not zero.
func (m *market) certificate(x *relaxation, bound Cost) Certificate {
	c := Certificate{Rings: x.rings != nil, Bound: bound}
	if x.rings == nil {
		for _, t := range x.forest.order {
			if q := x.forest.parent[t]; q >= 0 {
				c.Relations = append(c.Relations, Relation{q, t, x.forest.up[t].least, x.forest.up[t].most})
			}
		}
	}
	for l, prices := range m.instant {
		for i, v := range prices {
			if v > 0 {
				c.AtOnce = append(c.AtOnce, InstantPrice{m.p.AtOnce[l].source, m.points[l][i], v})
			}
		}
	}
	for l, prices := range m.period {
		for k, v := range prices {
			if v > 0 {
				c.Budgets = append(c.Budgets, PeriodPrice{m.p.Budgets[l].source, k, m.share[l], v})
			}
		}
	}
	return c
}

// raise improves the prices by so many rounds of subgradient steps towards the target, and leaves the
// best. It calls visit with what the relaxation has chosen, now and then.
//
// Coarse steps go to and fro, and find many plans on their way, for a target that is a guess. Fine ones keep
// their direction, begin anew from the best prices where they get no further, and find better prices.
func (m *market) raise(ctx context.Context, x *relaxation, target Cost, rounds int, fine bool, visit func()) (Cost, error) {
	best, kept := Cost{}, m.save()
	way := newDirection(m)
	num, stale := uint64(1<<16), 0 // of 2^16: how far towards the target a step aims
	for round := range rounds {
		m.apply()
		sum, ok, err := x.work(ctx, m.fields)
		if err != nil || !ok {
			return best, err
		}
		x.choose(m.fields, m.chosen)
		worth := m.worth()
		bound := Cost{}
		if worth.Less(sum) {
			bound = sum.Sub(worth)
		}
		if best.Less(bound) || round == 0 {
			best, stale = bound, 0
			kept = m.save()
		} else if stale++; stale == staleRounds {
			num, stale = max(1, num/2), 0
			if fine {
				if num < leastPart {
					num = 1 << 16
				}
				m.restore(kept)
				way.clear()
				continue
			}
		}
		if visit != nil && round%20 == 0 {
			visit()
		}
		if !bound.Add(m.slack).Less(target) || m.measure() == 0 {
			break
		}
		if !fine {
			way.clear()
		}
		square := way.turn()
		if square == 0 {
			way.clear()
			continue
		}
		units := target.Sub(bound).Quo(max(1, square/(inOne*inOne))).Mul(num).Quo(1 << 16)
		way.move(max(1, quoCost(units, m.p.Unit)))
	}
	m.restore(kept)
	return best, nil
}

// quoCost returns a / b rounded down, at most the greatest price.
func quoCost(a, b Cost) uint64 {
	if a.Less(b) {
		return 0
	}
	lo, hi := uint64(0), uint64(mostPrice)
	for lo < hi {
		mid := lo + (hi-lo+1)/2
		if a.Less(b.Mul(mid)) {
			hi = mid - 1
		} else {
			lo = mid
		}
	}
	return lo
}
