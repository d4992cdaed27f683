package report

import (
	"cmp"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// DecisionDocument is a Decision in its JSON form: the document.Result of its result and whatever else the
// page shows. Every figure in a page is one in here; the page names its place, in data-json. What a
// Decision does not have is left out.
type DecisionDocument struct {
	document.Result
	Title string `json:"title"`
	// Asked says in words what was asked; its form may change.
	Asked     string       `json:"asked"`
	Customers int64        `json:"customers"`
	Regions   []PlanRegion `json:"regions"`
	// Details has an entry for each suggestion.
	Details     []SuggestionDetail `json:"details"`
	Assumptions []Assumption       `json:"assumptions"`
	HeatMap     *HeatMap           `json:"heat_map,omitempty"`
	// ClockStrips are those of the first suggestions.
	ClockStrips []*ClockStrip `json:"clock_strips,omitempty"`
}

// PlanRegion is a region of the plan.
type PlanRegion struct {
	Region    string `json:"region"`
	Customers int64  `json:"customers"`
	TimeZone  string `json:"time_zone"`
}

// SuggestionDetail is what a page says of a suggestion beyond its Suggestion.
type SuggestionDetail struct {
	// Why says in words why it was chosen; its form may change.
	Why string `json:"why"`
	// Factor is how many times the first suggestion it costs; null where that costs nothing.
	Factor *float64 `json:"factor"`
}

// planRegions returns the regions, most customers first, then by name.
func planRegions(p *scheduler.Planner) []PlanRegion {
	out := each(p.Regions(), func(r scheduler.Region) PlanRegion {
		return PlanRegion{Region: r.Name, Customers: r.Customers, TimeZone: r.Calendar.Location.String()}
	})
	slices.SortStableFunc(out, func(a, b PlanRegion) int {
		return cmp.Or(cmp.Compare(b.Customers, a.Customers), cmp.Compare(a.Region, b.Region))
	})
	return out
}
