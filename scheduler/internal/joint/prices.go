package joint

import (
	"context"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// mostPrice bounds a price: sums of as many as there can be stay below 2^63.
const mostPrice = 1 << 42

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
