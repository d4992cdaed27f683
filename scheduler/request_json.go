package scheduler

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// This file holds how values are stored that hold zones, which encoding/json would write as {}. A zone is written by
// its name, "" for none.

// storedZone is a zone by its name.
type storedZone struct{ loc *time.Location }

// MarshalText returns the name. A zone that the name does not bring back is an error.
func (z storedZone) MarshalText() ([]byte, error) {
	if z.loc == nil {
		return nil, nil
	}
	if _, err := (calendar.Calendar{Location: z.loc}).MarshalJSON(); err != nil {
		return nil, err
	}
	return []byte(z.loc.String()), nil
}

func (z *storedZone) UnmarshalText(text []byte) (err error) {
	z.loc = nil
	if len(text) > 0 {
		z.loc, err = calendar.LoadZone(string(text))
	}
	return err
}

type plainGrid Grid

type storedGrid struct {
	plainGrid
	Location storedZone
}

// MarshalJSON writes the fields by their names, and the location by its own.
func (g Grid) MarshalJSON() ([]byte, error) {
	return json.Marshal(storedGrid{plainGrid(g), storedZone{g.Location}})
}

// UnmarshalJSON reads the form of [Grid.MarshalJSON].
func (g *Grid) UnmarshalJSON(data []byte) error {
	var form storedGrid
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	*g = Grid(form.plainGrid)
	g.Location = form.Location.loc
	return nil
}

type plainRequest Request

type storedRequest struct {
	plainRequest
	Headquarters storedZone
}

// MarshalJSON writes the fields by their names, and zones by theirs. A request with rules is an error, since a rule is
// a function, and so is one with a crew whose holidays are computed: store the plan file, or what they were made from.
func (r Request) MarshalJSON() ([]byte, error) {
	return json.Marshal(storedRequest{plainRequest(r), storedZone{r.Headquarters}})
}

// UnmarshalJSON reads the form of [Request.MarshalJSON].
func (r *Request) UnmarshalJSON(data []byte) error {
	var form storedRequest
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	*r = Request(form.plainRequest)
	r.Headquarters = form.Headquarters.loc
	return nil
}

type plainEvery Every

type storedEvery struct {
	plainEvery
	Location storedZone
}

// MarshalJSON writes the fields by their names, and the location by its own.
func (e Every) MarshalJSON() ([]byte, error) {
	return json.Marshal(storedEvery{plainEvery(e), storedZone{e.Location}})
}

// UnmarshalJSON reads the form of [Every.MarshalJSON].
func (e *Every) UnmarshalJSON(data []byte) error {
	var form storedEvery
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	*e = Every(form.plainEvery)
	e.Location = form.Location.loc
	return nil
}

type plainRecurring RecurringResult

type storedRecurring struct {
	plainRecurring
	Location storedZone
}

// MarshalJSON writes the fields by their names, and the location by its own.
func (r RecurringResult) MarshalJSON() ([]byte, error) {
	return json.Marshal(storedRecurring{plainRecurring(r), storedZone{r.Location}})
}

// UnmarshalJSON reads the form of [RecurringResult.MarshalJSON].
func (r *RecurringResult) UnmarshalJSON(data []byte) error {
	var form storedRecurring
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	*r = RecurringResult(form.plainRecurring)
	r.Location = form.Location.loc
	return nil
}

type plainSlot Slot

type storedSlot struct {
	plainSlot
	First *calendar.Date `json:",omitempty"`
}

// MarshalJSON writes the fields by their names; First is left out where there is none.
func (s Slot) MarshalJSON() ([]byte, error) {
	form := storedSlot{plainSlot: plainSlot(s)}
	if s.First != (calendar.Date{}) {
		form.First = &s.First
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads the form of [Slot.MarshalJSON].
func (s *Slot) UnmarshalJSON(data []byte) error {
	var form storedSlot
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	*s = Slot(form.plainSlot)
	if form.First != nil {
		s.First = *form.First
	}
	return nil
}

// cannotStore is the error of what has no form.
func cannotStore(what, instead string) ([]byte, error) {
	return nil, fmt.Errorf("scheduler: %s cannot be stored: %s", what, instead)
}

// MarshalJSON is an error: a rule is a function. Store the plan file that it is from.
func (r Rule) MarshalJSON() ([]byte, error) {
	return cannotStore("a rule", "it is a function; store the plan file that it is from")
}

// MarshalJSON is an error: a period is a function. Store the plan file that it is from.
func (p Period) MarshalJSON() ([]byte, error) {
	return cannotStore("a period", "it is a function; store the plan file that it is from")
}

// MarshalJSON is an error. Store Regions.
func (p Planner) MarshalJSON() ([]byte, error) {
	return cannotStore("a planner", "store its Regions, which New takes")
}

// MarshalJSON is an error. Store the regions and the request.
func (p Prepared) MarshalJSON() ([]byte, error) {
	return cannotStore("a prepared request", "store the regions and the request that it was prepared from")
}

// MarshalJSON is an error. Store Free, Blocked and what else is needed of it.
func (t Timeline) MarshalJSON() ([]byte, error) {
	return cannotStore("a timeline", "store the request, or Free, Blocked and what else is needed of it")
}

// MarshalJSON is an error. Store what is needed of it.
func (v View) MarshalJSON() ([]byte, error) {
	return cannotStore("a view", "it is valid while a rule runs")
}

// MarshalJSON is an error. Store its Steps.
func (c Curve) MarshalJSON() ([]byte, error) {
	return cannotStore("a curve", "store its Steps")
}
