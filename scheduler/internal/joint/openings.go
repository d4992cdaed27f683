package joint

import "slices"

// openings returns the runs of starts of a task, which is not placed, that go with all that are placed,
// but for budgets whose use varies by start. The slice is good until the next call.
func (b *board) openings(t int) []run {
	starts := b.p.Tasks[t].Starts
	lo, hi := int64(-Far), int64(Far)
	for _, a := range b.arcs[t] {
		if b.at[a.to] != None {
			lo, hi = max(lo, plus(b.when[a.to], -a.most)), min(hi, plus(b.when[a.to], -a.least))
		}
	}
	if b.ring[t] >= 0 && len(b.p.Rings) > 1 {
		l, h := b.between(t)
		lo, hi = max(lo, l), min(hi, h)
	}
	b.shut = b.shut[:0]
	for _, o := range b.once[t] {
		b.closeOnce(o, t)
	}
	for _, d := range b.due[t] {
		l := &b.p.Budgets[d.limit]
		if l.varying(d.member) {
			continue
		}
		used := b.used[d.limit]
		for k := range len(l.Bounds) - 1 {
			if !b.affords(d, used[l.period(k)], 0) {
				b.shut = append(b.shut, stretch{l.Bounds[k], l.Bounds[k+1] - 1})
			}
		}
	}
	slices.SortFunc(b.shut, func(x, y stretch) int {
		if x.from < y.from {
			return -1
		}
		if x.from > y.from {
			return 1
		}
		return 0
	})
	b.work += int64(len(b.shut)*4 + 8)
	b.open = b.open[:0]
	first := firstAtOrAfter(starts, lo)
	last := len(starts)
	if hi < Far {
		last = firstAtOrAfter(starts, hi+1)
	}
	for _, s := range b.shut {
		if first >= last {
			break
		}
		if s.to < starts[first] {
			continue
		}
		if n := first + firstAtOrAfter(starts[first:last], s.from); n > first {
			b.open = append(b.open, run{first, n})
			first = n
		}
		first += firstAtOrAfter(starts[first:last], s.to+1)
	}
	if first < last {
		b.open = append(b.open, run{first, last})
	}
	return b.open
}

// closeOnce adds the starts at which a task would be one too many.
func (b *board) closeOnce(o part, t int) {
	l := &b.p.AtOnce[o.limit]
	length := l.Lengths[o.member]
	b.work += int64(len(l.Tasks))
	if l.Most == 1 {
		for m, u := range l.Tasks {
			if b.at[u] != None && u != t {
				b.shut = append(b.shut, stretch{b.when[u] - length + 1, b.when[u] + l.Lengths[m] - 1})
			}
		}
		return
	}
	type turn struct {
		at int64
		by int
	}
	var turns []turn
	for m, u := range l.Tasks {
		if b.at[u] != None && u != t {
			turns = append(turns, turn{b.when[u], 1}, turn{b.when[u] + l.Lengths[m], -1})
		}
	}
	slices.SortFunc(turns, func(x, y turn) int {
		if x.at != y.at {
			if x.at < y.at {
				return -1
			}
			return 1
		}
		return x.by - y.by
	})
	n, since := 0, int64(0)
	for _, x := range turns {
		if n == l.Most && x.at > since {
			b.shut = append(b.shut, stretch{since - length + 1, x.at - 1})
		}
		n += x.by
		since = x.at
	}
}

// allows reports whether the budgets whose use varies let a task start at i, which is in an opening.
func (b *board) allows(t, i int) bool {
	for k, d := range b.due[t] {
		if b.p.Budgets[d.limit].varying(d.member) && !b.affords(d, b.used[d.limit][b.per[t][k][i]], i) {
			return false
		}
	}
	return true
}
