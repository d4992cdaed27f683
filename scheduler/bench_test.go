package scheduler_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// benchCase is a plan of the benchmarks: all starts allowed, so that every one of the grid is a
// candidate, or with working days and holidays left out.
type benchCase struct {
	name  string
	zones int
	days  int
	step  time.Duration
	rules bool
}

var benchCases = []benchCase{
	{"a/20_regions_90_days_15m", 20, 90, 15 * time.Minute, false},
	{"b/418_zones_1_year_15m", 418, 365, 15 * time.Minute, false},
	{"c/418_zones_1_year_1m", 418, 365, time.Minute, false},
	{"a/20_regions_90_days_15m_rules", 20, 90, 15 * time.Minute, true},
	{"b/418_zones_1_year_15m_rules", 418, 365, 15 * time.Minute, true},
	{"c/418_zones_1_year_1m_rules", 418, 365, time.Minute, true},
}

var (
	benchFrom    = time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	benchOverrun = []scheduler.OverrunStage{{Until: 10*time.Hour + 30*time.Minute, Probability: 0.1}}
)

const benchExposure = 10*time.Hour + 30*time.Minute

// usHolidays are the dates of the United States by the same tables that the baseline asks.
func usHolidays(t testing.TB) calendar.Holidays {
	t.Helper()
	var list []calendar.Holiday
	for year := 2026; year <= 2029; year++ {
		for _, h := range us.Holidays {
			actual, observed := h.Calc(year)
			for _, day := range []time.Time{actual, observed} {
				if !day.IsZero() {
					list = append(list, calendar.Holiday{Date: calendar.DateOf(day), Name: h.Name})
				}
			}
		}
	}
	holidays, err := calendar.NewHolidayList(list...)
	require.NoError(t, err)
	return holidays
}

func benchRegions(t testing.TB, n int) []scheduler.Region {
	t.Helper()
	holidays := usHolidays(t)
	names := zoneTab(t)
	regions := make([]scheduler.Region, n)
	for i := range regions {
		// 20 regions are spread over the list.
		name := names[i*len(names)/n]
		regions[i] = scheduler.Region{
			Name: name, Customers: int64(1000 + i), Activity: scheduler.Business(),
			Calendar: calendar.Calendar{Location: mustZone(t, name), Holidays: holidays},
		}
	}
	return regions
}

func (c benchCase) request() scheduler.Request {
	return scheduler.Request{
		Horizon:          calendar.Interval{Start: benchFrom, End: benchFrom.AddDate(0, 0, c.days)},
		Duration:         time.Hour,
		Overrun:          benchOverrun,
		Grid:             scheduler.Grid{Step: c.step},
		AllowWorkingDays: !c.rules,
		AllowHolidays:    !c.rules,
	}
}

// baseline is the straightforward way: for a candidate and each quarter of an hour of its exposure, ask
// the clock of every region and a cached calendar of holidays.
type baseline struct {
	regions   []scheduler.Region
	calendars []*cal.BusinessCalendar
}

func newBaseline(regions []scheduler.Region) *baseline {
	b := &baseline{regions: regions}
	for range regions {
		c := cal.NewBusinessCalendar()
		c.Cacheable = true
		c.AddHoliday(us.Holidays...)
		b.calendars = append(b.calendars, c)
	}
	return b
}

func (b *baseline) score(start time.Time) (impact float64, free bool) {
	free = true
	for t := start; t.Before(start.Add(benchExposure)); t = t.Add(15 * time.Minute) {
		probability := 0.1
		if t.Before(start.Add(time.Hour)) {
			probability = 1
		}
		for i := range b.regions {
			local := t.In(b.regions[i].Calendar.Location)
			actual, observed, _ := b.calendars[i].IsHoliday(local)
			kind := calendar.KindWorkday
			switch {
			case actual || observed:
				kind = calendar.KindHoliday
			case local.Weekday() == time.Saturday || local.Weekday() == time.Sunday:
				kind = calendar.KindWeekend
			}
			if probability == 1 && kind != calendar.KindWeekend {
				free = false
			}
			share := b.regions[i].Activity.Share(kind, local.Weekday(), calendar.ClockOf(local))
			impact += float64(b.regions[i].Customers) * share * probability / 4
		}
	}
	return impact, free
}

var sink float64

// BenchmarkSuggest times New and Suggest, cold, against the baseline measured in the same run on a
// sample of the candidates, evenly spread, and scaled to all of them. x_baseline is the ratio.
func BenchmarkSuggest(b *testing.B) {
	for _, c := range benchCases {
		b.Run(c.name, func(b *testing.B) {
			regions := benchRegions(b, c.zones)
			req := c.request()
			candidates := int(req.Horizon.Duration() / c.step)
			sample := 8 + 40/len(regions)*20

			base := newBaseline(regions)
			base.score(benchFrom) // fill the caches
			began := time.Now()
			for i := range sample {
				impact, _ := base.score(benchFrom.Add(time.Duration(i*(candidates/sample)) * c.step))
				sink += impact
			}
			perCandidate := time.Since(began).Seconds() / float64(sample)

			runtime.GC()
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				planner, err := scheduler.New(regions...)
				require.NoError(b, err)
				res, err := planner.Suggest(context.Background(), req)
				require.NoError(b, err)
				sink += res.Suggestions[0].Impact.CustomerHours
			}
			perSuggest := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric(perCandidate*float64(candidates)/perSuggest, "x_baseline")
			b.ReportMetric(perCandidate*float64(candidates), "baseline_s")
		})
	}
}
