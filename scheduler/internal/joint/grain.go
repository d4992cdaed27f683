package joint

// grain returns what the costs of all plans that have every task differ by whole multiples of; 1 where that
// cannot be told. A bound that lies less than that below a plan's cost proves it: there is no cost between.
// Customers are whole and activities given in hundredths or so, so that the grain is often a ten-thousandth
// of a customer-hour or more, which prices come near to, while they seldom reach the cost itself.
func (p *Problem) grain() uint64 {
	g := uint64(0)
	p.steps(func(d Cost) bool {
		if d.Fits() {
			g = d.Low()
		}
		return g == 0
	})
	if g == 0 {
		return 1
	}
	p.steps(func(d Cost) bool {
		g = gcd(g, d.Sub(wholes(d, g)).Low())
		return g > 1
	})
	return g
}

// wholes returns the largest multiple of g that is at most d.
func wholes(d Cost, g uint64) Cost { return d.Quo(g).Mul(g) }

// steps calls f with the differences between the costs of the starts of each task, those that are not zero,
// until it returns false.
func (p *Problem) steps(f func(d Cost) bool) {
	for t := range p.Tasks {
		last := none
		for _, c := range p.Tasks[t].Costs {
			if c == none {
				continue
			}
			before := last
			if last = c; before == none || before == c {
				continue
			}
			if before.Less(c) {
				before, c = c, before
			}
			if !f(before.Sub(c)) {
				return
			}
		}
	}
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
