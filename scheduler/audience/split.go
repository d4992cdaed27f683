package audience

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// deal adds the customers of a pile to its regions. Whole customers are dealt by largest remainder: each part gets the
// whole of its share, and then those with the largest remainders one more, the first of equal ones. What is less than a
// customer goes to the first part.
func (p *pile) deal(sums map[regionKey]int64) {
	whole, rest := p.milli/1000, p.milli%1000
	for i, n := range divide(whole, p.parts) {
		n *= 1000
		if i == 0 {
			n += rest
		}
		if n > 0 {
			sums[regionKey{p.parts[i].zone, p.parts[i].code, p.tier}] += n
		}
	}
}

// divide deals a number by the people of parts, by largest remainder. The sum of the answer is the number.
func divide(number int64, parts []part) []int64 {
	total := uint64(0)
	for _, p := range parts {
		total += uint64(p.people)
	}
	whole, rest, order := make([]int64, len(parts)), make([]uint64, len(parts)), make([]int, len(parts))
	left := number
	for i, p := range parts {
		// number x people needs 128 bits; the quotient is at most the number, so the division does not overflow.
		high, low := bits.Mul64(uint64(number), uint64(p.people))
		quotient, remainder := bits.Div64(high, low, total)
		whole[i], rest[i], order[i] = int64(quotient), remainder, i
		left -= whole[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rest[b], rest[a]) })
	for _, i := range order[:left] {
		whole[i]++
	}
	return whole
}

// round brings thousandths to whole customers, by largest remainder: the sum of the answer is the total, rounded half up.
// The keys are in order.
func round(sums map[regionKey]int64, keys []regionKey, total int64) []int64 {
	whole, order := make([]int64, len(keys)), make([]int, len(keys))
	left := (total + 500) / 1000
	for i, k := range keys {
		whole[i], order[i] = sums[k]/1000, i
		left -= whole[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sums[keys[b]]%1000, sums[keys[a]]%1000) })
	for _, i := range order[:max(left, 0)] {
		whole[i]++
	}
	return whole
}

// regionKey is what the customers of a region have in common.
type regionKey struct {
	zone, code string
	tier       Tier
}

func (k regionKey) compare(o regionKey) int {
	return cmp.Or(strings.Compare(k.code, o.code), strings.Compare(k.zone, o.zone), strings.Compare(k.tier.Activity, o.tier.Activity), cmp.Compare(k.tier.Weight, o.tier.Weight))
}
