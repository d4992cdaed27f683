package joint

import (
	"math/bits"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// direction is where prices move: in 64ths of a member or share, by limit and instant or period.
//
// A step goes where the chosen starts break the limits, and keeps a part of the step before where the two
// point against each other. Steps without that go to and fro across the valley that many plans of nearly
// equal cost make, and come closer to the best prices a hundred times as slowly (Camerini, Fratta, Maffioli,
// "On improving relaxation methods by modified gradient techniques", Mathematical Programming Study 3, 1975,
// whose factor 1.5 is used).
type direction struct {
	m       *market
	instant [][]int64
	period  [][]int64
}

// inOne is how many parts of a direction are one member or share, mostParts how many there are at most.
const (
	inOne     = 64
	mostParts = 1 << 26
)

func newDirection(m *market) *direction {
	d := &direction{m: m}
	for _, p := range m.instant {
		d.instant = append(d.instant, make([]int64, len(p)))
	}
	for _, p := range m.period {
		d.period = append(d.period, make([]int64, len(p)))
	}
	return d
}

// clear forgets the step before.
func (d *direction) clear() {
	for _, parts := range d.instant {
		clear(parts)
	}
	for _, parts := range d.period {
		clear(parts)
	}
}

// turn points the direction where the limits are broken, after measure, and returns the square of its
// length, of parts.
func (d *direction) turn() uint64 {
	kept := d.kept()
	var square uint64
	for l, parts := range d.instant {
		prices, over := d.m.instant[l], d.m.over[l]
		for i := range parts {
			parts[i] = turned(int64(over[i]), parts[i], kept, prices[i])
			square = plusSquare(square, parts[i])
		}
	}
	for l, parts := range d.period {
		prices, over := d.m.period[l], d.m.overUses[l]
		for k := range parts {
			parts[k] = turned(over[k], parts[k], kept, prices[k])
			square = plusSquare(square, parts[k])
		}
	}
	return square
}

// kept returns how much of the step before is kept, in 1024ths.
func (d *direction) kept() int64 {
	var with, against, before Cost
	add := func(parts int64, over int64) {
		if parts == 0 {
			return
		}
		p := product(parts, parts)
		before = before.Add(p)
		if parts < 0 == (over < 0) {
			with = with.Add(product(parts, over*inOne))
		} else {
			against = against.Add(product(parts, over*inOne))
		}
	}
	for l, parts := range d.instant {
		for i, v := range parts {
			add(v, int64(d.m.over[l][i]))
		}
	}
	for l, parts := range d.period {
		for k, v := range parts {
			add(v, d.m.overUses[l][k])
		}
	}
	if !with.Less(against) {
		return 0
	}
	against = against.Sub(with)
	for !against.Less(high) || !before.Less(high) {
		against, before = against.Quo(2), before.Quo(2)
	}
	return int64(against.Low() * 3 * 512 / max(1, before.Low()))
}

// high is what 1,536 times of still fits into 64 bits.
var high = exact.Of(1 << 50)

// turned returns what is over, with a part of the step before; a price of zero does not fall.
func turned(over, before, kept int64, price uint64) int64 {
	v := over*inOne + before*kept/1024
	if price == 0 && v < 0 {
		return 0
	}
	return max(-mostParts, min(mostParts, v))
}

func product(a, b int64) Cost { return exact.Of(size(a)).Mul(size(b)) }

func size(a int64) uint64 { return uint64(max(a, -a)) }

// plusSquare adds a square to a sum that stays at the greatest number.
func plusSquare(sum uint64, v int64) uint64 {
	out, carry := bits.Add64(sum, uint64(v*v), 0)
	if carry > 0 {
		return 1<<64 - 1
	}
	return out
}

// move changes the prices along the direction: by so many units for each member or share.
func (d *direction) move(units uint64) {
	for l, parts := range d.instant {
		shift(d.m.instant[l], parts, units)
	}
	for l, parts := range d.period {
		shift(d.m.period[l], parts, units)
	}
}

// shift changes prices, each that is to move by at least one unit.
func shift(prices []uint64, parts []int64, units uint64) {
	for i, v := range parts {
		if v == 0 {
			continue
		}
		by := uint64(mostPrice)
		if hi, lo := bits.Mul64(size(v), units); hi == 0 {
			by = min(mostPrice, max(1, lo/inOne))
		}
		switch {
		case v > 0:
			prices[i] = min(mostPrice, prices[i]+by)
		default:
			prices[i] -= min(prices[i], by)
		}
	}
}
