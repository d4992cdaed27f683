package exact_test

import (
	"context"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// walker is the slow reference: levels by the second.
type walker struct {
	levels, heads []int64
}

func (w walker) area(from, to int64) *big.Int {
	sum := new(big.Int)
	for t := from; t < to; t++ {
		sum.Add(sum, big.NewInt(w.levels[t]))
	}
	return sum
}

func (w walker) peak(from, to int64) int64 {
	highest := int64(0)
	for t := from; t < to; t++ {
		highest = max(highest, w.heads[t])
	}
	return highest
}

func (w walker) add(changes []exact.Change) {
	for _, c := range changes {
		for t := max(c.At, 0); t < int64(len(w.levels)); t++ {
			w.levels[t], w.heads[t] = w.levels[t]+c.By, w.heads[t]+c.Heads
		}
	}
}

// boxes returns changes by less than most that go up and down again within [0, hi), at multiples of unit.
func boxes(r *rand.Rand, hi, most, unit int64) []exact.Change {
	var out []exact.Change
	for range r.IntN(12) {
		from, by := unit*r.Int64N(hi/unit), r.Int64N(most)
		to := from + unit*(1+r.Int64N((hi-from)/unit))
		out = append(out, exact.Change{At: from, By: by, Heads: by}, exact.Change{At: to, By: -by, Heads: -by})
	}
	return out
}

func toBig(a exact.Uint128) *big.Int {
	high := a
	for range 64 {
		high = high.Quo(2)
	}
	out := new(big.Int).Lsh(new(big.Int).SetUint64(high.Low()), 64)
	return out.Add(out, new(big.Int).SetUint64(a.Low()))
}

// Every operation of 128 bits gives what math/big gives.
func TestUint128(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		x, y, d := r.Uint64()>>r.IntN(64), r.Uint64()>>r.IntN(64), 1+r.Uint64()>>(1+r.IntN(62))
		a, b := exact.Mul64(x, y), exact.Mul64(y>>1, d)
		bigA, bigB, bigD := toBig(a), toBig(b), new(big.Int).SetUint64(d)
		require.Equal(t, new(big.Int).Mul(new(big.Int).SetUint64(x), new(big.Int).SetUint64(y)).String(), bigA.String())
		require.Equal(t, bigA.Cmp(bigB), exact.Compare(a, b))
		require.Equal(t, bigA.Cmp(bigB) < 0, a.Less(b))
		require.Equal(t, bigA.Sign() == 0, a.IsZero())
		require.Equal(t, bigA.IsUint64(), a.Fits())
		half, other := a.Quo(2), b.Quo(2)
		require.Equal(t, new(big.Int).Add(toBig(half), toBig(other)).String(), toBig(half.Add(other)).String())
		require.Equal(t, bigA.String(), toBig(a.Add(b.Quo(4)).Sub(b.Quo(4))).String())
		require.Equal(t, new(big.Int).Quo(bigA, bigD).String(), toBig(a.Quo(d)).String())
		require.Equal(t, halfToEven(bigA, bigD).String(), toBig(a.Divide(d)).String(), "%v / %d", bigA, d)
		require.Equal(t, new(big.Int).Mul(toBig(exact.Of(x)), bigD).String(), toBig(exact.Of(x).Mul(d)).String())
	}
}

func halfToEven(a, d *big.Int) *big.Int {
	twice := new(big.Int).Lsh(a, 1)
	down := new(big.Int).Quo(a, d)
	up := new(big.Int).Add(down, big.NewInt(1))
	middle := new(big.Int).Mul(new(big.Int).Add(down, up), d)
	switch c := twice.Cmp(middle); {
	case c > 0, c == 0 && down.Bit(0) == 1:
		return up
	}
	return down
}

func TestFloor(t *testing.T) {
	for a := int64(-50); a <= 50; a++ {
		for b := int64(1); b <= 12; b++ {
			q, m := new(big.Int).DivMod(big.NewInt(a), big.NewInt(b), new(big.Int))
			assert.Equal(t, q.Int64(), exact.FloorDiv(a, b))
			assert.Equal(t, m.Int64(), exact.FloorMod(a, b))
		}
	}
}

// A curve gives the areas and peaks of its levels, second by second, also after further changes.
func TestCurveAgainstSeconds(t *testing.T) {
	const hi = 700
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		first, second := boxes(r, hi, 1<<40, 1), boxes(r, hi, 1<<40, 1)
		w := walker{make([]int64, hi), make([]int64, hi)}
		w.add(first)
		w.add(second)
		c := exact.CurveOf(first, 0, hi).Plus(second)
		for range 20 {
			from := r.Int64N(hi - 1)
			to := from + 1 + r.Int64N(hi-from-1)
			require.Equal(t, w.area(from, to).String(), toBig(c.Area(from, to)).String())
			require.Equal(t, w.peak(from, to), c.Peak(from, to))
		}
	}
}

// Where something is weighted, areas are of the weighted level and peaks of the heads; from the slots of
// a plan as from single changes.
func TestWeightedCurveAgainstSeconds(t *testing.T) {
	const hi = 4 * 3600
	r := rand.New(rand.NewPCG(5, 6))
	for range 60 {
		s := exact.NewSlots(nil, []int64{0, 900, 1800, 2700}, 0, hi)
		diff, heads := make([]int64, s.Len()), make([]int64, s.Len())
		w := walker{make([]int64, hi), make([]int64, hi)}
		for range 1 + r.IntN(8) {
			i := r.IntN(s.Len() - 1)
			k, weight, people := i+1+r.IntN(s.Len()-i-1), r.Int64N(1<<40), r.Int64N(1<<40)
			weight *= r.Int64N(3) % 2 // often people change though weights add up to the same
			diff[i], diff[k], heads[i], heads[k] = diff[i]+weight, diff[k]-weight, heads[i]+people, heads[k]-people
			w.add([]exact.Change{{At: s.Time(i), By: weight, Heads: people}, {At: s.Time(k), By: -weight, Heads: -people}})
		}
		c := exact.NewCurve(&s, diff, heads, 0, hi)
		for range 5 {
			from := r.Int64N(hi - 1)
			to := from + 1 + r.Int64N(hi-from-1)
			require.Equal(t, w.area(from, to).String(), toBig(c.Area(from, to)).String())
			require.Equal(t, w.peak(from, to), c.Peak(from, to))
			require.Equal(t, w.peak(from, to), c.ByHeads().Peak(from, to))
		}
	}
}

