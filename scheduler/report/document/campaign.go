package document

import (
	"errors"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// KindNoPlan says that the campaign is sound and not all of its tasks fit.
const KindNoPlan = "no_plan"

// CampaignDocument is the answer to a plan with a campaign, in its JSON form.
type CampaignDocument struct {
	Version  int      `json:"version"`
	Campaign Campaign `json:"campaign"`
	Warnings []string `json:"warnings"`
	// Learned says what activities were learned from; left out where none was.
	Learned []Learned `json:"learned,omitempty"`
	// DaysAsOf is how old the built-in days are; left out where the plan uses none.
	DaysAsOf *DaysAsOf `json:"days_as_of,omitempty"`
	// Fingerprint is of what the answer rests on; left out where nobody put it in.
	Fingerprint *Fingerprint `json:"fingerprint,omitempty"`
}

// Campaign is the plan of a campaign.
type Campaign struct {
	// Windows come in order of their start, then of their tasks.
	Windows []TaskWindow `json:"windows"`
	// CustomerHours leaves move costs out; Bound is of the sum of both.
	CustomerHours float64        `json:"customer_hours"`
	MoveCosts     float64        `json:"move_costs"`
	Bound         float64        `json:"bound"`
	Proven        bool           `json:"proven"`
	Burden        []RegionBurden `json:"burden"`
	RulesOfThumb  []CampaignRule `json:"rules_of_thumb"`
	Costs         []CampaignCost `json:"costs"`
	// Deadlines are there for rings.
	Deadlines []Deadline `json:"deadlines,omitempty"`
	// Prices prove the bound; they are there on request.
	Prices []PricedPart `json:"prices,omitempty"`
}

// TaskWindow is the window of one task.
type TaskWindow struct {
	Task          string   `json:"task"`
	Window        Interval `json:"window"`
	CustomerHours float64  `json:"customer_hours"`
	Regions       []Region `json:"regions"`
	// MovedFrom is there only where a window moved.
	MovedFrom *time.Time `json:"moved_from,omitempty"`
	Sequence  int        `json:"sequence"`
	Alone     Alone      `json:"alone"`
	Because   []Cause    `json:"because"`
}

// Alone is the best window of a task by itself.
type Alone struct {
	Start         time.Time `json:"start"`
	CustomerHours float64   `json:"customer_hours"`
}

// Cause is one thing that binds a window.
type Cause struct {
	Kind  string `json:"kind"`
	Task  string `json:"task,omitempty"`
	Limit string `json:"limit,omitempty"`
}

// RegionBurden is what a customer of a region bears.
type RegionBurden struct {
	Region           string       `json:"region"`
	PerCustomer      float64      `json:"per_customer"`
	WithRulesOfThumb BurdenByRule `json:"with_rules_of_thumb"`
}

// BurdenByRule is the same with each rule of thumb.
type BurdenByRule struct {
	Sunday   float64 `json:"sunday_0200"`
	NextFree float64 `json:"next_free"`
	BestLeft float64 `json:"best_left"`
}

// CampaignRule is what a rule of thumb comes to; LeftOut counts the tasks that it does not place.
type CampaignRule struct {
	Name          string  `json:"name"`
	CustomerHours float64 `json:"customer_hours"`
	LeftOut       int     `json:"left_out"`
	// Windows are the starts by task, null for one that is not placed.
	Windows map[string]*time.Time `json:"windows"`
}

// CampaignCost is what a limit, the soak or the order costs.
type CampaignCost struct {
	Limit   string  `json:"limit,omitempty"`
	Soak    bool    `json:"soak,omitempty"`
	Order   bool    `json:"order,omitempty"`
	AtLeast float64 `json:"at_least"`
	AtMost  float64 `json:"at_most"`
}

// Deadline is what a campaign costs if it must end so many days after it begins; CustomerHours is null
// where there is no plan.
type Deadline struct {
	Days          int      `json:"days"`
	CustomerHours *float64 `json:"customer_hours"`
}

// PricedPart proves the bound of tasks that are planned together.
type PricedPart struct {
	Tasks     []string       `json:"tasks"`
	Relations [][2]string    `json:"relations"`
	Rings     bool           `json:"rings"`
	Instants  []InstantPrice `json:"instants"`
	Periods   []PeriodPrice  `json:"periods"`
	Bound     float64        `json:"bound"`
}

// InstantPrice is the price of an instant, in customer-hours.
type InstantPrice struct {
	Limit  string    `json:"limit"`
	Region string    `json:"region,omitempty"`
	At     time.Time `json:"at"`
	Price  float64   `json:"price"`
}

// PeriodPrice is the price of a period, in customer-hours for each unit.
type PeriodPrice struct {
	Limit  string  `json:"limit"`
	Region string  `json:"region,omitempty"`
	Period string  `json:"period"`
	Unit   string  `json:"unit"`
	Price  float64 `json:"price"`
}

// CampaignOptions say how much a document holds.
type CampaignOptions struct {
	// Prices adds what proves the bound.
	Prices bool
	// Warnings stand before those of the result.
	Warnings []string
	// Learned says what activities were learned from, DaysAsOf how old the built-in days are; nil where the plan has none.
	// NewNoPlan leaves Learned out.
	Learned  []Learned
	DaysAsOf *DaysAsOf
	// Fingerprint is of what the answer rests on; nil leaves it out.
	Fingerprint *Fingerprint
}

// NewCampaign returns the JSON form of a campaign's result, which must not be nil.
func NewCampaign(res *scheduler.CampaignResult, opts CampaignOptions) *CampaignDocument {
	return &CampaignDocument{Version: Version, Campaign: campaign(res, opts), Warnings: append(append([]string{}, opts.Warnings...), res.Warnings...), Learned: opts.Learned, DaysAsOf: opts.DaysAsOf, Fingerprint: opts.Fingerprint}
}

func campaign(res *scheduler.CampaignResult, opts CampaignOptions) Campaign {
	c := Campaign{
		CustomerHours: res.CustomerHours, MoveCosts: res.MoveCosts, Bound: res.Bound, Proven: res.Proven,
		Windows: each(res.Windows, taskWindow),
		Burden: each(res.Burden, func(b scheduler.RegionBurden) RegionBurden {
			out := RegionBurden{Region: b.Region, PerCustomer: b.PerCustomer}
			for i, r := range res.RulesOfThumb {
				switch r.Name {
				case scheduler.ThumbSunday:
					out.WithRulesOfThumb.Sunday = b.ByRule[i]
				case scheduler.ThumbNextFree:
					out.WithRulesOfThumb.NextFree = b.ByRule[i]
				case scheduler.ThumbBestLeft:
					out.WithRulesOfThumb.BestLeft = b.ByRule[i]
				}
			}
			return out
		}),
		RulesOfThumb: each(res.RulesOfThumb, func(r scheduler.CampaignRule) CampaignRule {
			out := CampaignRule{Name: r.Name, CustomerHours: r.CustomerHours, LeftOut: r.LeftOut, Windows: make(map[string]*time.Time)}
			for _, s := range r.Starts {
				out.Windows[s.Task] = copied(s.Start)
			}
			return out
		}),
		Costs: each(res.Costs, func(x scheduler.CampaignCost) CampaignCost { return CampaignCost(x) }),
	}
	for _, d := range res.Deadlines {
		out := Deadline{Days: d.Days}
		if d.Fits {
			out.CustomerHours = copied(&d.CustomerHours)
		}
		c.Deadlines = append(c.Deadlines, out)
	}
	if opts.Prices && res.Prices != nil {
		c.Prices = each(res.Prices.Parts, func(p scheduler.PricedPart) PricedPart {
			return PricedPart{Tasks: p.Tasks, Relations: append([][2]string{}, p.Relations...), Rings: p.Rings, Bound: p.Bound,
				Instants: each(p.Instants, func(x scheduler.InstantPrice) InstantPrice { return InstantPrice(x) }),
				Periods:  each(p.Periods, func(x scheduler.PeriodPrice) PeriodPrice { return PeriodPrice(x) }),
			}
		})
	}
	return c
}

func taskWindow(w scheduler.TaskWindow) TaskWindow {
	im := impact(w.Impact)
	return TaskWindow{
		Task: w.Task, Window: NewInterval(w.Window), CustomerHours: im.CustomerHours, Regions: im.Regions,
		MovedFrom: copied(w.MovedFrom), Sequence: w.Sequence, Alone: Alone{w.Alone.Window.Start, w.Alone.CustomerHours}, Because: causes(w.Because),
	}
}

func causes(list []scheduler.Cause) []Cause {
	return each(list, func(x scheduler.Cause) Cause { return Cause(x) })
}

// NoPlanDocument is the answer where not all tasks fit.
type NoPlanDocument struct {
	Error NoPlan `json:"error"`
	// Campaign holds the windows that were placed.
	Campaign Campaign `json:"campaign"`
	Warnings []string `json:"warnings"`
	// DaysAsOf is how old the built-in days are; left out where the plan uses none.
	DaysAsOf *DaysAsOf `json:"days_as_of,omitempty"`
	// Fingerprint is of what the answer rests on; left out where nobody put it in.
	Fingerprint *Fingerprint `json:"fingerprint,omitempty"`
}

// NoPlan is why not all tasks fit.
type NoPlan struct {
	Kind    string           `json:"kind"`
	Message string           `json:"message"`
	LeftOut []LeftOut        `json:"left_out"`
	Changes []CampaignChange `json:"changes"`
	// Proven reports that there is no plan at all, not only that none was found.
	Proven bool `json:"proven"`
}

// LeftOut is a task without a window.
type LeftOut struct {
	Task       string  `json:"task"`
	FreeStarts int     `json:"free_starts"`
	Because    []Cause `json:"because"`
}

// CampaignChange is a single change that was tried.
type CampaignChange struct {
	Change        string  `json:"change"`
	Limit         string  `json:"limit,omitempty"`
	Task          string  `json:"task,omitempty"`
	LeftOut       int     `json:"left_out"`
	CustomerHours float64 `json:"customer_hours"`
}

// NewNoPlan returns the JSON form of a *scheduler.NoPlanError, nil where the error is another.
func NewNoPlan(err error, opts CampaignOptions) *NoPlanDocument {
	var none *scheduler.NoPlanError
	if !errors.As(err, &none) {
		return nil
	}
	d := &NoPlanDocument{
		Error: NoPlan{Kind: KindNoPlan, Message: none.Error(), Proven: none.Proven,
			LeftOut: each(none.LeftOut, func(l scheduler.LeftOut) LeftOut { return LeftOut{l.Task, l.FreeStarts, causes(l.Because)} }),
			Changes: each(none.Changes, func(c scheduler.CampaignChange) CampaignChange { return CampaignChange(c) }),
		},
		Campaign: campaign(none.Placed, opts),
		Warnings: append(append([]string{}, opts.Warnings...), none.Placed.Warnings...),
		DaysAsOf: opts.DaysAsOf, Fingerprint: opts.Fingerprint,
	}
	return d
}

func newBlock(b scheduler.Block) Block {
	return Block{Rule: b.Rule, Region: b.Region, Reason: b.Reason, Start: b.Interval.Start, End: b.Interval.End}
}
