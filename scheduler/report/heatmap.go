package report

import (
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// The states of a HeatCell.
const (
	// CellFree says that the hour holds a free start.
	CellFree = "free"
	// CellBlocked says that a rule blocks the hour.
	CellBlocked = "blocked"
	// CellShort says that the hour is free but what must be kept clear runs into something blocked.
	CellShort = "short"
	// CellOff says that the hour is free but holds no start: none of the grid, or none that ends
	// within the search.
	CellOff = "off"
)

// heatLevels are the upper ends of the steps of colour of a HeatMap, the last of which has none: how
// many times the least impact a start costs. They are the same in every picture, so that a colour
// always means the same.
var heatLevels = [...]float64{1.05, 1.25, 1.5, 2, 3, 5}

// HeatMap is the impact of the horizon, hour by hour, on the clocks of the search: what the pictures
// are drawn from, and their JSON form.
type HeatMap struct {
	TimeZone string `json:"time_zone"`
	// Base is what the levels are multiples of: the impact of the best free start or, where none is
	// free or it costs nothing, the least impact above 0 of those shown. Null where all cost nothing.
	Base *float64 `json:"base_customer_hours"`
	// Weighted says that these are weighted customer-hours: left out where all customers count as 1.
	Weighted bool `json:"weighted,omitempty"`
	// Levels are the steps of colour from the least impact to the most.
	Levels []HeatLevel `json:"levels"`
	// Days are the local dates of the horizon in order, less those left out.
	Days []HeatDay `json:"days"`
	// Counts says how many cells have which state.
	Counts HeatCounts `json:"counts"`
	// DaysLeftOut counts the dates that are not shown, because the horizon is longer than
	// HeatMapOptions.Weeks.
	DaysLeftOut int `json:"days_left_out"`
}

// HeatLevel is a step of colour: an impact up to, and with, UpTo customer-hours, which is UpToFactor
// times the base. The last level has no upper end: both are null.
type HeatLevel struct {
	UpToFactor *float64 `json:"up_to_factor"`
	UpTo       *float64 `json:"up_to_customer_hours"`
}

// HeatDay is one local date.
type HeatDay struct {
	Date calendar.Date `json:"date"`
	// Cells are the hours of the date that lie in the horizon, in order of time. A date has none where
	// clocks passed over it (Pacific/Apia 2011-12-30).
	Cells []HeatCell `json:"cells"`
}

// HeatCell is what one local hour costs: up to an hour of instants that read one date and hour. Where
// clocks go back a date has two cells of one hour (America/New_York 2026-11-01, 01:00), where they go
// forward none (2026-03-08, 02:00).
type HeatCell struct {
	// Hour is what the clocks read, 0 to 23.
	Hour int `json:"hour"`
	// Start is the start that stands for the hour: that of the foremost suggestion in it, or else its
	// free start of least impact, the earliest of several, or else its beginning.
	Start time.Time `json:"start"`
	// CustomerHours is the impact of Start; null where its window would end after the search.
	CustomerHours *float64 `json:"customer_hours"`
	// Level is the index of its step of colour; 0 without CustomerHours.
	Level int `json:"level"`
	// State is "free", "blocked", "short" or "off".
	State string `json:"state"`
	// Blocked says why nothing can start in the hour: rule, reason and regions, and in state "short"
	// first until when it is free. Its form is for people and may change.
	Blocked []string `json:"blocked,omitempty"`
	// Suggestions are the numbers of the suggestions that start in the hour; 1 is the first.
	Suggestions []int `json:"suggestions,omitempty"`

	begin, end int64
	reasons    []heatReason // of a blocked hour
}

// HeatCounts says how many cells have which state.
type HeatCounts struct {
	Free    int `json:"free"`
	Blocked int `json:"blocked"`
	Short   int `json:"short"`
	Off     int `json:"off"`
}

// HeatMapOptions says how much a heat map shows. The zero value suits a horizon of some weeks.
type HeatMapOptions struct {
	// Weeks is the most weeks, Monday to Sunday on the clocks of the search, that are shown. Of a longer
	// horizon these are the weeks of the suggestions, best first, then those around them. Zero means 10;
	// negative means all.
	Weeks int
}

// NewHeatMap returns the heat map of a request: tl is its Timeline and res its Result, nil where no
// window fits. It shares no memory with them.
//
// Cost: O(free starts of the grid x log steps), and O(regions) for each hour shown that is blocked.
func NewHeatMap(req scheduler.Request, tl *scheduler.Timeline, res *scheduler.Result, opts HeatMapOptions) *HeatMap {
	h := tl.Horizon()
	d := heatDrawer{tl: tl, loc: h.Start.Location(), keep: max(req.KeepClear, req.Duration), free: slices.Collect(tl.Free().All())}
	if res != nil {
		d.suggestions = res.Suggestions
	}
	m := &HeatMap{TimeZone: clean(d.loc.String()), Weighted: tl.Weighted()}
	m.Days, m.DaysLeftOut = d.days(opts)
	d.fill(m.Days)
	for i := range m.Days {
		d.judge(&m.Days[i])
	}
	m.finish(d.suggestions)
	return m
}

// heatDrawer is what it takes to fill the cells.
type heatDrawer struct {
	tl          *scheduler.Timeline
	loc         *time.Location
	keep        time.Duration
	free        []calendar.Interval
	suggestions []scheduler.Suggestion
}

// finish finds the base, the levels and the counts.
func (m *HeatMap) finish(suggestions []scheduler.Suggestion) {
	var base float64
	if len(suggestions) > 0 {
		base = suggestions[0].Impact.CustomerHours
	}
	if base == 0 {
		for c := range m.cells() {
			if c.CustomerHours != nil && *c.CustomerHours > 0 && (base == 0 || *c.CustomerHours < base) {
				base = *c.CustomerHours
			}
		}
	}
	m.Levels = make([]HeatLevel, len(heatLevels)+1)
	if base > 0 {
		m.Base = &base
		for i, factor := range heatLevels {
			upTo := roundMillionth(base * factor)
			m.Levels[i] = HeatLevel{UpToFactor: &factor, UpTo: &upTo}
		}
	}
	for c := range m.cells() {
		if c.CustomerHours != nil && base > 0 {
			for c.Level < len(heatLevels) && *c.CustomerHours > *m.Levels[c.Level].UpTo {
				c.Level++
			}
		}
		m.Counts.add(c.State)
	}
}

func (n *HeatCounts) add(state string) {
	switch state {
	case CellFree:
		n.Free++
	case CellBlocked:
		n.Blocked++
	case CellShort:
		n.Short++
	default:
		n.Off++
	}
}

// cells walks all cells in order.
func (m *HeatMap) cells() func(yield func(*HeatCell) bool) {
	return func(yield func(*HeatCell) bool) {
		for i := range m.Days {
			for j := range m.Days[i].Cells {
				if !yield(&m.Days[i].Cells[j]) {
					return
				}
			}
		}
	}
}
