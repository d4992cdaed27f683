package backtest

import (
	"context"
	"math"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// The baselines of a back-test are written plainly, and share as little as can be with the learner that
// is measured against them.

// forecastOf makes a forecast of the values expected in the hours to cover.
func forecastOf(p Past, value func(i int) float64) (Prediction, error) {
	peak := largest(p.Series.Values)
	shares := make([]float64, int(p.Cover.Duration().Hours()))
	for i := range shares {
		if v := value(i); v > 0 {
			shares[i] = min(1, v/peak)
		}
	}
	f, err := scheduler.NewForecast(p.Horizon.Start, shares)
	return Prediction{Forecast: f, Peak: peak}, err
}

// lastWeek repeats the hour a week before, or the latest whole number of weeks before that is known.
func lastWeek(_ context.Context, p Past) (Prediction, error) {
	return forecastOf(p, func(i int) float64 {
		for back := i - (i/weekHours+1)*weekHours; back+len(p.Series.Values) >= 0; back -= weekHours {
			if v := p.Series.Values[len(p.Series.Values)+back]; !math.IsNaN(v) {
				return v
			}
		}
		return 0
	})
}

// builtinProfile predicts a built-in profile, brought to the mean of the past so that in a mix every
// region has its part.
func builtinProfile(profile scheduler.Profile) func(context.Context, Past) (Prediction, error) {
	return func(_ context.Context, p Past) (Prediction, error) {
		hours, err := localHours(p.Calendar, p.Cover.Start, weekHours)
		if err != nil {
			return Prediction{}, err
		}
		off := p.Calendar.Weekend.On(calendar.DateOf(p.Cover.Start.In(p.Calendar.Location)))
		shares := 0.0
		for _, h := range hours {
			kind := calendar.KindWorkday
			if off.Contains(time.Weekday(h.day)) {
				kind = calendar.KindWeekend
			}
			shares += profile.Share(kind, time.Weekday(h.day), calendar.Clock(h.hour*hourSeconds))
		}
		sum, known := 0.0, 0.0
		for _, v := range p.Series.Values {
			if !math.IsNaN(v) {
				sum, known = sum+v, known+1
			}
		}
		return Prediction{Profile: profile, Peak: sum / max(known, 1) * weekHours / shares}, nil
	}
}

// localHours returns weekday, hour and whether it is a holiday of n hours from start on.
func localHours(cal calendar.Calendar, start time.Time, n int) ([]weekHour, error) {
	hours := make([]weekHour, n)
	days, err := cal.Days(calendar.Interval{Start: start, End: start.Add(time.Duration(n) * time.Hour)})
	if err != nil {
		return nil, err
	}
	d := 0
	for i := range hours {
		t := start.Add(time.Duration(i) * time.Hour)
		for !days[d].Interval.Contains(t) {
			d++
		}
		hours[i] = weekHour{int(days[d].Date.Weekday()), t.In(cal.Location).Hour(), days[d].Kind == calendar.KindHoliday}
	}
	return hours, nil
}

type weekHour struct {
	day, hour int
	holiday   bool
}

// meanOfWeeks predicts the weighted mean of the same local hour of the week, each week weighing decay
// less than the one after it. Holidays are left out if apart, and predicted toSunday of the way from
// their own weekday to Sunday.
func meanOfWeeks(decay float64, weeks int, toSunday float64, apart bool) func(context.Context, Past) (Prediction, error) {
	return func(_ context.Context, p Past) (Prediction, error) {
		cells, err := weeklyMeans(p, decay, weeks, apart)
		if err != nil {
			return Prediction{}, err
		}
		return predictCells(p, &cells, toSunday)
	}
}

// weeklyMeans returns the means by local hour of the week.
func weeklyMeans(p Past, decay float64, weeks int, apart bool) (grid, error) {
	n := min(len(p.Series.Values), weeks*weekHours)
	values := p.Series.Values[len(p.Series.Values)-n:]
	hours, err := localHours(p.Calendar, p.Horizon.Start.Add(-time.Duration(n)*time.Hour), n)
	if err != nil {
		return grid{}, err
	}
	var sum, weight grid
	all, known := 0.0, 0.0
	for i, v := range values {
		if math.IsNaN(v) || apart && hours[i].holiday {
			continue
		}
		w := math.Pow(1-decay, float64((n-1-i)/weekHours))
		sum[hours[i].day][hours[i].hour] += w * v
		weight[hours[i].day][hours[i].hour] += w
		all += v
		known++
	}
	for d := range sum {
		for h := range sum[d] {
			if weight[d][h] > 0 {
				sum[d][h] /= weight[d][h]
			} else {
				sum[d][h] = all / max(known, 1)
			}
		}
	}
	return sum, nil
}

func predictCells(p Past, cells *grid, toSunday float64) (Prediction, error) {
	hours, err := localHours(p.Calendar, p.Cover.Start, int(p.Cover.Duration().Hours()))
	if err != nil {
		return Prediction{}, err
	}
	return forecastOf(p, func(i int) float64 {
		v := cells[hours[i].day][hours[i].hour]
		if hours[i].holiday {
			v += toSunday * (cells[time.Sunday][hours[i].hour] - v)
		}
		return v
	})
}

// averageOfLearners is the mean of four learners (the mean of 4 weeks, and the means weighted 10, 30
// and 60 % a week, holidays left out and predicted 85 % towards Sunday), shrunk towards the nearest
// built-in as if that were a quarter of a week of data beside four.
func averageOfLearners(_ context.Context, p Past) (Prediction, error) {
	var cells grid
	for _, l := range []struct {
		decay float64
		weeks int
	}{{0, 4}, {0.1, 26}, {0.3, 26}, {0.6, 26}} {
		one, err := weeklyMeans(p, l.decay, l.weeks, true)
		if err != nil {
			return Prediction{}, err
		}
		for d := range cells {
			for h := range cells[d] {
				cells[d][h] += one[d][h] / 4
			}
		}
	}
	prior := nearest(&cells, p)
	for d := range cells {
		for h := range cells[d] {
			cells[d][h] += (prior[d][h] - cells[d][h]) / 17
		}
	}
	return predictCells(p, &cells, 0.85)
}

// nearest returns the built-in profile that fits the cells best by the least sum of squares, brought to
// their sum. A cell begins where the hours of the history do, which on clocks of half an hour is in the
// middle of an hour of the profile.
func nearest(cells *grid, p Past) grid {
	local := p.Horizon.Start.In(p.Calendar.Location)
	off := p.Calendar.Weekend.On(calendar.DateOf(local))
	past := float64(local.Minute()) / 60
	var best grid
	least := math.Inf(1)
	for _, name := range scheduler.BuiltinActivities() {
		profile, _ := scheduler.BuiltinActivity(name)
		share := func(hour int) float64 {
			day := time.Weekday(hour / dayHours % 7)
			kind := calendar.KindWorkday
			if off.Contains(day) {
				kind = calendar.KindWeekend
			}
			return profile.Share(kind, day, calendar.Clock(hour%dayHours*hourSeconds))
		}
		var g grid
		sum, all, squares := 0.0, 0.0, 0.0
		for i := range weekHours {
			g[i/dayHours][i%dayHours] = (1-past)*share(i) + past*share(i+1)
			sum += g[i/dayHours][i%dayHours]
			all += cells[i/dayHours][i%dayHours]
		}
		for d := range g {
			for h := range g[d] {
				g[d][h] *= all / sum
				squares += (g[d][h] - cells[d][h]) * (g[d][h] - cells[d][h])
			}
		}
		if squares < least {
			best, least = g, squares
		}
	}
	return best
}

// grid is a week of activity by weekday and local hour.
type grid [7][dayHours]float64

// ceiling is the best weekly profile there is: the means of what happens, by weekday and by weekday
// holiday. No profile can do better in the mean; a forecast can, since it tells weeks apart.
func ceiling(_ context.Context, p Past) (Prediction, error) {
	hours, err := localHours(p.Calendar, p.Cover.Start, int(p.Cover.Duration().Hours()))
	if err != nil {
		return Prediction{}, err
	}
	var sum, count [2]grid
	kind := func(h weekHour) int {
		if h.holiday {
			return 1
		}
		return 0
	}
	for i, h := range hours[:int(p.Horizon.Duration().Hours())] {
		if v, ok := p.Truth(p.Horizon.Start.Add(time.Duration(i) * time.Hour)); ok {
			sum[kind(h)][h.day][h.hour] += v
			count[kind(h)][h.day][h.hour]++
		}
	}
	return forecastOf(p, func(i int) float64 {
		h := hours[i]
		if n := count[kind(h)][h.day][h.hour]; n > 0 {
			return sum[kind(h)][h.day][h.hour] / n
		}
		return math.Inf(1) // nothing is known: no window lies there
	})
}
