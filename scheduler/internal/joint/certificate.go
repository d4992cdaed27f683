package joint

import (
	"slices"
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
