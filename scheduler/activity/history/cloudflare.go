package history

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// cloudflareGroup is one hour, or a part of one, of one combination of dimensions.
type cloudflareGroup struct {
	Dimensions map[string]any
	Sum, Uniq  map[string]any
	Count      *float64
}

// measures returns the numbers of a group by name.
func (g cloudflareGroup) measures() map[string]float64 {
	found := make(map[string]float64)
	for _, part := range []map[string]any{g.Uniq, g.Sum} {
		for name, v := range part {
			if n, ok := v.(float64); ok {
				found[name] = n
			}
		}
	}
	if g.Count != nil {
		found["count"] = *g.Count
	}
	return found
}

// cloudflare reads the groups of every zone or account of an answer.
func (j *jsonReader) cloudflare(raw json.RawMessage) error {
	var viewer map[string]json.RawMessage
	if err := json.Unmarshal(raw, &viewer); err != nil {
		return err
	}
	type placed struct {
		where  string
		prefix string
		groups []cloudflareGroup
	}
	var all []placed
	for _, kind := range slices.Sorted(maps.Keys(viewer)) {
		var owners []map[string]json.RawMessage
		if err := json.Unmarshal(viewer[kind], &owners); err != nil {
			continue // a name or a number beside the lists
		}
		for i, owner := range owners {
			for _, key := range slices.Sorted(maps.Keys(owner)) {
				var groups []cloudflareGroup
				if err := json.Unmarshal(owner[key], &groups); err != nil || len(groups) == 0 || groups[0].Dimensions == nil {
					continue
				}
				all = append(all, placed{where: fmt.Sprintf("data.viewer.%s[%d].%s", kind, i, key), prefix: fmt.Sprintf("%s[%d] ", kind, i), groups: groups})
			}
		}
	}
	if len(all) == 0 {
		return fmt.Errorf("data.viewer: no groups with dimensions; ask for a time among the dimensions, such as datetimeHour")
	}
	names := make(map[string]bool)
	for _, p := range all {
		for _, g := range p.groups {
			for name := range g.measures() {
				names[name] = true
			}
		}
	}
	if len(names) == 0 {
		return fmt.Errorf("data.viewer: its groups have no numbers; ask for sum, such as sum { requests }")
	}
	measure := j.chosen(slices.Collect(maps.Keys(names)))
	for _, p := range all {
		prefix := ""
		if len(all) > 1 {
			prefix = p.prefix
		}
		j.cloudflareGroups(p.groups, p.where, prefix, measure)
	}
	return nil
}

// cloudflareGroups makes a series of every combination of the dimensions that are no time.
func (j *jsonReader) cloudflareGroups(groups []cloudflareGroup, where, prefix, measure string) {
	series := make(map[string]*points)
	for i, g := range groups {
		var stamp string
		var others []string
		for _, key := range slices.Sorted(maps.Keys(g.Dimensions)) {
			text := fmt.Sprint(g.Dimensions[key])
			if strings.HasPrefix(key, "datetime") || key == "ts" || key == "date" {
				stamp = text
			} else {
				others = append(others, text)
			}
		}
		name := strings.TrimSpace(prefix + strings.Join(others, " "))
		p := series[name]
		if p == nil {
			p = j.series(name, where)
			series[name] = p
		}
		if stamp == "" {
			j.faults.add(0, fmt.Sprintf("%s[%d].dimensions", where, i), "no time; ask for datetimeHour among the dimensions")
			continue
		}
		var value *float64
		if v, ok := g.measures()[measure]; ok {
			value = &v
		}
		j.addTime(p, i, stamp, value)
	}
}
