package activity

import (
	"math"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// priorShape says how far regions are taken to differ from their nearest built-in: the prior of an
// hour's mean is a gamma distribution of this shape about the built-in, a standard deviation of half
// of its mean.
const priorShape = 4

// flatAtMost is how much of a usual week the built-in that is always as busy may make up.
const flatAtMost = 0.5

// shrink draws the cells towards the nearest built-in profile, brought to the region's own level. For
// counts that vary as Poisson's, times phi, about a gamma prior of mean p, the posterior mean is
//
//	(weight x cell + k x p) / (weight + k),  k = priorShape x phi / p
//
// (Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.6). So the built-in counts for weeks
// where hours see a handful of events, and for nothing where they see thousands.
func (u *usualWeek) shrink(week [7]day, phase int64) {
	if u.sparse {
		// Rare events vary as Poisson's at least, whatever the few that were seen say.
		prior, name := u.likeliest(week, phase)
		u.draw(prior, week, max(u.phi, 1))
		u.builtin = name
		return
	}
	seen := u.cells
	prior, name := nearest(&u.cells, week, phase, scheduler.BuiltinActivities())
	u.draw(prior, week, u.phi)
	if name == "always" && u.shrunk > flatAtMost {
		// Few events look flat too where they are no whole numbers, and flat makes the choice arbitrary.
		u.cells = seen
		prior, name = nearest(&u.cells, week, phase, []string{"business", "consumer"})
		u.draw(prior, week, u.phi)
	}
	u.builtin = name
}

// draw draws the cells towards a prior, and sets how much of them it makes up.
func (u *usualWeek) draw(prior grid, week [7]day, phi float64) {
	sum, unseen := 0.0, 0.0
	for d := range u.cells {
		for h, m := range u.cells[d] {
			p, w := prior[d][h], u.weight
			if u.seen[d][h] == 0 {
				if !u.sparse && u.seenBeside(week, d, h) {
					continue // what fill took from other days tells more than the built-in
				}
				w = 0
			}
			if p <= 0 {
				continue
			}
			k := priorShape * phi / p
			if w+k == 0 {
				continue // neither seen nor noisy: what fill put there stands
			}
			u.cells[d][h] = (w*m + k*p) / (w + k)
			sum += k / (w + k)
			if w == 0 {
				unseen++
			}
		}
	}
	u.shrunk = sum / (7 * dayHours)
	u.unseen = unseen / (7 * dayHours)
}

// seenBeside reports whether an hour was seen on another day of the same kind.
func (u *usualWeek) seenBeside(week [7]day, d, hour int) bool {
	for e := range week {
		if week[e].off == week[d].off && u.seen[e][hour] > 0 {
			return true
		}
	}
	return false
}

// nearest returns which of some built-in profiles fits the cells best, scaled to their sum, by the least sum
// of squares.
func nearest(cells *grid, week [7]day, phase int64, names []string) (grid, string) {
	var best grid
	name, least := "", math.Inf(1)
	for _, n := range names {
		profile, _ := scheduler.BuiltinActivity(n)
		g := profileGrid(profile, week, phase)
		sum, all := 0.0, 0.0
		for d := range g {
			for h := range g[d] {
				sum += g[d][h]
				all += cells[d][h]
			}
		}
		squares := 0.0
		for d := range g {
			for h := range g[d] {
				g[d][h] *= all / sum
				e := g[d][h] - cells[d][h]
				squares += e * e
			}
		}
		if squares < least {
			best, name, least = g, n, squares
		}
	}
	return best, name
}

// profileGrid returns a profile's usual week in cells that begin phase seconds past the hour.
func profileGrid(p scheduler.Profile, week [7]day, phase int64) grid {
	var g grid
	part := float64(phase) / hourSeconds
	share := func(d day, hour int) float64 {
		kind := calendar.KindWorkday
		if d.off {
			kind = calendar.KindWeekend
		}
		return p.Share(kind, d.weekday, calendar.Clock(hour*hourSeconds))
	}
	for d := range g {
		for h := range g[d] {
			next, hour := week[d], h+1
			if hour == dayHours {
				next, hour = week[(d+1)%7], 0
			}
			g[d][h] = (1-part)*share(week[d], h) + part*share(next, hour)
		}
	}
	return g
}
