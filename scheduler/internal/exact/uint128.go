package exact

import (
	"cmp"
	"math/big"
	"math/bits"
)

// Uint128 holds sums of customers x millionths x seconds, and those times millionths again. The
// largest accepted plan needs 10^10 customers by weight x 10^3 (weights are thousandths) x 10^6 (shares)
// x 1.62e8 (5 years and 38 days in seconds) x 10^6 (probabilities), 1.62e33: below 2^111. Without weights
// it is 1.62e30, below 2^101.
type Uint128 struct {
	hi, lo uint64
}

// Of returns n.
func Of(n uint64) Uint128 { return Uint128{lo: n} }

// Mul64 returns a x b.
func Mul64(a, b uint64) Uint128 {
	hi, lo := bits.Mul64(a, b)
	return Uint128{hi, lo}
}

// Add returns a + b, which must fit.
func (a Uint128) Add(b Uint128) Uint128 {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(a.hi, b.hi, carry)
	return Uint128{hi, lo}
}

// Sub returns a - b; b must not be greater than a.
func (a Uint128) Sub(b Uint128) Uint128 {
	lo, borrow := bits.Sub64(a.lo, b.lo, 0)
	hi, _ := bits.Sub64(a.hi, b.hi, borrow)
	return Uint128{hi, lo}
}

// Mul returns a x b, which must fit.
func (a Uint128) Mul(b uint64) Uint128 {
	hi, lo := bits.Mul64(a.lo, b)
	return Uint128{hi + a.hi*b, lo}
}

// length returns the number of bits of a, 0 for 0.
func (a Uint128) length() int {
	if a.hi > 0 {
		return 64 + bits.Len64(a.hi)
	}
	return bits.Len64(a.lo)
}

// right returns a / 2^n rounded down, left a x 2^n, which must fit.
func (a Uint128) right(n int) Uint128 {
	if n >= 64 {
		return Uint128{0, a.hi >> (n - 64)}
	}
	return Uint128{a.hi >> n, a.lo>>n | a.hi<<(64-n)}
}

func (a Uint128) left(n int) Uint128 {
	if n >= 64 {
		return Uint128{a.lo << (n - 64), 0}
	}
	return Uint128{a.hi<<n | a.lo>>(64-n), a.lo << n}
}

// Less reports whether a < b.
func (a Uint128) Less(b Uint128) bool { return a.hi < b.hi || a.hi == b.hi && a.lo < b.lo }

// Compare orders two numbers as cmp.Compare does.
func Compare(a, b Uint128) int { return cmp.Or(cmp.Compare(a.hi, b.hi), cmp.Compare(a.lo, b.lo)) }

// IsZero reports whether a is 0.
func (a Uint128) IsZero() bool { return a.hi|a.lo == 0 }

// Divide returns a / d rounded to the nearest whole number, half to even. d must be below 2^63.
func (a Uint128) Divide(d uint64) Uint128 {
	q := a.Quo(d)
	r := a.Sub(q.Mul(d)).lo
	if twice := 2 * r; twice > d || twice == d && q.lo&1 == 1 {
		q = q.Add(Uint128{0, 1})
	}
	return q
}

// Millionths returns a / 10^6 as the nearest float64.
func (a Uint128) Millionths() float64 {
	// Below 2^53 both numbers are exact, and a division rounds once.
	if a.hi == 0 && a.lo < 1<<53 {
		return float64(a.lo) / ShareUnit
	}
	f, _ := new(big.Rat).SetFrac(a.big(), big.NewInt(ShareUnit)).Float64()
	return f
}

// Quo returns a / d rounded down.
func (a Uint128) Quo(d uint64) Uint128 {
	lo, _ := bits.Div64(a.hi%d, a.lo, d)
	return Uint128{a.hi / d, lo}
}

// Ratio returns a / b rounded to the nearest millionth, half to even. b must not be 0.
func (a Uint128) Ratio(b Uint128) float64 {
	q, r := new(big.Int).QuoRem(new(big.Int).Mul(a.big(), big.NewInt(ShareUnit)), b.big(), new(big.Int))
	if c := r.Lsh(r, 1).Cmp(b.big()); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	f, _ := new(big.Rat).SetFrac(q, big.NewInt(ShareUnit)).Float64()
	return f
}

// Greatest is the greatest number there is.
var Greatest = Uint128{1<<64 - 1, 1<<64 - 1}

// Low returns the lowest 64 bits.
func (a Uint128) Low() uint64 { return a.lo }

// Fits reports whether a is below 2^64, so that Low is all of it.
func (a Uint128) Fits() bool { return a.hi == 0 }

func (a Uint128) big() *big.Int {
	n := new(big.Int).SetUint64(a.hi)
	return n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(a.lo))
}
