package activity

import (
	"cmp"
	"math"
	"slices"
)

// spread measures the noise: how far hours lie from the cells once the level of their week is taken
// out. It returns the mean squared deviation of each cell.
//
// The variance of an hour is modelled as phi x mean + sigma² x mean²: the first part is what counting
// makes (Poisson's is 1 x mean), the second what weather and the like do to all hours alike. The two
// are told apart by a straight line through variance/mean over mean, weighted by the number of hours.
func (u *usualWeek) spread(f *frame, values []float64, from, n int, level *[memory]float64) grid {
	var squares grid
	var count grid
	total, sum, hours := 0.0, 0.0, 0.0
	for i := from; i < n; i++ {
		d, hour, usual := f.usual(i)
		if !usual || math.IsNaN(values[i]) {
			continue
		}
		e := values[i]/level[(n-1-i)/weekHours] - u.cells[d.weekday][hour]
		squares[d.weekday][hour] += e * e
		count[d.weekday][hour]++
		total += e * e
		sum += values[i]
		hours++
	}
	if sum > 0 {
		u.noise = math.Sqrt(total/hours) / (sum / hours)
	}
	u.phi = countNoise(&squares, &count, &u.cells)
	for d := range squares {
		for h := range squares[d] {
			squares[d][h] /= max(1, count[d][h])
		}
	}
	return squares
}

// countNoise returns the variance per mean at small means: the line's value at a mean of 0, by weighted
// least squares, but no more than the median of the quietest quarter of the cells, whose variance is the
// least of other making. It is never below 0.
func countNoise(squares, count, cells *grid) float64 {
	type point struct{ mean, ratio float64 }
	var points []point
	var w, x, y, xx, xy float64
	for d := range cells {
		for h, m := range cells[d] {
			// One hour of a cell was spent on its mean.
			if k := count[d][h]; k > 1 && m > 0 {
				ratio := squares[d][h] / (k - 1) / m
				points = append(points, point{m, ratio})
				w += k
				x += k * m
				y += k * ratio
				xx += k * m * m
				xy += k * m * ratio
			}
		}
	}
	if len(points) == 0 {
		return 0
	}
	slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(a.mean, b.mean) })
	var quiet []float64
	for _, p := range points[:(len(points)+3)/4] {
		quiet = append(quiet, p.ratio)
	}
	phi := median(quiet)
	if det := w*xx - x*x; det > 1e-9*w*xx { // else all means are alike, and the line has no direction
		phi = min(phi, (y*xx-x*xy)/det)
	}
	return max(0, phi)
}

// pool draws the cells of working days at one hour together, as far as their differences are no larger
// than noise makes them: by (n-3)/(n-1) x noise / variance of the n cells, the estimate of James and Stein about
// a mean (Efron and Morris, JASA 68, 1973), which is better than the cells themselves from four on.
// Nights are pooled only among days that follow a working day.
func (u *usualWeek) pool(week [7]day, residuals grid) {
	if u.weight == 0 {
		return
	}
	for h := range dayHours {
		var group []int
		for d := range 7 {
			if !week[d].off && (h >= nightEnd || !week[(d+6)%7].off) {
				group = append(group, d)
			}
		}
		if len(group) < 4 {
			continue
		}
		n, sum := float64(len(group)), 0.0
		for _, d := range group {
			sum += u.cells[d][h]
		}
		variance, noise := 0.0, 0.0
		for _, d := range group {
			e := u.cells[d][h] - sum/n
			variance += e * e / (n - 1)
			noise += residuals[d][h] / u.weight / n
		}
		if noise *= (n - 3) / (n - 1); noise == 0 {
			continue
		}
		share := noise / max(variance, noise)
		for _, d := range group {
			u.cells[d][h] += share * (sum/n - u.cells[d][h])
		}
	}
}
