package history

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// grafanaResults reads the frames of every query of an answer of /api/ds/query.
func (j *jsonReader) grafanaResults(raw json.RawMessage) error {
	var results map[string]struct {
		Error  string
		Frames json.RawMessage
	}
	if err := json.Unmarshal(raw, &results); err != nil {
		return err
	}
	for _, ref := range slices.Sorted(maps.Keys(results)) {
		r := results[ref]
		if r.Error != "" {
			j.faults.add(0, "results."+ref, "Grafana answered with an error: %s", r.Error)
			continue
		}
		if r.Frames == nil {
			continue
		}
		if err := j.grafanaFrames(r.Frames, "results."+ref+".frames"); err != nil {
			return err
		}
	}
	return nil
}

// grafanaField is a column of a frame.
type grafanaField struct {
	Name, Type string
	Labels     map[string]string
	Config     struct {
		DisplayName       string `json:"displayName"`
		DisplayNameFromDS string `json:"displayNameFromDS"`
	}
}

// called is how the series of a field is called: by its only label, by all of them, or by its name.
func (f grafanaField) called() string {
	if len(f.Labels) == 1 {
		for _, v := range f.Labels {
			return v
		}
	}
	if len(f.Labels) > 1 {
		return labelText(f.Labels)
	}
	return cmp.Or(f.Config.DisplayNameFromDS, f.Config.DisplayName, f.Name)
}

// grafanaFrames reads frames: each has one field of times in milliseconds, and a series in every field of numbers.
func (j *jsonReader) grafanaFrames(raw json.RawMessage, where string) error {
	var frames []struct {
		Schema struct{ Fields []grafanaField }
		Data   struct{ Values []json.RawMessage }
	}
	if err := json.Unmarshal(raw, &frames); err != nil {
		return err
	}
	for i, f := range frames {
		at := fmt.Sprintf("%s[%d]", where, i)
		if len(f.Schema.Fields) != len(f.Data.Values) {
			j.faults.add(0, at, "%d fields and %d columns; expected as many of both", len(f.Schema.Fields), len(f.Data.Values))
			continue
		}
		when := slices.IndexFunc(f.Schema.Fields, func(f grafanaField) bool { return f.Type == "time" })
		if when < 0 {
			j.faults.add(0, at, "no field of the type time; ask for time series, not a table")
			continue
		}
		var times []*float64
		if err := json.Unmarshal(f.Data.Values[when], &times); err != nil {
			return err
		}
		for k, field := range f.Schema.Fields {
			if field.Type != "number" {
				continue
			}
			p := j.series(field.called(), fmt.Sprintf("%s.data.values[%d]", at, k))
			var values []*float64
			if err := json.Unmarshal(f.Data.Values[k], &values); err != nil {
				return err
			}
			if len(values) != len(times) {
				j.faults.add(0, p.where, "%d times and %d values; expected as many of both", len(times), len(values))
				continue
			}
			for n, t := range times {
				if t == nil {
					j.faults.add(0, fmt.Sprintf("%s[%d]", p.where, n), "no time")
					continue
				}
				j.add(p, n, *t/1000, values[n])
			}
		}
	}
	return nil
}
