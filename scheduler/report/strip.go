package report

import (
	"cmp"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// MaxStripRows is the most regions of a ClockStrip: those with the most customers.
const MaxStripRows = 40

// The clock readings between which a ClockStrip shows a night, and office hours on working days. They
// are for the eye only and have no part in any figure.
const (
	stripMorning = calendar.Clock(6 * hourSeconds)
	stripOpen    = calendar.Clock(9 * hourSeconds)
	stripClose   = calendar.Clock(18 * hourSeconds)
	stripEvening = calendar.Clock(22 * hourSeconds)
)

// ClockStrip is what the clocks and calendars of the regions read around a window: what the picture is
// drawn from, and its JSON form.
type ClockStrip struct {
	// TimeZone is that of the search, on whose clocks From, To and Window are.
	TimeZone string            `json:"time_zone"`
	From     time.Time         `json:"from"`
	To       time.Time         `json:"to"`
	Window   document.Interval `json:"window"`
	// Stages are the overrun's, in order.
	Stages []StripStage `json:"stages"`
	// Rows are the regions, most customers first, then by name.
	Rows []StripRow `json:"rows"`
	// RegionsLeftOut and CustomersLeftOut count what is beyond MaxStripRows.
	RegionsLeftOut   int   `json:"regions_left_out"`
	CustomersLeftOut int64 `json:"customers_left_out"`
}

// StripStage says that customers may still be disrupted until then, with this probability.
type StripStage struct {
	Until       time.Time `json:"until"`
	Probability float64   `json:"probability"`
}

// StripRow is one region. Its times are on its own clocks.
type StripRow struct {
	Region    string            `json:"region"`
	Customers int64             `json:"customers"`
	TimeZone  string            `json:"time_zone"`
	Window    document.Interval `json:"window"`
	// Segments cover From to To, in order of time.
	Segments []StripSegment         `json:"segments"`
	Changes  []document.ClockChange `json:"clock_changes,omitempty"`
}

// StripSegment is a stretch in which the kind of day and of hour stays the same.
type StripSegment struct {
	Start time.Time     `json:"start"`
	End   time.Time     `json:"end"`
	Date  calendar.Date `json:"date"`
	// Kind is "workday", "weekend" or "holiday", and Name the holiday's.
	Kind string `json:"kind"`
	Name string `json:"name,omitempty"`
	// Working says that it is from 09:00 to 18:00 on a working day, Night that it is from 22:00 to 06:00.
	Working bool `json:"working_hours"`
	Night   bool `json:"night"`
}

// NewClockStrip returns the strip for a window of a request, such as that of a suggestion: tl is the
// request's Timeline. It reaches from six hours before the window to six hours after its overrun, and
// over a day at least, but not beyond the timeline's span. Cost: O(regions x days).
func NewClockStrip(p *scheduler.Planner, req scheduler.Request, tl *scheduler.Timeline, window calendar.Interval) *ClockStrip {
	loc := tl.Horizon().Start.Location()
	last := window.End
	s := &ClockStrip{TimeZone: clean(loc.String()), Window: document.NewInterval(window.In(loc)), Stages: []StripStage{}}
	for _, stage := range req.Overrun {
		last = window.Start.Add(stage.Until)
		s.Stages = append(s.Stages, StripStage{Until: last.In(loc), Probability: stage.Probability})
	}
	const margin, least = 6 * time.Hour, 24 * time.Hour
	from, to := window.Start.Add(-margin).Truncate(time.Hour), last.Add(margin).Truncate(time.Hour)
	if more := least - to.Sub(from); more > 0 {
		to = to.Add(more)
	}
	axis := calendar.Interval{Start: from, End: to}.Intersect(tl.Span()).In(loc)
	s.From, s.To = axis.Start, axis.End
	regions := p.Regions()
	slices.SortStableFunc(regions, func(a, b scheduler.Region) int {
		return cmp.Or(cmp.Compare(b.Customers, a.Customers), cmp.Compare(a.Name, b.Name))
	})
	for _, r := range regions[min(MaxStripRows, len(regions)):] {
		s.RegionsLeftOut++
		s.CustomersLeftOut += r.Customers
	}
	s.Rows = each(regions[:min(MaxStripRows, len(regions))], func(r scheduler.Region) StripRow {
		local := r.Calendar.Location
		return StripRow{Region: r.Name, Customers: r.Customers, TimeZone: local.String(), Window: document.NewInterval(window.In(local)),
			Segments: segments(tl, r.Name, axis), Changes: changesOf(r, axis)}
	})
	return s
}

// segments cuts a region's days where its clocks read the beginning or the end of a night or of
// working hours.
func segments(tl *scheduler.Timeline, region string, axis calendar.Interval) []StripSegment {
	var out []StripSegment
	for day := range tl.Days(region, axis) {
		loc := day.Interval.Start.Location()
		for iv, offset := range calendar.Offsets(loc, day.Interval) {
			for t := iv.Start.Unix(); t < iv.End.Unix(); {
				reading := int(t+int64(offset)) - daySeconds*floorDiv(t+int64(offset), daySeconds)
				next := min(iv.End.Unix(), t+int64(untilTurn(reading)))
				part := StripSegment{Start: time.Unix(t, 0).In(loc), End: time.Unix(next, 0).In(loc), Date: day.Date, Kind: day.Kind.String(), Name: day.Name}
				now := calendar.Clock(reading)
				part.Working = day.Kind == calendar.KindWorkday && stripOpen <= now && now < stripClose
				part.Night = now < stripMorning || now >= stripEvening
				if n := len(out); n > 0 && out[n-1].joins(part) {
					out[n-1].End = part.End
				} else {
					out = append(out, part)
				}
				t = next
			}
		}
	}
	return out
}

// joins reports whether part is the same kind of time as s and follows it.
func (s StripSegment) joins(part StripSegment) bool {
	return s.End.Equal(part.Start) && s.Date == part.Date && s.Kind == part.Kind && s.Working == part.Working && s.Night == part.Night
}

// untilTurn returns how many seconds after a reading the next night, morning, opening, closing or
// midnight comes.
func untilTurn(reading int) int {
	for _, turn := range []calendar.Clock{stripMorning, stripOpen, stripClose, stripEvening, calendar.EndOfDay} {
		if reading < int(turn) {
			return int(turn) - reading
		}
	}
	return daySeconds
}

// changesOf returns the changes of a region's clocks within the axis.
func changesOf(r scheduler.Region, axis calendar.Interval) []document.ClockChange {
	var out []document.ClockChange
	last, first := 0, true
	for iv, offset := range calendar.Offsets(r.Calendar.Location, axis) {
		if !first {
			out = append(out, document.ClockChange{At: iv.Start.In(r.Calendar.Location), TimeZone: r.Calendar.Location.String(), Regions: []string{r.Name},
				Before: (time.Duration(last) * time.Second).String(), After: (time.Duration(offset) * time.Second).String()})
		}
		last, first = offset, false
	}
	return out
}
