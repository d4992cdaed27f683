package scheduler

import (
	"cmp"
	"slices"
	"sort"
)

// span is the half-open stretch [from, to) in seconds since 1970: what calendar.Interval is to users,
// the core computes with.
type span struct {
	from, to int64
}

// appendSpan adds a span that begins at or after the last one, and joins the two where they touch.
func appendSpan(spans []span, s span) []span {
	if n := len(spans); n > 0 && s.from <= spans[n-1].to {
		spans[n-1].to = max(spans[n-1].to, s.to)
		return spans
	}
	return append(spans, s)
}

// union returns the spans sorted and joined. It works in place.
func union(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	out := spans[:0]
	for _, s := range spans {
		out = appendSpan(out, s)
	}
	return out
}

// gaps returns the parts of within that none of the sorted spans covers.
func gaps(within span, spans []span) []span {
	var out []span
	for _, s := range spans {
		if s.from >= within.to {
			break
		}
		if s.from > within.from {
			out = append(out, span{within.from, s.from})
		}
		within.from = max(within.from, s.to)
	}
	if within.from < within.to {
		out = append(out, within)
	}
	return out
}

// firstEndingAfter returns the index of the first of the sorted spans that ends after t.
func firstEndingAfter(spans []span, t int64) int {
	return sort.Search(len(spans), func(i int) bool { return spans[i].to > t })
}

// overlap returns the seconds of s that lie in the sorted spans, beginning to look at the index i. It
// returns the index at which to look for a span that begins no earlier than s.
func overlap(s span, spans []span, i int) (seconds int64, next int) {
	for i < len(spans) && spans[i].to <= s.from {
		i++
	}
	for k := i; k < len(spans) && spans[k].from < s.to; k++ {
		seconds += min(s.to, spans[k].to) - max(s.from, spans[k].from)
	}
	return seconds, i
}
