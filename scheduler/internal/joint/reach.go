package joint

// reach is what the live starts of the tasks can use of the limits.
type reach struct {
	m     *market
	count []int32  // by point: how many members more, or fewer, can be under way
	uses  []uint64 // by period: the most shares that the members so far can use
	most  []uint64 // by period: the most that the member in hand can use
}

// worth returns what the prices of the limits come to where each task takes one of its live starts, in
// rising order: the price times what the limit allows, or times what those starts can use at most, where
// that is less. A price on an instant that too few live starts touch is so worth nothing. As prices only
// approach the best ones, that is what ends a search among plans of equal cost.
func (r *reach) worth(live [][]int32) Cost {
	var sum Cost
	for l := range r.m.instant {
		if r.m.sums[l][len(r.m.instant[l])] > 0 {
			sum = sum.Add(r.instants(l, live))
		}
	}
	for l := range r.m.period {
		sum = sum.Add(r.periods(l, live))
	}
	return sum
}

func (r *reach) instants(l int, live [][]int32) (sum Cost) {
	m := r.m
	prices, a := m.instant[l], &m.p.AtOnce[l]
	r.count = append(r.count[:0], make([]int32, len(prices)+1)...)
	for k, t := range a.Tasks {
		end := int32(0)
		for _, i := range live[t] {
			lo, hi := max(end, m.lo[l][k][i]), m.hi[l][k][i]
			if lo < hi {
				r.count[lo]++
				r.count[hi]--
				end = hi
			}
		}
	}
	n := int32(0)
	for i, price := range prices {
		n += r.count[i]
		if price > 0 {
			sum = sum.Add(m.p.Unit.Mul(price).Mul(uint64(min(int(n), a.Most))))
		}
	}
	return sum
}

func (r *reach) periods(l int, live [][]int32) (sum Cost) {
	m := r.m
	prices, d := m.period[l], &m.p.Budgets[l]
	r.uses = append(r.uses[:0], make([]uint64, len(prices))...)
	r.most = append(r.most[:0], make([]uint64, len(prices))...)
	for k, t := range d.Tasks {
		period := m.board.per[t][m.placeIn(t, l)]
		for _, i := range live[t] {
			if p := period[i]; prices[p] > 0 {
				r.most[p] = max(r.most[p], m.shares(d.use(k, int(i)), m.share[l], l))
			}
		}
		for _, i := range live[t] {
			p := period[i]
			r.uses[p] += r.most[p]
			r.most[p] = 0
		}
	}
	for p, price := range prices {
		if price > 0 {
			sum = sum.Add(m.p.Unit.Mul(price).Mul(min(r.uses[p], m.size[l])))
		}
	}
	return sum
}
