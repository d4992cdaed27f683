package recheck

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// Version is the version of the form of records.
const Version = 1

// Record is a plan, its answer, and what both rest on. As JSON it reads back as the same record.
type Record struct {
	Version int `json:"version"`
	// Fingerprint tells records apart at a glance: where two are equal, nothing has changed that matters.
	Fingerprint document.Fingerprint `json:"fingerprint"`
	// Plan is the plan file, as planfile.Marshal writes it, without corrections that the program gave.
	Plan json.RawMessage `json:"plan"`
	// Answer is what was suggested, NoWindow why nothing could be. A campaign has neither: Review is about its windows.
	Answer   *document.Result      `json:"answer,omitempty"`
	NoWindow *document.ErrorResult `json:"no_window,omitempty"`
	Review   *document.Review      `json:"review,omitempty"`
	// Recurring is the answer to a plan with a recurring slot, which has no Answer, and Slot the slot that customers know of.
	Recurring *document.Recurring `json:"recurring,omitempty"`
	Slot      *Slot               `json:"slot,omitempty"`
	// Slack is how much more than the best start a window may cost and still be good: 0.1 is a tenth more.
	Slack float64 `json:"slack"`
	// Announced are the windows that customers know of, in the order in which they were given.
	Announced []Window `json:"announced"`
	// Span is the time that the data are of.
	Span document.Interval `json:"span"`
	// Regions and Crews are those of the plan, Calendars what they refer to by number, Zones the clocks
	// of all, and of whatever else the plan or one of its iCalendar files names a zone for.
	Regions   []Region   `json:"regions"`
	Crews     []Region   `json:"crews,omitempty"`
	Calendars []Calendar `json:"calendars"`
	Zones     []Zone     `json:"zones"`
	// Files are the fingerprints of the files that the plan names, by path.
	Files map[string]string `json:"files,omitempty"`
}

// Window is an announced window, judged.
type Window struct {
	Start time.Time `json:"start"`
	// Outside reports that it lies outside the horizon of the plan. It is judged all the same, and its factor and rank
	// are among the starts from there on.
	Outside bool `json:"outside,omitempty"`
	// Judged is what it costs and what blocks it; nil where Problem says why it cannot be judged.
	Judged  *document.Assessment `json:"judged,omitempty"`
	Problem string               `json:"problem,omitempty"`
}

// Region is what is known of a region or a crew, whose customers are people.
type Region struct {
	Name      string  `json:"name"`
	Customers int64   `json:"customers"`
	Weight    float64 `json:"weight"`
	TimeZone  string  `json:"time_zone"`
	// Calendar is the place of its days in Record.Calendars.
	Calendar int `json:"calendar"`
	// Activity is the fingerprint of its usual week.
	Activity string `json:"activity,omitempty"`
}

// Calendar is a weekend and what differs from it in the span.
type Calendar struct {
	Weekend  calendar.Weekend      `json:"weekend"`
	Holidays []calendar.Holiday    `json:"holidays"`
	Worked   []calendar.WorkingDay `json:"worked"`
}

// Zone is the clocks of a zone in the span.
type Zone struct {
	TimeZone string `json:"time_zone"`
	// Offsets are what the clocks read, in order of time, each up to the next.
	Offsets []Offset `json:"offsets"`
}

// Offset is an offset from UTC from an instant on, in seconds east of Greenwich.
type Offset struct {
	From    time.Time `json:"from"`
	Seconds int       `json:"seconds"`
}

// Starts returns the starts of the announced windows.
func (r *Record) Starts() []time.Time {
	starts := make([]time.Time, len(r.Announced))
	for i, w := range r.Announced {
		starts[i] = w.Start
	}
	return starts
}

// Write writes the record as JSON.
func (r *Record) Write(w io.Writer) error { return document.Encode(w, r) }

// noRecord says in plain words what encoding/json found in place of a record.
type noRecord struct{ err error }

func (e noRecord) Unwrap() error { return e.err }

func (e noRecord) Error() string {
	const expected = "; expected a record as Record.Write writes it"
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(e.err, &syntax):
		return fmt.Sprintf("found no JSON, at byte %d%s", syntax.Offset, expected)
	case errors.As(e.err, &kind):
		return fmt.Sprintf("%s: found %s%s", cmp.Or(kind.Field, "the whole"), kind.Value, expected)
	}
	return e.err.Error() + expected
}

// Read reads a record that Write wrote. One of another version is an error.
func Read(r io.Reader) (*Record, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read record: %w", err)
	}
	var rec Record
	if err := json.Unmarshal(data, &rec); err != nil {
		return nil, fmt.Errorf("read record: %w", noRecord{err})
	}
	if rec.Version != Version {
		return nil, fmt.Errorf("read record: found version %d; expected %d", rec.Version, Version)
	}
	var plan bytes.Buffer
	if rec.Plan == nil {
		return nil, errors.New("read record: plan: missing; expected the plan file")
	}
	if err := json.Compact(&plan, rec.Plan); err != nil {
		return nil, fmt.Errorf("read record: plan: %w", err)
	}
	rec.Plan = plan.Bytes()
	if rec.Answer != nil && len(rec.Answer.Suggestions) == 0 {
		return nil, errors.New("read record: answer.suggestions: expected at least one")
	}
	if rec.Recurring != nil && len(rec.Recurring.Slots) == 0 {
		return nil, errors.New("read record: recurring.slots: expected at least one")
	}
	for i, list := range [][]Region{rec.Regions, rec.Crews} {
		for k, region := range list {
			if region.Calendar < 0 || region.Calendar >= len(rec.Calendars) {
				return nil, fmt.Errorf("read record: %s[%d].calendar: found %d; expected one of %d calendars", [...]string{"regions", "crews"}[i], k, region.Calendar, len(rec.Calendars))
			}
		}
	}
	return &rec, nil
}