// A union of many lists ends with its context.
func TestUnionStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := exact.Union(ctx, [][]exact.Span{{{From: 0, To: 1}}, {{From: 3, To: 4}}})
	require.ErrorIs(t, err, context.Canceled)
}

// Sets of seconds are what unions, gaps, overlaps and starts say.
func TestSpansAgainstSeconds(t *testing.T) {
	const hi = 60
	r := rand.New(rand.NewPCG(7, 8))
	for range 2_000 {
		var lists [][]exact.Span
		var in [hi + 1]bool
		for range r.IntN(7) {
			from := r.Int64N(hi)
			to := from + 1 + r.Int64N(hi-from)
			lists = append(lists, []exact.Span{{From: from, To: to}})
			for at := from; at < to; at++ {
				in[at] = true
			}
		}
		joined, err := exact.Union(t.Context(), lists)
		require.NoError(t, err)
		for k := range max(0, len(joined)-1) {
			require.Less(t, joined[k].To, joined[k+1].From)
		}
		within := exact.Span{From: 0, To: hi}
		gaps := exact.Gaps(within, joined)
		keep := 1 + r.Int64N(10)
		starts := exact.StartsIn(gaps, keep, hi)
		for at := range int64(hi) {
			require.Equal(t, in[at], holds(joined, at))
			require.Equal(t, !in[at], holds(gaps, at))
			free := at+keep <= hi
			for s := at; free && s < at+keep; s++ {
				free = !in[s]
			}
			require.Equal(t, free, holds(starts, at))
		}
		from := r.Int64N(hi)
		s := exact.Span{From: from, To: from + 1 + r.Int64N(hi-from)}
		want := int64(0)
		for at := s.From; at < s.To; at++ {
			if in[at] {
				want++
			}
		}
		got, _ := exact.Overlap(s, joined, 0)
		require.Equal(t, want, got)
	}
}

func holds(spans []exact.Span, t int64) bool {
	i := exact.FirstEndingAfter(spans, t)
	return i < len(spans) && spans[i].From <= t
}

// The search takes, again and again, what scoring every start of the grid would take: least impact, then
// least peak, then earliest, and never too near to what it took before.
func TestSearchAgainstEveryStart(t *testing.T) {
	const hi = 6000
	r := rand.New(rand.NewPCG(9, 10))
	for i := range 200 {
		// Every other round is coarse, so that many starts cost the same, with other peaks, and lie just at the spacing.
		most, unit := int64(1<<40), int64(1)
		if i%2 == 0 {
			most, unit = 3, 60
		}
		w := walker{make([]int64, hi), make([]int64, hi)}
		changes := boxes(r, hi, most, unit)
		w.add(changes)
		c := exact.CurveOf(changes, 0, hi)
		duration, step := unit*(1+r.Int64N(300/unit)), max(unit, 20+r.Int64N(100/unit))
		stages := []exact.Stage{{Until: duration, Probability: exact.ShareUnit}}
		for p := int64(exact.ShareUnit); len(stages) < 3; {
			p = r.Int64N(p+1) * int64(i%2)
			stages = append(stages, exact.Stage{Until: stages[len(stages)-1].Until + 1 + r.Int64N(200), Probability: p})
		}
		last := stages[len(stages)-1].Until
		free := exact.Gaps(exact.Span{From: 0, To: hi}, []exact.Span{{From: r.Int64N(2000), To: 2000 + r.Int64N(1000)}})
		starts := exact.StartsIn(free, last, hi)
		grid := exact.NewGrid(time.UTC, step, exact.Span{From: 0, To: hi})
		spacing := unit * r.Int64N(500/unit)
		se, err := exact.NewSearch(context.Background(), exact.NewScorer(c, stages), &grid, duration, starts)
		require.NoError(t, err)
		var taken []int64
		for range 4 {
			want, found := slowest(w, stages, starts, step, duration, spacing, taken)
			got := se.Take(spacing)
			require.Equal(t, found, got.Found)
			if !found {
				break
			}
			require.Equal(t, want, got.Start)
			taken = append(taken, want)
		}
	}
}

// slowest looks at every start.
func slowest(w walker, stages []exact.Stage, starts []exact.Span, step, duration, spacing int64, taken []int64) (best int64, found bool) {
	var least *big.Int
	var peak int64
	for at := int64(0); at < int64(len(w.levels)); at += step {
		near := false
		for _, other := range taken {
			near = near || at < other+duration+spacing && other < at+duration+spacing
		}
		if near || !holds(starts, at) {
			continue
		}
		cost, from := new(big.Int), at
		for _, s := range stages {
			cost.Add(cost, new(big.Int).Mul(w.area(from, at+s.Until), big.NewInt(s.Probability)))
			from = at + s.Until
		}
		high := w.peak(at, at+duration)
		if found && (cost.Cmp(least) > 0 || cost.Cmp(least) == 0 && high >= peak) {
			continue
		}
		best, least, peak, found = at, cost, high, true
	}
	return best, found
}
