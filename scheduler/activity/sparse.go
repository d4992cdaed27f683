package activity

import (
	"math"

	"github.com/quietwindow/quietwindow/scheduler"
)

// sparse reports whether hours are counts of rare events: whole numbers, mostly 0, of less than one in
// the mean. That, and never size alone, tells them: a rate of 0.4 a second may be a million requests.
func sparse(values []float64) bool {
	zeros, known, sum := 0, 0, 0.0
	for _, v := range values {
		if math.IsNaN(v) {
			continue
		}
		if v != math.Trunc(v) {
			return false
		}
		if v == 0 {
			zeros++
		}
		known++
		sum += v
	}
	return sum < float64(known) && 2*zeros > known
}

// preference is how much likelier, as a logarithm, consumer must make rare events before it is taken
// rather than business: some twenty times.
const preference = 3

// likeliest returns which built-in makes rare events likeliest, business unless consumer is clearly
// likelier, scaled to the sum of the cells. The built-in that is always as busy is not asked: a handful
// of events looks flat, and flat makes the choice arbitrary.
func (u *usualWeek) likeliest(week [7]day, phase int64) (grid, string) {
	var best grid
	name, most := "", math.Inf(-1)
	for _, candidate := range []struct {
		name  string
		ahead float64
	}{{"business", preference}, {"consumer", 0}} {
		profile, _ := scheduler.BuiltinActivity(candidate.name)
		g := profileGrid(profile, week, phase)
		sum, all := 0.0, 0.0
		for d := range g {
			for h := range g[d] {
				sum += g[d][h]
				all += u.cells[d][h]
			}
		}
		likelihood := candidate.ahead
		for d := range g {
			for h := range g[d] {
				// Of events that fall into the week as the profile says, seen times as many as a cell has.
				likelihood += u.seen[d][h] * u.cells[d][h] * math.Log(g[d][h]/sum)
				g[d][h] *= all / sum
			}
		}
		if likelihood > most {
			best, name, most = g, candidate.name, likelihood
		}
	}
	return best, name
}
