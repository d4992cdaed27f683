package backtest

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// scene is one decision to be made: when, how far ahead, and what then happened.
type scene struct {
	at       time.Time
	horizon  calendar.Interval
	truth    []float64 // the mix in each hour of the horizon; NaN where missing
	capacity float64
	missing  calendar.Set
}

// scene sets a decision up. It returns false where too much of it is missing.
func (b *backtest) scene(at time.Time, horizon time.Duration) (*scene, bool) {
	now := int(at.Sub(b.start).Hours())
	s := &scene{
		at:      at,
		horizon: calendar.Interval{Start: at, End: at.Add(horizon)},
		truth:   b.mixed[now : now+int(horizon.Hours())],
	}
	var past []float64
	for _, v := range b.mixed[max(0, now-memory*weekHours):now] {
		if !math.IsNaN(v) {
			past = append(past, v)
		}
	}
	if len(past) < leastHours {
		return nil, false
	}
	slices.Sort(past)
	s.capacity = past[int(capacityQuantile*float64(len(past)-1))]
	var gaps []calendar.Interval
	for i, v := range s.truth {
		if math.IsNaN(v) {
			hour := at.Add(time.Duration(i) * time.Hour)
			gaps = append(gaps, calendar.Interval{Start: hour, End: hour.Add(time.Hour)})
		}
	}
	s.missing = calendar.NewSet(gaps...)
	return s, float64(len(gaps)) <= missingAllowed*float64(len(s.truth))
}

// play lets every predictor decide, for every window. It returns false where no window is free.
func (b *backtest) play(ctx context.Context, s *scene) (bool, error) {
	outcomes := make([][]Outcome, len(b.opt.Windows))
	truths := make([]*contest, len(b.opt.Windows))
	for i, window := range b.opt.Windows {
		var err error
		if truths[i], err = b.contest(ctx, s, window); err != nil {
			return false, err
		}
		if len(truths[i].free) == 0 {
			return false, nil
		}
	}
	for _, p := range b.opt.Predictors {
		var v view
		if p.Predict != nil {
			var err error
			if v, err = b.predict(ctx, p, s); err != nil {
				return false, fmt.Errorf("predictor %s at %s: %w", p.Name, s.at.Format(time.RFC3339), err)
			}
		}
		right, known, err := b.hours(ctx, v, s)
		if err != nil {
			return false, err
		}
		for i, c := range truths {
			start, err := b.choose(ctx, p, v, s, c)
			if err != nil {
				return false, err
			}
			o := c.outcome
			o.Start, o.Load, o.HoursRight, o.Hours = start, s.load(start, c.window), right, known
			outcomes[i] = append(outcomes[i], o)
		}
	}
	b.report.add(s.horizon.Duration(), outcomes)
	return true, nil
}

// contest is what is the same for all predictors: the free starts, and the best and the worst of them.
type contest struct {
	window  time.Duration
	request scheduler.Request
	free    []time.Time
	outcome Outcome
}

func (b *backtest) contest(ctx context.Context, s *scene, window time.Duration) (*contest, error) {
	c := &contest{window: window, request: scheduler.Request{
		Horizon: s.horizon, Duration: window, Grid: b.grid, Count: 1,
		AllowWorkingDays: !b.opt.Rules, AllowHolidays: !b.opt.Rules, Tolerate: b.opt.Tolerate,
	}}
	if !s.missing.Empty() {
		c.request.Rules = []scheduler.Rule{scheduler.Blackout(scheduler.Instants("no data", s.missing))}
	}
	timeline, err := b.plain.Timeline(ctx, c.request)
	if err != nil {
		return nil, err
	}
	for start := range timeline.Starts() {
		c.free = append(c.free, start.UTC())
	}
	c.outcome = Outcome{At: s.at, Lowest: math.Inf(1), Capacity: s.capacity}
	for _, start := range c.free {
		load := s.load(start, window)
		c.outcome.Lowest, c.outcome.Highest = min(c.outcome.Lowest, load), max(c.outcome.Highest, load)
	}
	return c, nil
}

