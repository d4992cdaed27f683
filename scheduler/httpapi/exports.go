package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// exportAsk is what the key export says of the maintenance. Its options are those of package export.
type exportAsk struct {
	ID          string         `json:"id"`
	Title       string         `json:"title"`
	Description string         `json:"description"`
	URL         string         `json:"url"`
	Sequence    int            `json:"sequence"`
	Status      string         `json:"status"`
	CreatedBy   string         `json:"created_by"`
	Stamp       string         `json:"stamp"`
	Options     export.Options `json:"options"`

	stamp  time.Time
	status export.Status
}

// read reads the value of the key export. What the values mean is for package export to check.
func (e *exportAsk) read(value json.RawMessage) []Fault {
	const keys = "an object with some of the keys id, title, description, url, sequence, status, created_by, stamp and options"
	members, ok := membersOf(value)
	if !ok {
		return []Fault{at("/export", nil, keys)}
	}
	seen := make(map[string]bool)
	for _, m := range members {
		if seen[m.key] {
			return []Fault{at("/export/"+escapeKey(m.key), nil, "each key once")}
		}
		seen[m.key] = true
	}
	dec := json.NewDecoder(bytes.NewReader(value))
	dec.DisallowUnknownFields()
	if err := dec.Decode(e); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			return []Fault{at("/export/"+strings.ReplaceAll(wrong.Field, ".", "/"), nil, "a value of another kind than "+wrong.Value)}
		}
		return []Fault{at("/export", strings.TrimPrefix(err.Error(), "json: "), keys)}
	}
	var faults []Fault
	if e.Stamp != "" {
		if e.stamp, ok = instant(e.Stamp); !ok {
			faults = append(faults, at("/export/stamp", e.Stamp, anInstant(e.Stamp)))
		}
	}
	statuses := map[string]export.Status{"": export.StatusConfirmed, "confirmed": export.StatusConfirmed, "tentative": export.StatusTentative, "cancelled": export.StatusCancelled}
	if e.status, ok = statuses[e.Status]; !ok {
		faults = append(faults, at("/export/status", e.Status, "confirmed, tentative or cancelled"))
	}
	return faults
}

// maintenance fills in what a request may leave out: the ID is then made of the plan's id or name, so that a window that moves
// keeps its names, or of the start where the plan has neither; and the stamp is the current time.
func (e *exportAsk) maintenance(planID string, window calendar.Interval, zones []*time.Location, now time.Time) export.Maintenance {
	m := export.Maintenance{
		ID: e.ID, Title: e.Title, Description: e.Description, URL: e.URL, Sequence: e.Sequence, Status: e.status,
		CreatedBy: e.CreatedBy, Stamp: e.stamp, Locations: zones, Options: e.Options,
		Windows: []export.Window{{Interval: window}},
	}
	switch {
	case m.ID != "":
	case planID != "":
		m.ID = export.TaskID(planID)
	default:
		m.ID = "maintenance-" + strings.ToLower(window.Start.UTC().Format("20060102T150405Z"))
	}
	if m.Title == "" {
		m.Title = "Maintenance"
	}
	if m.Stamp.IsZero() {
		m.Stamp = now.UTC().Truncate(time.Second)
	}
	return m
}

// exportDocument is an export with its notes, for ?notes=true.
type exportDocument struct {
	Format    string        `json:"format"`
	MediaType string        `json:"media_type"`
	Endpoint  string        `json:"endpoint,omitempty"`
	Bodies    []string      `json:"bodies"`
	Notes     []export.Note `json:"notes"`
}

// export answers with the window in the form of another tool.
func (t *task) export() (*answer, error) {
	formats := export.Formats()
	i := slices.IndexFunc(formats, func(f export.Format) bool { return f.Name == t.format })
	if i < 0 {
		names := make([]string, len(formats))
		for i, f := range formats {
			names[i] = f.Name
		}
		return nil, newProblem(TypeNotFound, fmt.Sprintf("There is no export %q; there are %s.", t.format, strings.Join(names, ", ")))
	}
	s, err := t.chosen()
	if err != nil {
		return nil, err
	}
	var zones []*time.Location
	for _, region := range t.plan.Planner.Regions() {
		if loc := region.Calendar.Location; !slices.Contains(zones, loc) {
			zones = append(zones, loc)
		}
	}
	out, err := export.Export(t.format, t.ask.export.maintenance(t.plan.ID, s.Window, zones, time.Now()))
	if err != nil {
		return nil, inExport(err)
	}
	if t.ask.notes {
		doc := exportDocument{Format: out.Format.Name, MediaType: out.Format.MediaType, Endpoint: out.Format.Endpoint, Bodies: []string{}, Notes: append([]export.Note{}, out.Notes...)}
		for _, body := range out.Bodies {
			doc.Bodies = append(doc.Bodies, string(body))
		}
		return t.inJSON(t.ctx, doc)
	}
	w, p := t.page(t.ctx)
	if _, err := w.Write(out.Bytes()); err != nil {
		return nil, err
	}
	return &answer{status: http.StatusOK, contentType: out.Format.MediaType, file: "maintenance-" + out.Format.Name + out.Format.Extension, body: p.list}, nil
}

// optionKeys are the keys of options, one for each target that has some.
var optionKeys = func() map[string]bool {
	keys := make(map[string]bool)
	for t, i := reflect.TypeFor[export.Options](), 0; i < t.NumField(); i++ {
		key, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		keys[key] = true
	}
	return keys
}()

// inExport turns faults of package export into a problem: those of a target's options stand under options.
func inExport(err error) error {
	var faults scheduler.FieldErrors
	if !errors.As(err, &faults) {
		return err
	}
	placed := make(scheduler.FieldErrors, len(faults))
	for i, f := range faults {
		moved := *f
		if key, _ := nextKey(f.Path); optionKeys[key] {
			moved.Path = "options." + f.Path
		}
		placed[i] = &moved
	}
	return inKey(keyExport, placed)
}

// wantNotes reads the parameter notes.
func wantNotes(query url.Values) (bool, []Fault) {
	text := query.Get("notes")
	if query.Has("notes") && text != "true" && text != "false" {
		return false, []Fault{{Parameter: "notes", Value: text, Expected: "true or false"}}
	}
	return text == "true", nil
}
