package activity_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity"
)

// monday is where the generated histories begin.
var monday = time.Date(2022, 1, 3, 0, 0, 0, 0, time.UTC)

// truth is a generated region whose activity is known: a weekday and a weekend shape on local clocks,
// times a yearly season, times noise.
type truth struct {
	zone     string
	peak     float64
	season   float64 // amplitude of a yearly wave
	noise    float64 // largest relative deviation, evenly spread
	counts   bool    // whole numbers that vary as counts do
	holidays []string
	weekend  calendar.Weekend
}

func (g truth) calendar(t testing.TB) calendar.Calendar {
	t.Helper()
	loc, err := calendar.LoadZone(g.zone)
	require.NoError(t, err)
	var days []calendar.Holiday
	for _, d := range g.holidays {
		days = append(days, calendar.Holiday{Date: calendar.MustParseDate(d), Name: "day off " + d})
	}
	list, err := calendar.NewHolidayList(days...)
	require.NoError(t, err)
	return calendar.Calendar{Location: loc, Holidays: list, Weekend: g.weekend}
}

// usual is the share of an hour of a usual day: busy by day, quietest from 03:00 to 04:00, and at
// weekends a third, half an hour later.
func usual(weekend bool, hour float64) float64 {
	if weekend {
		return (0.55 - 0.45*math.Cos(2*math.Pi*(hour-4)/24)) / 3
	}
	return 0.55 - 0.45*math.Cos(2*math.Pi*(hour-3.5)/24)
}

// hour is the mean activity of the hour that begins at u.
func (g truth) hour(cal calendar.Calendar, u time.Time) float64 {
	local := u.In(cal.Location)
	kind, _, err := cal.Kind(calendar.DateOf(local))
	if err != nil {
		panic(err)
	}
	wave := 1 + g.season*math.Cos(2*math.Pi*u.Sub(monday).Hours()/(24*364))
	return g.peak * usual(kind != calendar.KindWorkday, float64(local.Hour())+float64(local.Minute())/60+0.5) * wave
}

// series makes hours from start on.
func (g truth) series(t testing.TB, start time.Time, hours int) activity.Series {
	t.Helper()
	cal := g.calendar(t)
	s := activity.Series{Region: g.zone, TimeZone: g.zone, Start: start, Values: make([]float64, hours)}
	for i := range s.Values {
		v := g.hour(cal, start.Add(time.Duration(i)*time.Hour))
		r := chance(uint64(i)*2 + 1)
		if g.counts {
			v = count(v, uint64(i))
		}
		s.Values[i] = v * (1 + g.noise*(2*r-1))
	}
	return s
}

// count draws a Poisson number of mean m, by the product of uniforms (Knuth).
func count(m float64, seed uint64) float64 {
	limit, p, n := math.Exp(-m), 1.0, -1.0
	for k := uint64(0); p > limit; k++ {
		p *= chance(seed*1_000_003 + k)
		n++
	}
	return n
}

// chance is a number in (0, 1), the same for the same seed.
func chance(seed uint64) float64 {
	x := seed*0x9e3779b97f4a7c15 + 0x632be59bd9b4e019
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	x ^= x >> 31
	return (float64(x>>11) + 0.5) / (1 << 53)
}

func learn(t testing.TB, s activity.Series, cal calendar.Calendar) *activity.Model {
	t.Helper()
	m, err := activity.Learn(s, cal, activity.Options{})
	require.NoError(t, err)
	return m
}
