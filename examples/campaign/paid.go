package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"

	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/scheduler"
)

// readPaid reads a ledger: what each region's customers have borne, as the program audit writes it. It holds
// in place of the plan's campaign.paid.
func (p *program) readPaid() error {
	name := p.opts.paid
	fault := func(value any, expected string) error {
		return scheduler.FieldErrors{{Path: "-paid", Value: value, Expected: expected}}
	}
	text, err := os.ReadFile(name)
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return fault(name, fmt.Sprintf("a ledger that can be read (%v)", err))
	}
	var ledger struct {
		Version int                `json:"version"`
		Paid    map[string]float64 `json:"paid"`
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	err = dec.Decode(&ledger)
	if err == nil {
		if _, more := dec.Token(); more != io.EOF {
			err = errors.New("there is more after the object")
		}
	}
	switch {
	case err != nil:
		return fault(name, fmt.Sprintf(`an object such as {"version": 1, "paid": {"Japan": 12.5}} (%s)`, commandline.WhyNoJSON(err)))
	case ledger.Version != 1:
		return fault(ledger.Version, "a ledger of version 1")
	}
	var faults scheduler.FieldErrors
	for _, region := range slices.Sorted(maps.Keys(ledger.Paid)) {
		if !slices.ContainsFunc(p.plan.Planner.Regions(), func(r scheduler.Region) bool { return r.Name == region }) {
			faults = append(faults, &scheduler.FieldError{Path: "-paid", Value: region, Expected: "the names of regions of the plan in the ledger"})
		}
	}
	if faults != nil {
		return faults
	}
	p.plan.Campaign.Paid = ledger.Paid
	return nil
}
