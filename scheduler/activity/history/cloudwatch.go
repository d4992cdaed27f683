package history

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// cloudWatchData reads the results of GetMetricData.
func (j *jsonReader) cloudWatchData(raw json.RawMessage) error {
	var results []struct {
		ID         string `json:"Id"`
		Label      string
		Timestamps []cloudWatchTime
		Values     []*float64
		StatusCode string
	}
	if err := json.Unmarshal(raw, &results); err != nil {
		return err
	}
	labels := make(map[string]int)
	for _, r := range results {
		labels[r.Label]++
	}
	for i, r := range results {
		name := r.Label
		if name == "" || labels[r.Label] > 1 {
			name = r.ID
		}
		p := j.series(name, fmt.Sprintf("MetricDataResults[%d]", i))
		if len(r.Timestamps) != len(r.Values) {
			j.faults.add(0, p.where, "%d timestamps and %d values; expected as many of both", len(r.Timestamps), len(r.Values))
			continue
		}
		if r.StatusCode == "PartialData" {
			j.faults.add(0, p.where, "StatusCode is PartialData: there are more pages; put them together, or ask for fewer points")
			continue
		}
		for k, t := range r.Timestamps {
			j.addCloudWatch(p, k, t, r.Values[k])
		}
	}
	return nil
}

// cloudWatchStatistics reads the points of GetMetricStatistics.
func (j *jsonReader) cloudWatchStatistics(raw json.RawMessage) error {
	var list []map[string]json.RawMessage
	if err := json.Unmarshal(raw, &list); err != nil {
		return err
	}
	p := j.series("", "Datapoints")
	units := make(map[string]bool)
	names := make(map[string]bool)
	for _, point := range list {
		for key := range point {
			if key != "Timestamp" && key != "Unit" && key != "ExtendedStatistics" {
				names[key] = true
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	measure := j.chosen(slices.Collect(maps.Keys(names)))
	for i, point := range list {
		var t cloudWatchTime
		var value *float64
		var unit string
		if err := json.Unmarshal(point["Timestamp"], &t); err != nil {
			j.faults.add(0, fmt.Sprintf("Datapoints[%d].Timestamp", i), "found %s, expected a time such as 2026-01-05T14:00:00Z", quote(string(point["Timestamp"])))
			continue
		}
		if raw, ok := point[measure]; ok {
			if err := json.Unmarshal(raw, &value); err != nil {
				j.faults.add(0, fmt.Sprintf("Datapoints[%d].%s", i, measure), "found %s, expected a number", quote(string(raw)))
				continue
			}
		}
		if raw, ok := point["Unit"]; ok && json.Unmarshal(raw, &unit) == nil {
			units[unit] = true
		}
		j.addCloudWatch(p, i, t, value)
	}
	if len(units) > 1 {
		j.faults.add(0, "Datapoints", "the units are %s; expected one", quote(fmt.Sprint(slices.Sorted(maps.Keys(units)))))
	}
	return nil
}

// cloudWatchTime is a time as text, as the command line writes it, or in seconds, as the API does.
type cloudWatchTime struct {
	text string
	unix float64
}

// UnmarshalJSON reads either form.
func (t *cloudWatchTime) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &t.text)
	}
	return json.Unmarshal(data, &t.unix)
}

func (j *jsonReader) addCloudWatch(p *points, i int, t cloudWatchTime, value *float64) {
	if t.text != "" {
		j.addTime(p, i, t.text, value)
		return
	}
	j.add(p, i, t.unix, value)
}
