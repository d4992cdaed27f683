package scheduler

import (
	"cmp"
	"slices"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// exposure is what a start costs in one region, exactly.
type exposure struct {
	region           int
	planned, overrun exact.Uint128 // in the unit of Planner.hour
	window           int64         // millionths x seconds of activity in the window
	peak             int32         // millionths
}

func (e exposure) total() exact.Uint128 { return e.planned.Add(e.overrun) }

// expose works out what a start costs in one region.
func (c *compiled) expose(region int, start int64) exposure {
	e := exposure{region: region}
	customers := uint64(c.planner.weight(region))
	from := start
	for k, s := range c.job.stages {
		end := start + s.Until
		area, peak := c.areaAndPeak(region, from, end)
		weighted := exact.Mul64(customers, uint64(area)).Mul(uint64(s.Probability))
		if k == 0 {
			e.planned, e.window, e.peak = weighted, area, peak
		} else {
			e.overrun = e.overrun.Add(weighted)
		}
		from = end
	}
	return e
}

// areaAndPeak returns the area under a region's activity over [from, to), in millionths x seconds, and
// the highest of it. By sums over the hours of a row its cost grows with days, not hours.
func (c *compiled) areaAndPeak(region int, from, to int64) (area int64, peak int32) {
	d, f := &c.days[region], c.planner.regions[region].Forecast
	before, within, after := f.split(from, to)
	for _, part := range []exact.Span{before, after} {
		for p, row := range c.dayRows(region, part.From, part.To) {
			lo, hi := exact.FloorMod(p.From+p.Offset, exact.DaySeconds), exact.FloorMod(p.To-1+p.Offset, exact.DaySeconds)+1
			area += d.table.area(row, hi) - d.table.area(row, lo)
			peak = max(peak, slices.Max(d.table.rows[row][lo/exact.HourSeconds:(hi-1)/exact.HourSeconds+1]))
		}
	}
	if within.From < within.To {
		area += f.area(within.To) - f.area(within.From)
		peak = max(peak, f.peak(within.From, within.To))
	}
	return area, peak
}

// impact returns what a start costs, rounded, with every region's part.
func (c *compiled) impact(start int64) Impact {
	var planned, overrun, window exact.Uint128
	list := make([]exposure, len(c.planner.regions))
	for i := range list {
		list[i] = c.expose(i, start)
		planned, overrun = planned.Add(list[i].planned), overrun.Add(list[i].overrun)
		window = window.Add(exact.Mul64(uint64(c.planner.regions[i].Customers), uint64(list[i].window)))
	}
	slices.SortFunc(list, func(a, b exposure) int {
		if ta, tb := a.total(), b.total(); ta != tb {
			if tb.Less(ta) {
				return -1
			}
			return 1
		}
		return cmp.Compare(c.planner.regions[a.region].Name, c.planner.regions[b.region].Name)
	})
	peak := c.demand.Peak(start, start+c.job.duration)
	hour := c.planner.hour()
	all := uint64(c.planner.customers)
	im := Impact{
		CustomerHours:        exact.MillionthsOf(planned.Add(overrun), hour),
		PlannedCustomerHours: exact.MillionthsOf(planned, hour),
		OverrunCustomerHours: exact.MillionthsOf(overrun, hour),
		MeanShare:            window.Divide(all * uint64(c.job.duration)).Millionths(),
		PeakShare:            exact.Of(uint64(peak)).Divide(all).Millionths(),
		Weighted:             c.planner.weighted != nil,
		Regions:              make([]RegionImpact, len(list)),
	}
	for i, e := range list {
		im.Regions[i] = c.regionImpact(e, start)
	}
	return im
}

func (c *compiled) regionImpact(e exposure, start int64) RegionImpact {
	r := &c.planner.regions[e.region]
	end, hour := start+c.job.duration, c.planner.hour()
	ri := RegionImpact{
		Region: r.Name, Customers: r.Customers, Weight: cmp.Or(r.Weight, 1), TimeZone: r.Calendar.Location.String(),
		Local:                c.interval(start, end).In(r.Calendar.Location),
		CustomerHours:        exact.MillionthsOf(e.total(), hour),
		PlannedCustomerHours: exact.MillionthsOf(e.planned, hour),
		OverrunCustomerHours: exact.MillionthsOf(e.overrun, hour),
		MeanShare:            exact.Of(uint64(e.window)).Divide(uint64(c.job.duration)).Millionths(),
		PeakShare:            float64(e.peak) / exact.ShareUnit,
	}
	for day := range c.localDays(e.region, start, end) {
		date := calendar.DateOfDay(day.day)
		if n := len(ri.Days); n == 0 || ri.Days[n-1].Date != date {
			ri.Days = append(ri.Days, LocalDay{Date: date, Kind: day.kind, Name: day.name})
		}
	}
	return ri
}
