package activity

// median returns the median of one value or more, reordering v.
func median(v []float64) float64 {
	n := len(v)
	upper := selectNth(v, n/2)
	if n%2 == 1 {
		return upper
	}
	lower := v[0] // what lies before the upper one is no larger
	for _, x := range v[1 : n/2] {
		lower = max(lower, x)
	}
	return (lower + upper) / 2
}

// selectNth returns the value that would have index n were v sorted, and leaves no larger one before it. It is Hoare's
// quickselect: medians are most of the work of learning, and need no order beyond that.
func selectNth(v []float64, n int) float64 {
	from, to := 0, len(v)-1
	for from < to {
		pivot := v[from+(to-from)/2]
		i, j := from, to
		for i <= j {
			for v[i] < pivot {
				i++
			}
			for v[j] > pivot {
				j--
			}
			if i <= j {
				v[i], v[j] = v[j], v[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case n <= j:
			to = j
		case n >= i:
			from = i
		default:
			return v[n]
		}
	}
	return v[n]
}
