package planfile

import (
	"fmt"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// learnedOnce keeps what was read and learned, since many regions may name one file: each file is read once for
// every series and clock asked of it, and learned from once for every calendar.
type learnedOnce struct {
	series map[string][]history.Series
	models map[string]*activity.Model // nil: there is a fault, told at the first place
	places map[string]string          // where each model was asked for first
}

// learnKey returns the parts of a region that decide what is learned for it, as they stand in the file.
func learnKey(region *object) string {
	var b strings.Builder
	for _, key := range []string{"activity", "time_zone", "holidays", "extra_holidays", "working_days", "weekend"} {
		if region.table.index(key) < 0 {
			continue
		}
		if v, ok := region.get(key); ok {
			fmt.Fprintf(&b, "%s\x00%s\x00", key, v.doc.text(v.node))
		}
	}
	return b.String()
}

// begin reports whether a model is asked for the first time. Where it is not, and there was a fault, it says where.
func (l *learnedOnce) begin(key, place string) (model *activity.Model, first bool, fault string) {
	if l.models == nil {
		l.models, l.places, l.series = make(map[string]*activity.Model), make(map[string]string), make(map[string][]history.Series)
	}
	model, known := l.models[key]
	switch {
	case !known:
		l.models[key], l.places[key] = nil, place
		return nil, true, ""
	case model == nil:
		return nil, false, l.places[key]
	}
	return model, false, ""
}
