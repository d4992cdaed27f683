package scheduler

import (
	"cmp"
	"iter"
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

// expose works out what a start costs in one region, day by day.
func (c *compiled) expose(region int, start int64) exposure {
	e := exposure{region: region}
	d := &c.days[region]
	customers := uint64(c.planner.regions[region].Customers)
	from := start
	for k, s := range c.job.stages {
		end := start + s.until
		area := int64(0)
		for p, row := range c.dayRows(region, from, end) {
			lo, hi := floorMod(p.from+p.offset, daySeconds), floorMod(p.to-1+p.offset, daySeconds)+1
			area += d.table.area(row, hi) - d.table.area(row, lo)
			if k == 0 {
				e.peak = max(e.peak, slices.Max(d.table.rows[row][lo/hourSeconds:(hi-1)/hourSeconds+1]))
			}
		}
		weighted := mul64(customers, uint64(area)).mul(uint64(s.probability))
		if k == 0 {
			e.planned, e.window = weighted, area
		} else {
			e.overrun = e.overrun.add(weighted)
		}
		from = end
	}
	return e
}

// dayRows walks the pieces of the region's local days in [from, to), with the row of the profile that
// holds in each.
func (c *compiled) dayRows(region int, from, to int64) iter.Seq2[piece, uint8] {
	return func(yield func(piece, uint8) bool) {
		d := &c.days[region]
		weekend := c.planner.regions[region].Calendar.Weekend
		for p := range d.zone.between(from, to) {
			kind, _ := d.kind(p.day, weekend)
			if !yield(p, d.table.of[cellOf(kind, weekdayOf(p.day))]) {
				return
			}
		}
	}
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
		MeanShare:            window.divide(all*uint64(c.job.duration)) / shareUnit,
		PeakShare:            uint128{0, uint64(peak)}.divide(all) / shareUnit,
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
		MeanShare:            uint128{0, uint64(e.window)}.divide(uint64(c.job.duration)) / shareUnit,
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
