package audience

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// Account says how many customers were placed, and by what.
type Account struct {
	// Rows counts the rows, those that stand for nobody too; Customers adds up what they stand for.
	Rows      int64
	Customers float64
	// Placed lists the ways that were used, in the order of the constants.
	Placed []Placed
	// NotPlaced is what Result.Unplaced lists. Placed and NotPlaced add up to Rows and Customers.
	NotPlaced Placed

	milli int64
}

// Placed is how many were placed in one way.
type Placed struct {
	Way       Way
	Rows      int64
	Customers float64

	milli int64
}

func (a *Account) fill() {
	a.Customers = float64(a.milli) / 1000
	for i := range a.Placed {
		a.Placed[i].Customers = float64(a.Placed[i].milli) / 1000
	}
	a.NotPlaced.Customers = float64(a.NotPlaced.milli) / 1000
}

// String returns one line such as "98.6 % placed by zone, 1.2 % by country shares, 0.2 % not placed": percentages of the customers, most
// first, what was not placed last. Those that round add up to 100.0, but what is not
// everything is never called 100.0 %, and what is not nothing never 0.0 %: it is "over 99.9 %" or "under 0.1 %". The line is made for people; its form may change.
func (a Account) String() string {
	if a.milli == 0 {
		return "no customers"
	}
	list := slices.Clone(a.Placed)
	slices.SortStableFunc(list, func(x, y Placed) int { return cmp.Compare(y.milli, x.milli) })
	list = slices.DeleteFunc(append(list, a.NotPlaced), func(p Placed) bool { return p.milli == 0 })
	words := "placed by "
	texts := make([]string, 0, len(list))
	for i, tenths := range tenthsOf(list, a.milli) {
		text := percent(tenths, list[i].milli == a.milli)
		if list[i].Way == NotPlaced {
			texts = append(texts, text+" not placed")
			continue
		}
		texts = append(texts, text+" "+words+string(list[i].Way))
		words = "by "
	}
	return strings.Join(texts, ", ")
}

// tenthsOf returns the parts of a total in tenths of a percent, by largest remainder.
func tenthsOf(list []Placed, total int64) []int64 {
	tenths, rest, order := make([]int64, len(list)), make([]uint64, len(list)), make([]int, len(list))
	left := int64(1000)
	for i, p := range list {
		high, low := bits.Mul64(uint64(p.milli), 1000)
		quotient, remainder := bits.Div64(high, low, uint64(total))
		tenths[i], rest[i], order[i] = int64(quotient), remainder, i
		left -= tenths[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rest[b], rest[a]) })
	for _, i := range order[:left] {
		tenths[i]++
	}
	return tenths
}

func percent(tenths int64, all bool) string {
	switch {
	case tenths == 0:
		return "under 0.1 %"
	case tenths == 1000 && !all:
		return "over 99.9 %"
	}
	return fmt.Sprintf("%d.%d %%", tenths/10, tenths%10)
}