// choose returns the start that a predictor chooses.
func (b *backtest) choose(ctx context.Context, p Predictor, v view, s *scene, c *contest) (time.Time, error) {
	if p.Start != nil {
		return p.Start(Choice{Free: c.free, Largest: b.largestRegion().Calendar.Location, Window: c.window, Horizon: s.horizon}), nil
	}
	result, err := v.planner.Suggest(ctx, c.request)
	if err != nil {
		return time.Time{}, err
	}
	return result.Suggestions[0].Window.Start.UTC(), nil
}

// view is the regions as a predictor sees them.
type view struct {
	planner *scheduler.Planner
	unit    float64 // the load of one customer
}

// predict asks the predictor about every region.
func (b *backtest) predict(ctx context.Context, p Predictor, s *scene) (view, error) {
	total := 0.0
	seen := make([]Prediction, len(b.regions))
	for i, r := range b.regions {
		past := Past{Series: r.Series.Before(s.at), Calendar: r.Calendar, Horizon: s.horizon, Cover: s.horizon}
		past.Cover.End = past.Cover.End.Add(slices.Max(b.opt.Windows))
		if p.Future {
			past.future = r.Series
		}
		var err error
		if seen[i], err = p.Predict(ctx, past); err != nil {
			return view{}, err
		}
		if seen[i].Peak == 0 {
			seen[i].Peak = largest(past.Series.Values)
		}
		total += seen[i].Peak * b.scale[i]
	}
	var regions []scheduler.Region
	for i, r := range b.regions {
		customers := int64(math.Round(mixCustomers * seen[i].Peak * b.scale[i] / total))
		if customers == 0 {
			continue // too small a part to matter
		}
		regions = append(regions, scheduler.Region{
			Name: regionName(i), Customers: customers, Calendar: r.Calendar,
			Activity: seen[i].Profile, Forecast: seen[i].Forecast,
		})
	}
	planner, err := scheduler.New(regions...)
	return view{planner: planner, unit: total / mixCustomers}, err
}

// plainPlanner knows the regions' calendars only: enough to tell which starts are free.
func (b *backtest) plainPlanner() (*scheduler.Planner, error) {
	var regions []scheduler.Region
	for i, r := range b.regions {
		if customers := int64(math.Round(mixCustomers * r.Share / b.shares)); customers > 0 {
			regions = append(regions, scheduler.Region{Name: regionName(i), Customers: customers, Calendar: r.Calendar})
		}
	}
	return scheduler.New(regions...)
}

func regionName(i int) string { return fmt.Sprintf("region %d", i) }

// largest returns the largest value that is known, 0 where none is.
func largest(values []float64) float64 {
	most := 0.0
	for _, v := range values {
		if v > most {
			most = v
		}
	}
	return most
}

// load returns the true mean load of a window.
func (s *scene) load(start time.Time, window time.Duration) float64 {
	from, n := int(start.Sub(s.at).Hours()), int(window.Hours())
	sum := 0.0
	for _, v := range s.truth[from : from+n] {
		sum += v
	}
	return sum / float64(n)
}

func (b *backtest) largestRegion() Region {
	best := 0
	for i, r := range b.regions {
		if r.Share > b.regions[best].Share {
			best = i
		}
	}
	return b.regions[best]
}

// hours counts the hours that the predictor saw coming: at most 10 % of capacity too high, or 5 % too
// low.
func (b *backtest) hours(ctx context.Context, v view, s *scene) (right, known int, err error) {
	if v.planner == nil {
		return 0, 0, nil
	}
	timeline, err := v.planner.Timeline(ctx, scheduler.Request{Horizon: s.horizon, Duration: time.Hour, Grid: b.grid, AllowWorkingDays: true, AllowHolidays: true})
	if err != nil {
		return 0, 0, err
	}
	demand := timeline.Demand()
	for i, truth := range s.truth {
		if math.IsNaN(truth) {
			continue
		}
		known++
		hour := s.at.Add(time.Duration(i) * time.Hour)
		e := demand.CustomerHours(calendar.Interval{Start: hour, End: hour.Add(time.Hour)})*v.unit - truth
		if e <= 0.1*s.capacity && e >= -0.05*s.capacity {
			right++
		}
	}
	return right, known, nil
}
