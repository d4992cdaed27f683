package exact

import (
	"cmp"
	"slices"
)

// OffsetChange is a change of offset at an instant.
type OffsetChange struct {
	At, Before, After int64
}

// Changes returns the zone's changes of offset in [from, to].
func (z *ZonePlan) Changes(from, to int64) []OffsetChange {
	var out []OffsetChange
	// Days without a change are in runs: only the ends of pieces can be changes.
	for _, p := range z.Pieces {
		if p.To < from || p.To > to || p.To >= z.end {
			continue
		}
		if next := z.At(p.To); next.Offset != p.Offset {
			out = append(out, OffsetChange{p.To, p.Offset, next.Offset})
		}
	}
	for _, r := range z.Runs {
		at := int64(r.Last+1)*DaySeconds - r.Offset
		if at < from || at > to || at >= z.end {
			continue
		}
		if next := z.At(at); next.Offset != r.Offset {
			out = append(out, OffsetChange{at, r.Offset, next.Offset})
		}
	}
	slices.SortFunc(out, func(a, b OffsetChange) int { return cmp.Compare(a.At, b.At) })
	return out
}
