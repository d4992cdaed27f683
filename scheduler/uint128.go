package scheduler

import (
	"math/big"
	"math/bits"
)

// uint128 holds sums of customers x millionths x seconds, and those times millionths again. The
// largest accepted plan needs 10^10 customers x 10^6 x 5 years and 38 days in seconds (1.6e8) x 10^6,
// 1.6e30: below 2^101.
type uint128 struct {
	hi, lo uint64
}

func mul64(a, b uint64) uint128 {
	hi, lo := bits.Mul64(a, b)
	return uint128{hi, lo}
}

func (a uint128) add(b uint128) uint128 {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(a.hi, b.hi, carry)
	return uint128{hi, lo}
}

// sub returns a - b; b must not be greater than a.
func (a uint128) sub(b uint128) uint128 {
	lo, borrow := bits.Sub64(a.lo, b.lo, 0)
	hi, _ := bits.Sub64(a.hi, b.hi, borrow)
	return uint128{hi, lo}
}

// mul returns a x b, which must fit.
func (a uint128) mul(b uint64) uint128 {
	hi, lo := bits.Mul64(a.lo, b)
	return uint128{hi + a.hi*b, lo}
}

func (a uint128) less(b uint128) bool { return a.hi < b.hi || a.hi == b.hi && a.lo < b.lo }

func (a uint128) isZero() bool { return a.hi|a.lo == 0 }

// divide returns a / d rounded to the nearest whole number, half to even. d must be below 2^63.
func (a uint128) divide(d uint64) uint128 {
	q := a.quo(d)
	r := a.sub(q.mul(d)).lo
	if twice := 2 * r; twice > d || twice == d && q.lo&1 == 1 {
		q = q.add(uint128{0, 1})
	}
	return q
}

// millionths returns a / 10^6 as the nearest float64.
func (a uint128) millionths() float64 {
	// Below 2^53 both numbers are exact, and a division rounds once.
	if a.hi == 0 && a.lo < 1<<53 {
		return float64(a.lo) / shareUnit
	}
	f, _ := new(big.Rat).SetFrac(a.big(), big.NewInt(shareUnit)).Float64()
	return f
}

// quo returns a / d rounded down.
func (a uint128) quo(d uint64) uint128 {
	lo, _ := bits.Div64(a.hi%d, a.lo, d)
	return uint128{a.hi / d, lo}
}

// ratio returns a / b rounded to the nearest millionth, half to even. b must not be 0.
func (a uint128) ratio(b uint128) float64 {
	q, r := new(big.Int).QuoRem(new(big.Int).Mul(a.big(), big.NewInt(shareUnit)), b.big(), new(big.Int))
	if c := r.Lsh(r, 1).Cmp(b.big()); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	f, _ := new(big.Rat).SetFrac(q, big.NewInt(shareUnit)).Float64()
	return f
}

func (a uint128) big() *big.Int {
	n := new(big.Int).SetUint64(a.hi)
	return n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(a.lo))
}
