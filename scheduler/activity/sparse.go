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

// What is believed before any event is seen, as logarithms, by judgement.
const (
	// preference is how much likelier consumer must make rare events before it is taken rather than business: some
	// twenty times.
	preference = 3
	// otherClock is the same for each of the 23 clocks that a history may have by mistake: twenty times that it has
	// one of them at all, and 23 times that it is this one.
	otherClock = 3 + 3.135
)

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
		likelihood := candidate.ahead + u.likelihood(&g, sum)
		for d := range g {
			for h := range g[d] {
				g[d][h] *= all / sum
			}
		}
		if likelihood > most {
			best, name, most = g, candidate.name, likelihood
		}
	}
	return best, name
}

// likelihood returns how likely a profile makes the events that were seen, as a logarithm, on the clock that makes them
// likeliest: of events that fall into the week as the profile says, seen times as many as a cell has. Who the customers
// are does not depend on their clock; the working day of a history whose clock is eight hours off looks like the evening
// of consumers.
func (u *usualWeek) likelihood(g *grid, sum float64) float64 {
	var logs, events [weekHours]float64
	for d := range g {
		for h := range g[d] {
			logs[d*dayHours+h] = math.Log(g[d][h] / sum)
			events[d*dayHours+h] = u.seen[d][h] * u.cells[d][h]
		}
	}
	most := math.Inf(-1)
	for early := -dayHours / 2; early < dayHours/2; early++ {
		likelihood := 0.0
		if early != 0 {
			likelihood -= otherClock
		}
		for i, n := range events {
			likelihood += n * logs[(i+early+weekHours)%weekHours]
		}
		most = max(most, likelihood)
	}
	return most
}
