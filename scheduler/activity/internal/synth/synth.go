// Package synth makes hourly histories whose truth is known, for the tests of the packages about it.
package synth

import (
	"math"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// Monday is where the generated histories begin: a Monday, 00:00 UTC.
var Monday = time.Date(2022, 1, 3, 0, 0, 0, 0, time.UTC)

// Truth is a generated region whose activity is known: a weekday and a weekend shape on local clocks,
// times a yearly season, times noise.
type Truth struct {
	Zone     string
	Peak     float64
	Season   float64 // amplitude of a yearly wave
	Noise    float64 // largest relative deviation, evenly spread
	Counts   bool    // whole numbers that vary as counts do
	Holidays []string
	Weekend  calendar.Weekend
}

// Calendar returns the region's clock, weekend and holidays.
func (g Truth) Calendar() calendar.Calendar {
	var days []calendar.Holiday
	for _, d := range g.Holidays {
		days = append(days, calendar.Holiday{Date: calendar.MustParseDate(d), Name: "day off " + d})
	}
	return calendar.Calendar{Location: must(calendar.LoadZone(g.Zone)), Holidays: must(calendar.NewHolidayList(days...)), Weekend: g.Weekend}
}

// must panics where a test was written wrongly.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Usual is the share of an hour of a usual day: busy by day, quietest from 03:00 to 04:00, and at
// weekends a third, half an hour later.
func Usual(weekend bool, hour float64) float64 {
	if weekend {
		return (0.55 - 0.45*math.Cos(2*math.Pi*(hour-4)/24)) / 3
	}
	return 0.55 - 0.45*math.Cos(2*math.Pi*(hour-3.5)/24)
}

// Hour is the mean activity of the hour that begins at u.
func (g Truth) Hour(cal calendar.Calendar, u time.Time) float64 {
	local := u.In(cal.Location)
	kind, _, err := cal.Kind(calendar.DateOf(local))
	must(kind, err)
	wave := 1 + g.Season*math.Cos(2*math.Pi*u.Sub(Monday).Hours()/(24*364))
	return g.Peak * Usual(kind != calendar.KindWorkday, float64(local.Hour())+float64(local.Minute())/60+0.5) * wave
}

// Series makes hours from start on.
func (g Truth) Series(start time.Time, hours int) history.Series {
	cal := g.Calendar()
	s := history.Series{Region: g.Zone, TimeZone: g.Zone, Start: start, Values: make([]float64, hours)}
	for i := range s.Values {
		v := g.Hour(cal, start.Add(time.Duration(i)*time.Hour))
		r := Chance(uint64(i)*2 + 1)
		if g.Counts {
			v = count(v, uint64(i))
		}
		s.Values[i] = v * (1 + g.Noise*(2*r-1))
	}
	return s
}

// count draws a Poisson number of mean m, by the product of uniforms (Knuth).
func count(m float64, seed uint64) float64 {
	limit, p, n := math.Exp(-m), 1.0, -1.0
	for k := uint64(0); p > limit; k++ {
		p *= Chance(seed*1_000_003 + k)
		n++
	}
	return n
}

// Chance is a number in (0, 1), the same for the same seed.
func Chance(seed uint64) float64 {
	x := seed*0x9e3779b97f4a7c15 + 0x632be59bd9b4e019
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	x ^= x >> 31
	return (float64(x>>11) + 0.5) / (1 << 53)
}
