package scheduler

import (
	"cmp"
	"slices"

	"github.com/quietwindow/quietwindow/calendar"
)

// exposure is what a start costs in one region, exactly.
type exposure struct {
	region           int
	planned, overrun uint128 // customers x millionths x millionths x seconds
	window           int64   // millionths x seconds of activity in the window
	peak             int32   // millionths
}

func (e exposure) total() uint128 { return e.planned.add(e.overrun) }

// expose works out what a start costs in one region.
func (c *compiled) expose(region int, start int64) exposure {
	e := exposure{region: region}
	customers := uint64(c.planner.regions[region].Customers)
	from := start
	for k, s := range c.job.stages {
		end := start + s.until
		area, peak := c.areaAndPeak(region, from, end)
		weighted := mul64(customers, uint64(area)).mul(uint64(s.probability))
		if k == 0 {
			e.planned, e.window, e.peak = weighted, area, peak
		} else {
			e.overrun = e.overrun.add(weighted)
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
	for _, part := range []span{before, after} {
		for p, row := range c.dayRows(region, part.from, part.to) {
			lo, hi := floorMod(p.from+p.offset, daySeconds), floorMod(p.to-1+p.offset, daySeconds)+1
			area += d.table.area(row, hi) - d.table.area(row, lo)
			peak = max(peak, slices.Max(d.table.rows[row][lo/hourSeconds:(hi-1)/hourSeconds+1]))
		}
	}
	if within.from < within.to {
		area += f.area(within.to) - f.area(within.from)
		peak = max(peak, f.peak(within.from, within.to))
	}
	return area, peak
}

// impact returns what a start costs, rounded, with every region's part.
func (c *compiled) impact(start int64) Impact {
	var planned, overrun, window uint128
	list := make([]exposure, len(c.planner.regions))
	for i := range list {
		list[i] = c.expose(i, start)
		planned, overrun = planned.add(list[i].planned), overrun.add(list[i].overrun)
		window = window.add(mul64(uint64(c.planner.regions[i].Customers), uint64(list[i].window)))
	}
	slices.SortFunc(list, func(a, b exposure) int {
		if ta, tb := a.total(), b.total(); ta != tb {
			if tb.less(ta) {
				return -1
			}
			return 1
		}
		return cmp.Compare(c.planner.regions[a.region].Name, c.planner.regions[b.region].Name)
	})
	peak := c.demand.peak(start, start+c.job.duration)
	all := uint64(c.planner.customers)
	im := Impact{
		CustomerHours:        millionthsOf(planned.add(overrun), exactHour),
		PlannedCustomerHours: millionthsOf(planned, exactHour),
		OverrunCustomerHours: millionthsOf(overrun, exactHour),
		MeanShare:            window.divide(all * uint64(c.job.duration)).millionths(),
		PeakShare:            uint128{0, uint64(peak)}.divide(all).millionths(),
		Regions:              make([]RegionImpact, len(list)),
	}
	for i, e := range list {
		im.Regions[i] = c.regionImpact(e, start)
	}
	return im
}

func (c *compiled) regionImpact(e exposure, start int64) RegionImpact {
	r := &c.planner.regions[e.region]
	end := start + c.job.duration
	ri := RegionImpact{
		Region: r.Name, Customers: r.Customers, TimeZone: r.Calendar.Location.String(),
		Local:                c.interval(start, end).In(r.Calendar.Location),
		CustomerHours:        millionthsOf(e.total(), exactHour),
		PlannedCustomerHours: millionthsOf(e.planned, exactHour),
		OverrunCustomerHours: millionthsOf(e.overrun, exactHour),
		MeanShare:            uint128{0, uint64(e.window)}.divide(uint64(c.job.duration)).millionths(),
		PeakShare:            float64(e.peak) / shareUnit,
	}
	for day := range c.localDays(e.region, start, end) {
		date := calendar.DateOfDay(day.day)
		if n := len(ri.Days); n == 0 || ri.Days[n-1].Date != date {
			ri.Days = append(ri.Days, LocalDay{Date: date, Kind: day.kind, Name: day.name})
		}
	}
	return ri
}
