package main

import (
	"math"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// document is the audit in its JSON form. Times are on the clocks of the search.
type auditJSON struct {
	Version int `json:"version"`
	// Weighted is there only if some customers count more or less than 1. Hours per customer never are weighted.
	Weighted    bool              `json:"weighted,omitempty"`
	Maintenance []maintenanceJSON `json:"maintenance"`
	Regions     []regionJSON      `json:"regions"`
	Overruns    overrunsJSON      `json:"overruns"`
	// Overrun is for the window of a plan file.
	Overrun  []stageJSON `json:"overrun"`
	Warnings []string    `json:"warnings"`
}

type maintenanceJSON struct {
	Name       string    `json:"name"`
	Start      time.Time `json:"start"`
	End        time.Time `json:"end"`
	PlannedEnd time.Time `json:"planned_end"`
	// PlannedCustomerHours are those of the announced time, CustomerHours those of the time that it took.
	PlannedCustomerHours float64           `json:"planned_customer_hours"`
	CustomerHours        float64           `json:"customer_hours"`
	Regions              []document.Region `json:"regions"`
	Free                 bool              `json:"free"`
	Broken               []brokenJSON      `json:"broken"`
	Week                 document.Interval `json:"week"`
	// Best is null where no start of the week is free, and so is Factor, also where Best costs nothing.
	Best   *bestJSON `json:"best"`
	Factor *float64  `json:"factor"`
}

type bestJSON struct {
	Start         time.Time `json:"start"`
	End           time.Time `json:"end"`
	CustomerHours float64   `json:"customer_hours"`
}

type brokenJSON struct {
	Rule    string   `json:"rule"`
	Reason  string   `json:"reason"`
	Regions []string `json:"regions,omitempty"`
}

type regionJSON struct {
	Region           string  `json:"region"`
	Customers        int64   `json:"customers"`
	CustomerHours    float64 `json:"customer_hours"`
	HoursPerCustomer float64 `json:"hours_per_customer"`
}

type overrunsJSON struct {
	Samples int `json:"samples"`
	// Ratios are the actual over the planned lengths, in increasing order.
	Ratios   []float64      `json:"ratios"`
	Survival []survivalJSON `json:"survival"`
}

// survivalJSON says which share of the samples took more than Ratio times as long as planned.
type survivalJSON struct {
	Ratio float64 `json:"ratio"`
	Share float64 `json:"share"`
}

func newDocument(a *audit) *auditJSON {
	d := &auditJSON{Version: 1, Weighted: a.weighted(), Warnings: append([]string{}, a.warnings...), Overrun: stagesJSON(a.overruns.stages)}
	for _, j := range a.past {
		shown := document.NewAssessments([]scheduler.Assessment{j.real})[0]
		m := maintenanceJSON{
			Name: j.name, Start: j.start.In(a.location), End: j.end.In(a.location), PlannedEnd: j.plannedEnd.In(a.location),
			PlannedCustomerHours: j.planned, CustomerHours: shown.Impact.CustomerHours, Regions: shown.Impact.Regions,
			Free: shown.Free, Broken: []brokenJSON{}, Week: document.Interval{Start: j.week.Start, End: j.week.End}, Factor: shown.Factor,
		}
		for _, r := range brokenRules(j.real.Blocks) {
			m.Broken = append(m.Broken, brokenJSON{Rule: r.rule, Reason: r.reason, Regions: r.regions})
		}
		if j.best != nil {
			m.Best = &bestJSON{Start: j.best.Window.Start, End: j.best.Window.End, CustomerHours: j.best.Impact.CustomerHours}
		}
		d.Maintenance = append(d.Maintenance, m)
	}
	for _, r := range a.burdens {
		d.Regions = append(d.Regions, regionJSON{Region: r.region, Customers: r.customers, CustomerHours: rounded(r.customerHours), HoursPerCustomer: rounded(r.perCustomer())})
	}
	o := a.overruns
	d.Overruns.Samples = len(o.ratios)
	for _, r := range o.ratios {
		d.Overruns.Ratios = append(d.Overruns.Ratios, rounded(r))
	}
	for _, r := range o.survival() {
		d.Overruns.Survival = append(d.Overruns.Survival, survivalJSON{Ratio: rounded(r), Share: rounded(float64(o.longer(r)) / float64(len(o.ratios)))})
	}
	return d
}

// rounded returns x to the nearest millionth, as the figures of a result are.
func rounded(x float64) float64 { return math.Round(x*1e6) / 1e6 }
