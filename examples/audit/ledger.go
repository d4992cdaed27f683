package main

// ledger is what each region's customers have borne, in hours of people: what a campaign reads with -paid.
type ledger struct {
	Version int                `json:"version"`
	Paid    map[string]float64 `json:"paid"`
}

// newLedger adds up what the past maintenance cost each region, in customer-hours without weight.
func newLedger(a *audit) ledger {
	l := ledger{Version: 1, Paid: make(map[string]float64)}
	for _, b := range a.burdens {
		l.Paid[b.region] = rounded(b.peopleHours)
	}
	return l
}
