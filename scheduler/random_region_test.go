package scheduler_test

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

func dateOf(seconds int64) ymd {
	y, m, d := time.Unix(seconds, 0).UTC().Date()
	return ymd{y, m, d}
}

func (d ymd) date() calendar.Date {
	return calendar.Date{Year: d.year, Month: d.month, Day: d.day}
}

// nearDate returns a date in or next to the horizon and its runway.
func (p *refPlan) nearDate(d dice) ymd { return dateOf(d.between(p.from-2*day, p.to+3*day)) }

// randomRegion draws a region's calendar and activity.
func (p *refPlan) randomRegion(t testing.TB, d dice, i int, zone string) refRegion {
	r := refRegion{name: fmt.Sprintf("R%d", i), weight: thousandth, loc: zoneOf(t, zone), weekend: randomWeekend(d)}
	if d.chance(30) {
		r.name = fmt.Sprintf("%c region %d", 'Z'-i, i) // names in another order than the regions
	}
	for at := p.from; d.chance(20); at += 2 * day {
		r.changes = append(r.changes, refChange{dateOf(at), randomWeekend(d)})
	}
	for k := range d.IntN(5) {
		h := refHoliday{date: p.nearDate(d), name: fmt.Sprintf("Day %d", k), estimated: d.chance(40), disputed: d.chance(15)}
		if k > 0 && d.chance(25) {
			h.date = r.holidays[k-1].date
		}
		if k == 1 && h.date != r.holidays[0].date && d.chance(40) {
			h.name = r.holidays[0].name // as the days of one feast; names on one date differ
		}
		r.holidays = append(r.holidays, h)
	}
	for k := range d.IntN(6) {
		w := refWorked{date: p.nearDate(d), name: pick(d, "", fmt.Sprintf("Make-up %d", k)), plan: d.chance(50)}
		taken := false
		for _, other := range r.worked {
			taken = taken || other.date == w.date && other.plan == w.plan
		}
		for _, h := range r.holidays {
			// A source does not call a day both.
			taken = taken || h.date == w.date && !w.plan
		}
		if !taken {
			r.worked = append(r.worked, w)
		}
	}
	levels := pick(d, []int64{0, millionth}, []int64{millionth}, []int64{50_000, 300_000, 1_000_000}, []int64{d.between(0, millionth), d.between(0, millionth), d.between(0, millionth), 7, 999_999})
	row := func() (out [24]int64) {
		for h := range out {
			out[h] = pick(d, levels...)
			if h > 0 && d.chance(40) {
				out[h] = out[h-1]
			}
		}
		return out
	}
	r.workday, r.weekendRow, r.holiday = row(), row(), row()
	r.byDay, r.byHoliday = map[time.Weekday][24]int64{}, map[time.Weekday][24]int64{}
	for day := range time.Weekday(7) {
		if d.chance(8) {
			r.byDay[day] = row()
		}
		if d.chance(8) {
			r.byHoliday[day] = row()
		}
	}
	return r
}

// addWeights lets the customers of some regions count more or less than 1. By weight they stay as many
// as a planner takes.
func (p *refPlan) addWeights(d dice) {
	if !d.chance(35) {
		return
	}
	room := int64(scheduler.MaxCustomers * thousandth)
	for _, r := range p.regions {
		room -= r.customers * thousandth
	}
	for i := range p.regions {
		r := &p.regions[i]
		w := pick[int64](d, thousandth, thousandth, 5_000, 2_500, 1_001, 999, 500, 20, 1, 1_000_000, d.between(1, 10_000))
		if more := r.customers * (w - thousandth); more <= room {
			r.weight, room = w, room-more
		}
	}
}

// addForecasts gives some regions a forecast for the horizon and its overrun. An hour of it may begin
// at any minute.
func (p *refPlan) addForecasts(d dice) {
	for i := range p.regions {
		r := &p.regions[i]
		if !d.chance(10) {
			continue
		}
		r.forecastFrom = p.from - p.from%60 - d.between(0, 5000)*60
		for end := p.to + p.tail() + d.between(0, 200)*3600; r.forecastFrom+int64(len(r.forecast))*3600 < end; {
			r.forecast = append(r.forecast, pick(d, r.workday[:]...))
		}
	}
}

// tail returns how long a window lasts with its overrun.
func (p *refPlan) tail() int64 {
	if n := len(p.stages); n > 0 {
		return p.stages[n-1].until
	}
	return p.duration
}

func copyActivity(to, from *refRegion) {
	to.workday, to.weekendRow, to.holiday, to.byDay, to.byHoliday = from.workday, from.weekendRow, from.holiday, from.byDay, from.byHoliday
}

func sameActivity(a, b *refRegion) bool {
	return a.workday == b.workday && a.weekendRow == b.weekendRow && a.holiday == b.holiday && maps.Equal(a.byDay, b.byDay) && maps.Equal(a.byHoliday, b.byHoliday)
}

func randomWeekend(d dice) map[time.Weekday]bool {
	return pick(d,
		map[time.Weekday]bool{time.Saturday: true, time.Sunday: true},
		map[time.Weekday]bool{time.Saturday: true, time.Sunday: true},
		map[time.Weekday]bool{time.Friday: true, time.Saturday: true},
		map[time.Weekday]bool{time.Friday: true, time.Sunday: true},
		map[time.Weekday]bool{},
		map[time.Weekday]bool{0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 6: true},
	)
}

