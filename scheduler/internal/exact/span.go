package exact

import (
	"context"
	"sort"
)

// Span is the half-open stretch [from, to) in seconds since 1970: what calendar.Interval is to users,
// the core computes with.
type Span struct {
	From, To int64
}

// AppendSpan adds a span that begins at or after the last one, and joins the two where they touch.
func AppendSpan(spans []Span, s Span) []Span {
	if n := len(spans); n > 0 && s.From <= spans[n-1].To {
		spans[n-1].To = max(spans[n-1].To, s.To)
		return spans
	}
	return append(spans, s)
}

// Union returns what any of the lists covers, each of them sorted and joined. The lists are not changed; of one list it
// is that list, of none nothing. The error is the context's, once that is done.
func Union(ctx context.Context, lists [][]Span) ([]Span, error) { return Fold(ctx, lists, union) }

func union(a, b []Span) []Span {
	out := make([]Span, 0, max(len(a), len(b)))
	for len(a) > 0 || len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].From <= b[0].From {
			out, a = AppendSpan(out, a[0]), a[1:]
		} else {
			out, b = AppendSpan(out, b[0]), b[1:]
		}
	}
	return out
}

// Gaps returns the parts of within that none of the sorted spans covers.
func Gaps(within Span, spans []Span) []Span {
	var out []Span
	for _, s := range spans {
		if s.From >= within.To {
			break
		}
		if s.From > within.From {
			out = append(out, Span{within.From, s.From})
		}
		within.From = max(within.From, s.To)
	}
	if within.From < within.To {
		out = append(out, within)
	}
	return out
}

// Without returns the parts of the sorted spans that none of the sorted others covers.
func Without(spans, others []Span) []Span {
	var out []Span
	for _, s := range spans {
		others = others[FirstEndingAfter(others, s.From):]
		out = append(out, Gaps(s, others)...)
	}
	return out
}

// FirstEndingAfter returns the index of the first of the sorted spans that ends after t.
func FirstEndingAfter(spans []Span, t int64) int {
	return sort.Search(len(spans), func(i int) bool { return spans[i].To > t })
}

// Overlap returns the seconds of s that lie in the sorted spans, beginning to look at the index i. It
// returns the index at which to look for a span that begins no earlier than s.
func Overlap(s Span, spans []Span, i int) (seconds int64, next int) {
	for i < len(spans) && spans[i].To <= s.From {
		i++
	}
	for k := i; k < len(spans) && spans[k].From < s.To; k++ {
		seconds += min(s.To, spans[k].To) - max(s.From, spans[k].From)
	}
	return seconds, i
}

// StartsIn returns the stretches in which a start may lie so that the keep seconds from it are free and
// end no later than until.
func StartsIn(free []Span, keep, until int64) []Span {
	var out []Span
	for _, f := range free {
		if s := (Span{f.From, min(f.To, until) - keep + 1}); s.From < s.To {
			out = append(out, s)
		}
	}
	return out
}
