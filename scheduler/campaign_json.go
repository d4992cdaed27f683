package scheduler

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// MarshalText returns "day", "week", "month", "quarter" or "year", and "" for PerNone. Another value is an error.
func (p Per) MarshalText() ([]byte, error) {
	if int(p) >= len(perNames) {
		return nil, fmt.Errorf("scheduler: %s is no part of the calendar", p)
	}
	return []byte(perNames[p]), nil
}

// UnmarshalText reads the form of [Per.MarshalText].
func (p *Per) UnmarshalText(text []byte) error {
	i := slices.Index(perNames, string(text))
	if i < 0 {
		return fmt.Errorf("scheduler: found %q; expected day, week, month, quarter or year", text)
	}
	*p = Per(i)
	return nil
}

type plainTask Task

// storedSeries is what makes a task an occurrence of a series.
type storedSeries struct {
	Name            string
	Number, Times   int
	AtLeast, AtMost time.Duration
}

type storedTask struct {
	plainTask
	Series *storedSeries `json:",omitempty"`
}

// MarshalJSON writes the fields by their names, and under Series what makes the task an occurrence of one. Its
// request is stored as [Request.MarshalJSON] says: one with rules is an error.
func (t Task) MarshalJSON() ([]byte, error) {
	form := storedTask{plainTask: plainTask(t)}
	if s := t.series; s != (occurrence{}) {
		form.Series = &storedSeries{s.name, s.number, s.times, s.atLeast, s.atMost}
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads the form of [Task.MarshalJSON].
func (t *Task) UnmarshalJSON(data []byte) error {
	var form storedTask
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	*t = Task(form.plainTask)
	if s := form.Series; s != nil {
		t.series = occurrence{s.Name, s.Number, s.Times, s.AtLeast, s.AtMost}
	}
	return nil
}

type plainCampaign Campaign

type storedCampaign struct {
	plainCampaign
	Location, Headquarters storedZone
}

// MarshalJSON writes the fields by their names, and zones by theirs. A task whose request has rules is an error.
func (c Campaign) MarshalJSON() ([]byte, error) {
	return json.Marshal(storedCampaign{plainCampaign(c), storedZone{c.Location}, storedZone{c.Headquarters}})
}

// UnmarshalJSON reads the form of [Campaign.MarshalJSON].
func (c *Campaign) UnmarshalJSON(data []byte) error {
	var form storedCampaign
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	*c = Campaign(form.plainCampaign)
	c.Location, c.Headquarters = form.Location.loc, form.Headquarters.loc
	return nil
}
