package calendar_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

// bits is the reference: which of the seconds 0 to 29 are in a set.
type bits uint32

const seconds = 30

func second(n int) time.Time { return time.Unix(int64(n), 0).UTC() }

func span(from, to int) calendar.Interval {
	return calendar.Interval{Start: second(from), End: second(to)}
}

func bitsOf(iv [2]int) (b bits) {
	for n := iv[0]; n < iv[1]; n++ {
		b |= 1 << n
	}
	return b
}

// randomSet returns some intervals, in any order, that overlap, touch, or are empty or reversed.
func randomSet(r *rand.Rand) (calendar.Set, bits) {
	var list []calendar.Interval
	var b bits
	for range r.IntN(7) {
		iv := [2]int{r.IntN(seconds), r.IntN(seconds)}
		list = append(list, span(iv[0], iv[1]))
		b |= bitsOf(iv)
	}
	return calendar.NewSet(list...), b
}

// requireBits compares a set with the reference: its instants, and that it is sorted and minimal.
func requireBits(t *testing.T, want bits, s calendar.Set) {
	t.Helper()
	count, length := 0, 0
	last := -1
	for iv := range s.All() {
		from, to := int(iv.Start.Unix()), int(iv.End.Unix())
		if from <= last || from >= to {
			t.Fatalf("%s is not minimal", s)
		}
		last = to
		count++
		length += to - from
	}
	for n := range seconds {
		if s.Contains(second(n)) != (want>>n&1 == 1) {
			t.Fatalf("%s, second %d: want %030b", s, n, want)
		}
	}
	if s.Len() != count || s.Empty() != (count == 0) || s.Duration() != time.Duration(length)*time.Second {
		t.Fatalf("%s: %d intervals of %s, not %d", s, s.Len(), s.Duration(), count)
	}
}

func TestSetOperationsAgainstBits(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 20_000 {
		a, x := randomSet(r)
		b, y := randomSet(r)
		requireBits(t, x, a)
		requireBits(t, x|y, a.Union(b))
		requireBits(t, x&y, a.Intersect(b))
		requireBits(t, x&^y, a.Subtract(b))
		within := [2]int{r.IntN(seconds), r.IntN(seconds)}
		requireBits(t, bitsOf(within)&^x, a.Gaps(span(within[0], within[1])))
		if a.Covers(span(within[0], within[1])) != (bitsOf(within)&^x == 0) {
			t.Fatalf("%s covers %v", a, within)
		}
		if a.Equal(b) != (x == y) {
			t.Fatalf("%s equals %s", a, b)
		}
		longest, found := a.Longest()
		best := calendar.Interval{}
		for iv := range a.All() {
			if iv.Duration() > best.Duration() {
				best = iv
			}
		}
		if found != !best.Empty() || !longest.Equal(best) {
			t.Fatalf("longest of %s is %s, not %s", a, longest, best)
		}
	}
}

func TestIntervalsAgainstBits(t *testing.T) {
	for a := range 6 {
		for b := range 6 {
			x := bitsOf([2]int{a, b})
			iv := span(a, b)
			require.Equal(t, x == 0, iv.Empty())
			require.Equal(t, time.Duration(max(0, b-a))*time.Second, iv.Duration())
			require.True(t, iv.In(time.FixedZone("x", 3600)).Equal(iv))
			for c := range 6 {
				require.Equal(t, x>>c&1 == 1, iv.Contains(second(c)))
				for d := range 6 {
					y := bitsOf([2]int{c, d})
					other := span(c, d)
					require.Equal(t, x&y != 0, iv.Overlaps(other), "%s %s", iv, other)
					require.Equal(t, y&^x == 0, iv.Covers(other), "%s %s", iv, other)
					require.Equal(t, x == y, iv.Equal(other), "%s %s", iv, other)
					requireBits(t, x&y, calendar.NewSet(iv.Intersect(other)))
				}
			}
		}
	}
	forever := calendar.Interval{Start: time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	assert.Equal(t, time.Duration(1<<63-1), forever.Duration())
	assert.True(t, calendar.Interval{}.Empty())
}

// Sets hold instants: fractions of a second count, and the clocks that a time is shown on do not.
func TestSetsHoldInstants(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	half := calendar.Interval{Start: second(1).Add(time.Nanosecond), End: second(2).In(berlin)}
	s := calendar.NewSet(half, calendar.Interval{Start: second(2), End: second(3).Add(time.Nanosecond)})
	assert.Equal(t, 1, s.Len())
	assert.False(t, s.Contains(second(1)))
	assert.True(t, s.Contains(second(3)))
	assert.Equal(t, 2*time.Second, s.Duration())
	assert.True(t, s.Equal(calendar.NewSet(calendar.Interval{Start: half.Start.In(berlin), End: second(3).Add(time.Nanosecond).In(berlin)})))
	assert.Equal(t, berlin, half.In(berlin).Start.Location())
}

// A set never changes: neither through what it was built from, nor through an operation.
func TestSetsAreFrozen(t *testing.T) {
	list := []calendar.Interval{span(5, 9), span(1, 3)}
	s := calendar.NewSet(list...)
	assert.Equal(t, []calendar.Interval{span(5, 9), span(1, 3)}, list, "not sorted in place")
	list[0] = span(0, 29)
	other := calendar.NewSet(span(2, 6))
	s.Union(other)
	s.Subtract(other)
	s.Intersect(other)
	s.Gaps(span(0, 29))
	requireBits(t, bitsOf([2]int{1, 3})|bitsOf([2]int{5, 9}), s)
	for range s.All() {
		break // a walk may end early
	}
	var zero calendar.Set
	requireBits(t, 0, zero)
	requireBits(t, bitsOf([2]int{2, 6}), zero.Union(other))
	requireBits(t, 0, zero.Intersect(other))
	_, found := zero.Longest()
	assert.False(t, found)
	assert.True(t, zero.Covers(calendar.Interval{}))
}
