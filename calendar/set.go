package calendar

import (
	"iter"
	"slices"
	"sort"
	"strings"
	"time"
)

// Set is a set of instants, held as intervals. It never changes once built, so it may be copied
// and shared between goroutines. The zero value is the empty set.
type Set struct {
	// parts are not empty, lie in order, and neither overlap nor touch: so equal sets have equal parts.
	parts []Interval
}

// NewSet returns the set of all instants that lie in any of the intervals. They may be in any
// order, overlap, touch or be empty. It copies what it is given. Cost: O(n log n).
func NewSet(intervals ...Interval) Set {
	parts := make([]Interval, 0, len(intervals))
	for _, iv := range intervals {
		if !iv.Empty() {
			parts = append(parts, iv)
		}
	}
	slices.SortFunc(parts, func(a, b Interval) int { return a.Start.Compare(b.Start) })
	return Set{parts: joinSorted(parts)}
}

// joinSorted merges, in place, intervals sorted by start that overlap or touch.
func joinSorted(parts []Interval) []Interval {
	out := parts[:0]
	for _, iv := range parts {
		if n := len(out); n > 0 && !iv.Start.After(out[n-1].End) {
			if iv.End.After(out[n-1].End) {
				out[n-1].End = iv.End
			}
			continue
		}
		out = append(out, iv)
	}
	return out
}

// All walks the intervals of the set in order of time. They neither overlap nor touch.
func (s Set) All() iter.Seq[Interval] { return slices.Values(s.parts) }

// Len returns the number of intervals that [Set.All] walks.
func (s Set) Len() int { return len(s.parts) }

// Empty reports whether the set holds no instant.
func (s Set) Empty() bool { return len(s.parts) == 0 }

// Duration returns the total length of the set's intervals.
func (s Set) Duration() time.Duration {
	var d time.Duration
	for _, iv := range s.parts {
		d += iv.Duration()
	}
	return d
}

// Contains reports whether the instant t lies in the set. Cost: O(log n).
func (s Set) Contains(t time.Time) bool {
	i := s.firstEndingAfter(t)
	return i < len(s.parts) && s.parts[i].Contains(t)
}

// Covers reports whether every instant of iv lies in the set. Every set covers an empty interval.
// Cost: O(log n).
func (s Set) Covers(iv Interval) bool {
	if iv.Empty() {
		return true
	}
	i := s.firstEndingAfter(iv.Start)
	return i < len(s.parts) && s.parts[i].Covers(iv)
}

// firstEndingAfter returns the index of the first part whose end is after t.
func (s Set) firstEndingAfter(t time.Time) int {
	return sort.Search(len(s.parts), func(i int) bool { return s.parts[i].End.After(t) })
}

// Union returns the instants that lie in s, in other or in both. Cost: O(n + m).
func (s Set) Union(other Set) Set {
	merged := make([]Interval, 0, len(s.parts)+len(other.parts))
	a, b := s.parts, other.parts
	for len(a) > 0 && len(b) > 0 {
		if b[0].Start.Before(a[0].Start) {
			a, b = b, a
		}
		merged, a = append(merged, a[0]), a[1:]
	}
	merged = append(append(merged, a...), b...)
	return Set{parts: joinSorted(merged)}
}

// Intersect returns the instants that lie in both sets. Cost: O(n + m).
func (s Set) Intersect(other Set) Set {
	var parts []Interval
	a, b := s.parts, other.parts
	for len(a) > 0 && len(b) > 0 {
		if both := a[0].Intersect(b[0]); !both.Empty() {
			parts = append(parts, both)
		}
		if a[0].End.Before(b[0].End) {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return Set{parts: parts}
}

// Subtract returns the instants of s that do not lie in other. Cost: O(n + m).
func (s Set) Subtract(other Set) Set {
	var parts []Interval
	cut := other.parts
	for _, iv := range s.parts {
		for len(cut) > 0 && !cut[0].End.After(iv.Start) {
			cut = cut[1:]
		}
		// One interval to cut away may reach into the next part: keep it.
		for i := 0; i < len(cut) && cut[i].Start.Before(iv.End); i++ {
			if left := (Interval{Start: iv.Start, End: cut[i].Start}); !left.Empty() {
				parts = append(parts, left)
			}
			iv.Start = cut[i].End
		}
		if !iv.Empty() {
			parts = append(parts, iv)
		}
	}
	return Set{parts: parts}
}

// Gaps returns the instants of within that do not lie in s. Cost: O(n).
func (s Set) Gaps(within Interval) Set { return NewSet(within).Subtract(s) }

// Longest returns the longest interval of the set, the earliest of several, and false where the
// set is empty.
func (s Set) Longest() (Interval, bool) {
	var best Interval
	for _, iv := range s.parts {
		if iv.Duration() > best.Duration() {
			best = iv
		}
	}
	return best, !s.Empty()
}

// Equal reports whether both sets hold the same instants, whatever locations their times carry.
func (s Set) Equal(other Set) bool {
	return slices.EqualFunc(s.parts, other.parts, Interval.Equal)
}

// String returns the intervals joined by spaces. The form is for people and may change.
func (s Set) String() string {
	texts := make([]string, len(s.parts))
	for i, iv := range s.parts {
		texts[i] = iv.String()
	}
	return "{" + strings.Join(texts, " ") + "}"
}
