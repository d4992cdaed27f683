package joint

// slider finds the best of the values in a window that slides along: each instant enters and leaves
// once, so that all windows together cost no more than the instants.
type slider struct{ queue []int32 }

// slide sets dst[i] to the least of values[k] with from[k] - at[i] in [least, most], to none where there
// is no such k; with most it is the greatest, zero where there is none. at and from rise.
func (s *slider) slide(dst []Cost, at, from []int64, values []Cost, least, most int64, greatest bool) {
	q, head, next := s.queue[:0], 0, 0
	for i, t := range at {
		lo, hi := plus(t, least), plus(t, most)
		for next < len(from) && from[next] <= hi {
			v := values[next]
			for len(q) > head && better(v, values[q[len(q)-1]], greatest) {
				q = q[:len(q)-1]
			}
			q = append(q, int32(next))
			next++
		}
		for head < len(q) && from[q[head]] < lo {
			head++
		}
		switch {
		case head < len(q):
			dst[i] = values[q[head]]
		case greatest:
			dst[i] = Cost{}
		default:
			dst[i] = none
		}
	}
	s.queue = q
}

// better reports whether a makes an earlier b needless.
func better(a, b Cost, greatest bool) bool {
	if greatest {
		return b.Less(a)
	}
	return a.Less(b)
}
