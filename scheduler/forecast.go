package scheduler

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Forecast is a region's activity hour by hour over a span of time, for where a weekly Profile says
// too little: a season, a trend, the night before a holiday. It never changes once built and may be
// shared. The zero value is no forecast.
type Forecast struct {
	from   int64   // a whole minute
	shares []int32 // millionths, one an hour
	sums   []int64 // of the shares before each hour; the last is that of all
}

// MaxForecastHours is the longest forecast: five years and a month of overrun.
const MaxForecastHours = (MaxHorizonYears*366 + 31) * 24

// NewForecast returns the forecast whose first hour begins at start, a whole minute, and whose hours
// follow each other without gaps: elapsed hours, whatever local clocks do. Shares are from 0 to 1,
// relative to the region's busiest usual hour, and held in whole millionths. Everything else is
// reported at once, as FieldErrors.
func NewForecast(start time.Time, shares []float64) (Forecast, error) {
	var faults FieldErrors
	if checkInstant(&faults, "start", start) && start.Unix()%60 != 0 {
		faults.add("start", formatTime(start), "a whole minute")
	}
	if n := len(shares); n < 1 || n > MaxForecastHours {
		faults.add("shares", n, fmt.Sprintf("1 to %d hours", MaxForecastHours))
		return Forecast{}, faults
	}
	f := Forecast{from: start.Unix(), shares: make([]int32, len(shares)), sums: make([]int64, len(shares)+1)}
	for i, share := range shares {
		m, ok := exact.Millionths(share)
		if !ok {
			faults.add(fmt.Sprintf("shares[%d]", i), share, "a share from 0 to 1")
		}
		f.shares[i], f.sums[i+1] = int32(m), f.sums[i]+m
	}
	if err := faults.err(); err != nil {
		return Forecast{}, err
	}
	return f, nil
}

// Span returns the time that the forecast covers, in UTC; it is empty without a forecast.
func (f Forecast) Span() calendar.Interval {
	s := f.span()
	return calendar.Interval{Start: time.Unix(s.From, 0).UTC(), End: time.Unix(s.To, 0).UTC()}
}

// Share returns the share at the instant t, and false outside the forecast.
func (f Forecast) Share(t time.Time) (float64, bool) {
	if s, unix := f.span(), t.Unix(); unix >= s.From && unix < s.To {
		return float64(f.shares[(unix-s.From)/exact.HourSeconds]) / exact.ShareUnit, true
	}
	return 0, false
}

func (f Forecast) span() exact.Span {
	return exact.Span{From: f.from, To: f.from + int64(len(f.shares))*exact.HourSeconds}
}

// area returns the sum of the shares up to the instant t of the span, in millionths x seconds.
func (f Forecast) area(t int64) int64 {
	hour, rest := (t-f.from)/exact.HourSeconds, (t-f.from)%exact.HourSeconds
	sum := f.sums[hour] * exact.HourSeconds
	if rest > 0 {
		sum += int64(f.shares[hour]) * rest
	}
	return sum
}

// peak returns the largest share in [from, to), which lies in the span.
func (f Forecast) peak(from, to int64) int32 {
	return slices.Max(f.shares[(from-f.from)/exact.HourSeconds : (to-1-f.from)/exact.HourSeconds+1])
}

// levels walks the hours of [from, to), which lies in the span.
func (f Forecast) levels(from, to int64) iter.Seq[level] {
	return func(yield func(level) bool) {
		for t := from; t < to; {
			hour := (t - f.from) / exact.HourSeconds
			end := min(to, f.from+(hour+1)*exact.HourSeconds)
			if !yield(level{t, end, f.shares[hour]}) {
				return
			}
			t = end
		}
	}
}

// checkForecasts reports the regions whose forecasts do not cover the horizon and what an overrun can
// add to it: no window ends after the horizon.
func (p *Planner) checkForecasts(j *job) FieldErrors {
	var faults FieldErrors
	end := j.to + j.tail - j.duration
	for i, r := range p.regions {
		if s := r.Forecast.span(); s.From < s.To && (s.From > j.from || s.To < end) {
			needed := calendar.Interval{Start: time.Unix(j.from, 0).In(j.loc), End: time.Unix(end, 0).In(j.loc)}
			faults.add(fmt.Sprintf("regions[%d].forecast", i), r.Forecast.Span().String(), fmt.Sprintf("a forecast for the whole horizon and its overrun, %s", needed))
		}
	}
	return faults
}

// addForecast adds a region's forecast to the steps of demand, and its profile outside the forecast.
func (c *compiled) addForecast(s *exact.Slots, diff, heads []int64, region int) {
	customers, weight := c.planner.regions[region].Customers, c.planner.weight(region)
	for l := range c.levels(region, c.lo, c.hi) {
		from, to := s.At(l.from), s.At(l.to)
		diff[from] += weight * int64(l.share)
		diff[to] -= weight * int64(l.share)
		if heads != nil {
			heads[from] += customers * int64(l.share)
			heads[to] -= customers * int64(l.share)
		}
	}
}

// split cuts [from, to) into the part before the region's forecast, within it, and after it. Without
// a forecast all of it lies before.
func (f Forecast) split(from, to int64) (before, within, after exact.Span) {
	s := f.span()
	if s.From >= s.To {
		return exact.Span{From: from, To: to}, exact.Span{}, exact.Span{}
	}
	return exact.Span{From: from, To: min(to, max(from, s.From))}, exact.Span{From: max(from, s.From), To: min(to, s.To)}, exact.Span{From: max(from, s.To), To: to}
}

// forecastStarts returns when the regions' forecasts begin: their hours are counted from there.
func (c *compiled) forecastStarts() []int64 {
	var out []int64
	for i := range c.planner.regions {
		if f := &c.planner.regions[i].Forecast; len(f.shares) > 0 {
			out = append(out, f.from)
		}
	}
	return out
}
