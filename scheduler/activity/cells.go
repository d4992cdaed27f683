package activity

import (
	"math"
	"time"
)

// How the usual week is learned, beside Constants. Half a year sees every weekday often enough for a spread to mean
// something, and with decay at a quarter the weeks before it would weigh less than a thousandth; a night ends when
// the built-in activities begin to rise; a day's worth of hours tells how busy a week was.
const (
	// memory is how many weeks the usual week is learned from.
	memory = 26
	// nightEnd is the hour up to which a night belongs to the day before as much as to its own.
	nightEnd = 6
	// rowHours is the fewest hours of a week from which its level is taken.
	rowHours = 24
)

// usualWeek is what the hours before an instant say about a week without holidays.
type usualWeek struct {
	constants Constants
	// gap is how many weeks after the last hour the model is used: those of nothing but 0, which were left out.
	gap   int
	cells grid
	// weights are those of the last weeks, the latest first.
	weights [memory]float64
	// age is the mean age of what was learned, in weeks.
	age float64
	// weight is how many equally weighted weeks the weights amount to.
	weight float64
	// weeks is how many of the last memory weeks have at least rowHours known hours.
	weeks int
	// phi is the variance of an hour per unit of its mean, at small means: what is left of the noise
	// where counts are small.
	phi     float64
	sparse  bool    // counts of rare events
	noise   float64 // the root mean square deviation of an hour, relative to the mean
	builtin string
	shrunk  float64 // the mean weight of the built-in
	unseen  float64 // the part of it that comes from cells of which nothing is known
	seen    [7][dayHours]float64
}

// learnWeek learns the usual week from the hours [0, n) of the series, for use gap weeks later.
func learnWeek(f *frame, values []float64, n, gap int, c Constants) *usualWeek {
	from := max(0, n-memory*weekHours)
	u := &usualWeek{constants: c, gap: gap, weights: f.weights(n, gap, c), sparse: sparse(values[from:n])}
	var level [memory]float64
	for k := range level {
		level[k] = 1
	}
	u.average(f, values, from, n, &level)
	u.fill(f, n)
	u.levels(f, values, from, n, &level)
	u.average(f, values, from, n, &level)
	u.fill(f, n)
	residuals := u.spread(f, values, from, n, &level)
	u.recent(f, values, from, n, &level)
	u.pool(f.week(n), residuals)
	return u
}

// average sets the cells to the weighted means of the usual hours, each divided by its week's level.
func (u *usualWeek) average(f *frame, values []float64, from, n int, level *[memory]float64) {
	var sum grid
	u.seen = [7][dayHours]float64{}
	total, ages, squares := 0.0, 0.0, 0.0
	var perWeek [memory]float64
	for i := from; i < n; i++ {
		d, hour, usual := f.usual(i)
		if !usual || math.IsNaN(values[i]) {
			continue
		}
		week := (n - 1 - i) / weekHours
		w := u.weights[week]
		v := w * values[i] / level[week]
		if rest := float64(f.rest[i]) / 60; rest > 0 {
			next, after := (hour+1)%dayHours, d.weekday
			if next == 0 {
				after = (after + 1) % 7
			}
			sum[after][next] += rest * v
			u.seen[after][next] += rest * w
			v, w = (1-rest)*v, (1-rest)*w
		}
		sum[d.weekday][hour] += v
		u.seen[d.weekday][hour] += w
		total += u.weights[week]
		ages += u.weights[week] * float64(n-i) / weekHours
		perWeek[week]++
	}
	u.weeks = 0
	reach := 0.0
	for week, hours := range perWeek {
		if hours >= rowHours {
			u.weeks++
		}
		share := u.weights[week] * hours / weekHours
		reach += share
		squares += share * u.weights[week]
	}
	if total > 0 {
		u.age = ages / total
		u.weight = reach * reach / squares
	}
	for d := range sum {
		for h := range sum[d] {
			u.cells[d][h] = math.NaN()
			if u.seen[d][h] > 0 {
				u.cells[d][h] = sum[d][h] / u.seen[d][h]
			}
		}
	}
}

// fill puts the mean of the other days of the same kind into cells that nothing is known of, or else
// that of all days.
func (u *usualWeek) fill(f *frame, n int) {
	week := f.week(n)
	known := u.cells
	for h := range dayHours {
		for d := range 7 {
			if !math.IsNaN(known[d][h]) {
				continue
			}
			u.cells[d][h] = mean(func(yield func(float64)) {
				for e := range 7 {
					if week[e].off == week[d].off {
						yield(known[e][h])
					}
				}
			})
			if math.IsNaN(u.cells[d][h]) {
				u.cells[d][h] = mean(func(yield func(float64)) {
					for e := range 7 {
						yield(known[e][h])
					}
				})
			}
		}
	}
	all := mean(func(yield func(float64)) {
		for d := range 7 {
			for h := range dayHours {
				yield(u.cells[d][h])
			}
		}
	})
	for d := range 7 {
		for h := range dayHours {
			if math.IsNaN(u.cells[d][h]) {
				u.cells[d][h] = all
			}
		}
	}
}

// mean returns the mean of what is yielded and known, NaN where nothing is.
func mean(walk func(yield func(float64))) float64 {
	sum, n := 0.0, 0
	walk(func(v float64) {
		if !math.IsNaN(v) {
			sum += v
			n++
		}
	})
	if n == 0 {
		return math.NaN()
	}
	return sum / float64(n)
}

// levels sets how busy each week was as a whole, relative to the cells, so that a week of little use
// does not look like one of another shape.
func (u *usualWeek) levels(f *frame, values []float64, from, n int, level *[memory]float64) {
	var is, was, hours [memory]float64
	for i := from; i < n; i++ {
		d, hour, usual := f.usual(i)
		if !usual || math.IsNaN(values[i]) {
			continue
		}
		week := (n - 1 - i) / weekHours
		is[week] += values[i]
		was[week] += u.cells[d.weekday][hour]
		hours[week]++
	}
	for k := range level {
		if hours[k] >= rowHours && is[k] > 0 && was[k] > 0 {
			level[k] = is[k] / was[k]
		}
	}
}

// recent brings the cells to the level of the latest weeks, and sets the age to theirs.
func (u *usualWeek) recent(f *frame, values []float64, from, n int, level *[memory]float64) {
	var hours [memory]float64
	for i := from; i < n; i++ {
		if _, _, usual := f.usual(i); usual && !math.IsNaN(values[i]) {
			hours[(n-1-i)/weekHours]++
		}
	}
	sum, weight, ages := 0.0, 0.0, 0.0
	for k, h := range hours {
		if h >= rowHours {
			w := h * fading(u.constants.LevelDecay, k, max(1, u.gap))
			sum, weight, ages = sum+w*level[k], weight+w, ages+w*(float64(k)+0.5)
		}
	}
	if weight == 0 {
		return
	}
	u.age = ages / weight
	for d := range u.cells {
		for h := range u.cells[d] {
			u.cells[d][h] *= sum / weight
		}
	}
}

// week returns the seven days before hour n, by weekday.
func (f *frame) week(n int) [7]day {
	var w [7]day
	last := len(f.days) - 1
	if n > 0 {
		last = int(floorDiv(int64(f.cell[n-1]), dayHours)) - f.first
	}
	for i := max(0, last-6); i <= last; i++ {
		w[f.days[i].weekday] = f.days[i]
	}
	// A frame may begin less than a week before: weekdays that it lacks are as their kind of day
	// would be if it were like the day before.
	for d := time.Sunday; d <= time.Saturday; d++ {
		w[d].weekday = d
	}
	return w
}
