package history

import (
	"encoding/json"
	"fmt"
	"strings"
)

// datadog reads the series of a query of version 1: points of milliseconds and a value.
func (j *jsonReader) datadog(raw json.RawMessage) error {
	var list []struct {
		Metric, Scope string
		Pointlist     [][]*float64
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return err
	}
	scopes := make(map[string]int)
	for _, s := range list {
		scopes[s.Scope]++
	}
	for i, s := range list {
		name := s.Scope
		if scopes[name] > 1 {
			name = s.Metric + "{" + s.Scope + "}"
		}
		p := j.series(name, fmt.Sprintf("series[%d].pointlist", i))
		for k, point := range s.Pointlist {
			if len(point) != 2 || point[0] == nil {
				j.faults.add(0, fmt.Sprintf("%s[%d]", p.where, k), "expected a time in milliseconds and a value")
				continue
			}
			j.add(p, k, *point[0]/1000, point[1])
		}
	}
	return nil
}

// datadogV2 reads the attributes of a timeseries response of version 2: one list of times, and one of values a series.
func (j *jsonReader) datadogV2(raw json.RawMessage) error {
	var a struct {
		Series []struct {
			GroupTags  []string `json:"group_tags"`
			QueryIndex int      `json:"query_index"`
		}
		Times  []float64
		Values [][]*float64
	}
	if err := json.Unmarshal(raw, &a); err != nil {
		return err
	}
	if len(a.Series) != len(a.Values) {
		j.faults.add(0, "data.attributes", "%d series and %d lists of values; expected as many of both", len(a.Series), len(a.Values))
		return nil
	}
	tags := make(map[string]int)
	for _, s := range a.Series {
		tags[strings.Join(s.GroupTags, ",")]++
	}
	for i, s := range a.Series {
		name := strings.Join(s.GroupTags, ",")
		if tags[name] > 1 {
			name = fmt.Sprintf("query %d{%s}", s.QueryIndex, name)
		}
		p := j.series(name, fmt.Sprintf("data.attributes.values[%d]", i))
		if len(a.Values[i]) != len(a.Times) {
			j.faults.add(0, p.where, "%d times and %d values; expected as many of both", len(a.Times), len(a.Values[i]))
			continue
		}
		for k, t := range a.Times {
			j.add(p, k, t/1000, a.Values[i][k])
		}
	}
	return nil
}
