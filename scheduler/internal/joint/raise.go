package joint

import (
	"context"
	"slices"
)

// staleRounds is after how many rounds without a better bound the steps become shorter by half; fine ones
// down to leastPart of 2^16 of the way to the target, then they are long again.
const (
	staleRounds = 12
	leastPart   = 1 << 4
)

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
		if visit != nil && round%max(20, rounds/20) == 0 {
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
