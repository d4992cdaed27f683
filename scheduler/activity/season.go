package activity

import "math"

// These were chosen with Constants.SeasonTrust, on the same histories.
const (
	// yearWeeks is a year that keeps the days of the week.
	yearWeeks = 52
	// seasonYears is how many years back a season is looked for.
	seasonYears = 3
	// seasonReach is how many weeks to either side of an instant are averaged, the nearer ones more.
	seasonReach = 4
	// seasonLimit is the largest change believed, up or down.
	seasonLimit = 2.0
	// seasonKnown is the part of the hours about an instant that must be known.
	seasonKnown = 0.6
	// seasonOld is how many weeks after the history's end a horizon begins whose season is that of a year before
	// it, though nothing is known of how the weeks that were learned from were then: as many as make a history old.
	seasonOld = oldHistory / 7
)

// season is how activity changes over the weeks ahead, by hour of the day, as it did in the years
// before: the mean over those years of (activity about the week ahead) / (activity about the weeks that
// the usual week was learned from), each relative to the usual week. A change seen once a year at most
// is all that a few years can tell: trends of the last weeks, carried on, chose worse in the back-test
// than none.
type season struct {
	// weeks holds the factors for the middle of each week ahead.
	weeks [][dayHours]float64
	years int
}

// newSeason learns the season for the given number of weeks after hour n, of which those from first on are asked for.
func newSeason(u *usualWeek, f *frame, values []float64, n, first, weeks int) season {
	s := season{weeks: make([][dayHours]float64, weeks)}
	age := int(u.age * weekHours)
	known := make([]float64, weeks)
	for year := 1; year <= seasonYears; year++ {
		origin := n - year*yearWeeks*weekHours
		from, ok := about(u, f, values, origin-age, n)
		if !ok {
			if year == 1 && first >= seasonOld && u.constants.SeasonTrust > 0 {
				s.asAYearBefore(u, f, values, n, first, known)
			}
			break
		}
		s.years = year
		for k := range weeks {
			to, ok := about(u, f, values, origin+k*weekHours+weekHours/2, n)
			if !ok {
				continue
			}
			for h := range dayHours {
				change := to[h] / from[h]
				if from[h] == 0 || math.IsNaN(change) {
					change = 1
				}
				s.weeks[k][h] += believed(change, u.constants.SeasonTrust)
			}
			known[k]++
		}
	}
	for k := range weeks {
		for h := range dayHours {
			if known[k] == 0 {
				s.weeks[k][h] = 1
			} else {
				s.weeks[k][h] /= known[k]
			}
		}
	}
	return s
}

// asAYearBefore takes the change from the usual week itself to the weeks a year before those from first on, where all
// of these are known. What has grown since then counts as season; so this is only for a history that ended long
// before, whose own last weeks are of another season. The change is taken whole: these weeks are nearer to what comes
// than those that were learned from. (With Constants.SeasonTrust 0.7 the cost of half a year of zeros was higher on
// the electricity of 2017 to 2019 and, not looked at for the choice, on that of 2021 and 2022.)
func (s *season) asAYearBefore(u *usualWeek, f *frame, values []float64, n, first int, known []float64) {
	weeks := make([][dayHours]float64, len(s.weeks))
	for k := first; k < len(weeks); k++ {
		to, ok := about(u, f, values, n+(k-yearWeeks)*weekHours+weekHours/2, n)
		if !ok {
			return
		}
		for h := range to {
			weeks[k][h] = believed(to[h], 1)
		}
	}
	for k := first; k < len(weeks); k++ {
		s.weeks[k], known[k] = weeks[k], 1
	}
	s.years = 1
}

// believed is the part of a change that is taken for season.
func believed(change, trust float64) float64 {
	return math.Pow(min(max(change, 1/seasonLimit), seasonLimit), trust)
}

// about returns the activity about hour i relative to the usual week, by hour of the day, weighted by a
// triangle over seasonReach weeks to either side; hours from n on are not looked at. It returns false
// where too little is known.
func about(u *usualWeek, f *frame, values []float64, i, n int) (ratio [dayHours]float64, ok bool) {
	const reach = seasonReach * weekHours
	var is, was [dayHours]float64
	known := 0.0
	for j := max(0, i-reach); j < min(n, i+reach); j++ {
		d, hour, usual := f.usual(j)
		if !usual || math.IsNaN(values[j]) {
			continue
		}
		w := 1 - math.Abs(float64(j-i)+0.5)/reach
		is[hour] += w * values[j]
		was[hour] += w * u.cells[d.weekday][hour]
		known += w
	}
	if known < seasonKnown*reach { // the triangle's weights add up to reach
		return ratio, false
	}
	for h := range ratio {
		ratio[h] = 1
		if was[h] > 0 {
			ratio[h] = is[h] / was[h]
		}
	}
	return ratio, true
}

// weekAhead returns the first week whose factor an hour needs, the given number of hours ahead.
func weekAhead(ahead int) int { return max(0, ahead-weekHours/2) / weekHours }

// factor returns the change for an hour of the day, the given number of hours ahead.
func (s season) factor(ahead, hour int) float64 {
	if len(s.weeks) == 0 {
		return 1
	}
	at := max(0, (float64(ahead)-weekHours/2)/weekHours)
	k := min(int(at), len(s.weeks)-1)
	next := min(k+1, len(s.weeks)-1)
	part := min(1, at-float64(k))
	return (1-part)*s.weeks[k][hour] + part*s.weeks[next][hour]
}