// built is a plan in the library's terms.
type built struct {
	planner *scheduler.Planner
	req     scheduler.Request
}

func daySet(days map[time.Weekday]bool) calendar.DaySet {
	set := calendar.NoDays
	for d := range time.Weekday(7) {
		if days[d] {
			set |= calendar.NewDaySet(d)
		}
	}
	return set
}

func floats(row [24]int64) (out scheduler.Shares) {
	for h, share := range row {
		out[h] = float64(share) / millionth
	}
	return out
}

func floatRows(rows map[time.Weekday][24]int64) map[time.Weekday]scheduler.Shares {
	out := map[time.Weekday]scheduler.Shares{}
	for d, row := range rows {
		out[d] = floats(row)
	}
	return out
}

// region turns a region into the library's. Regions of one activity share its profile.
func (r *refRegion) region(t testing.TB, profile scheduler.Profile) scheduler.Region {
	var changes []calendar.WeekendChange
	for _, c := range r.changes {
		changes = append(changes, calendar.WeekendChange{From: c.from.date(), Days: daySet(c.days)})
	}
	weekend, err := calendar.NewWeekend(daySet(r.weekend), changes...)
	require.NoError(t, err)
	var list []calendar.Holiday
	for _, h := range r.holidays {
		list = append(list, calendar.Holiday{Date: h.date.date(), Name: h.name, Estimated: h.estimated, Disputed: h.disputed})
	}
	holidays, err := calendar.NewHolidayList(list...)
	require.NoError(t, err)
	var own, known []calendar.WorkingDay
	for _, w := range r.worked {
		if w.plan {
			own = append(own, calendar.WorkingDay{Date: w.date.date(), Name: w.name})
		} else {
			known = append(known, calendar.WorkingDay{Date: w.date.date(), Name: w.name})
		}
	}
	ownList, err := calendar.NewWorkingDayList(own...)
	require.NoError(t, err)
	knownList, err := calendar.NewWorkingDayList(known...)
	require.NoError(t, err)
	out := scheduler.Region{Name: r.name, Customers: r.customers, Weight: float64(r.weight) / thousandth, Activity: profile, Calendar: calendar.Calendar{
		Location: r.loc, Weekend: weekend, Holidays: knowing{holidays, knownList}, WorkingDays: ownList,
	}}
	if r.forecast != nil {
		shares := make([]float64, len(r.forecast))
		for i, share := range r.forecast {
			shares[i] = float64(share) / millionth
		}
		out.Forecast, err = scheduler.NewForecast(time.Unix(r.forecastFrom, 0), shares)
		require.NoError(t, err)
	}
	return out
}

// knowing is a source that knows rest days that are worked.
type knowing struct {
	calendar.HolidayList
	calendar.WorkingDayList
}

func (k knowing) Between(first, last calendar.Date) ([]calendar.Holiday, error) {
	return k.HolidayList.Between(first, last)
}

func (r *refRegion) profile(t testing.TB) scheduler.Profile {
	profile, err := scheduler.NewProfile(scheduler.ProfileRows{
		Workday: floats(r.workday), Weekend: floats(r.weekendRow), Holiday: floats(r.holiday), Days: floatRows(r.byDay), HolidayDays: floatRows(r.byHoliday),
	})
	require.NoError(t, err)
	return profile
}

// build turns the plan into a planner and a request.
func (p *refPlan) build(t testing.TB) built {
	var regions []scheduler.Region
	for i := range p.regions {
		profile := p.regions[i].profile(t)
		if i > 0 && sameActivity(&p.regions[i], &p.regions[i-1]) {
			profile = regions[i-1].Activity
		}
		regions = append(regions, p.regions[i].region(t, profile))
	}
	planner, err := scheduler.New(regions...)
	require.NoError(t, err)
	req := scheduler.Request{
		Horizon: p.interval(p.from, p.to), Duration: seconds(p.duration), Rollback: seconds(p.rollback),
		AllowWorkingDays: !p.skipWeekdays, AllowHolidays: !p.skipHolidays, Estimated: scheduler.EstimatedExact,
		Tolerate: float64(p.tolerate) / millionth, Grid: scheduler.Grid{Step: seconds(p.step), Location: p.grid}, Count: p.count, Spacing: seconds(p.spacing),
	}
	if p.keep != p.duration {
		req.KeepClear = seconds(p.keep)
	}
	if p.pad {
		req.Estimated = scheduler.EstimatedPad
	}
	if p.ignore {
		req.Estimated = scheduler.EstimatedIgnore
	}
	for _, s := range p.stages {
		req.Overrun = append(req.Overrun, scheduler.OverrunStage{Until: seconds(s.until), Probability: float64(s.probability) / millionth})
	}
	for k, r := range p.rules {
		if k != p.withoutRule {
			req.Rules = append(req.Rules, r.rule)
		}
	}
	if p.candidates != nil {
		req.Candidates = []time.Time{}
		for _, c := range p.candidates {
			req.Candidates = append(req.Candidates, p.instant(c))
		}
	}
	return built{planner, req}
}

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }
