package httpapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/feed"
	"github.com/quietwindow/quietwindow/calendar/recur"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// periods is what of a plan matters for occurrences.
type periods struct {
	Rules struct {
		Blackouts  []period `json:"blackouts"`
		OnlyDuring []period `json:"only_during"`
	} `json:"rules"`
}

type period struct {
	RRule   string `json:"rrule"`
	DTStart string `json:"dtstart"`
	Zone    string `json:"time_zone"`
	ICS     string `json:"ics"`
}

// occurrences counts those that begin in the search of a sound plan and the seven days after it, and
// reports whether there are at most so many. Where there are not it returns the pointer of the entry
// that went beyond, in the plan. Planfile has counted them before, but for its own limit only.
func occurrences(a *ask, plan *planfile.Plan, most int) (string, bool) {
	var p periods
	// The plan is sound, so it is JSON in the right form.
	if json.Unmarshal(bytes.TrimPrefix(a.plan, byteOrderMark), &p) != nil {
		return "", false
	}
	h := plan.Request.Horizon
	span := calendar.Interval{Start: h.Start, End: h.End.Add(7 * 24 * time.Hour)}
	left := most
	for _, list := range []struct {
		key     string
		entries []period
	}{{"blackouts", p.Rules.Blackouts}, {"only_during", p.Rules.OnlyDuring}} {
		for i, entry := range list.entries {
			n, err := entry.count(a.files, span, left)
			if left -= n; err != nil || left < 0 {
				return fmt.Sprintf("/rules/%s/%d", list.key, i), false
			}
		}
	}
	return "", true
}

// count counts the occurrences of one entry, and gives up beyond a number.
func (e period) count(files memory, span calendar.Interval, most int) (int, error) {
	switch {
	case e.RRule != "":
		start, err := recur.ParseReading(e.DTStart)
		if err != nil {
			return 0, err
		}
		loc, err := calendar.LoadZone(e.Zone)
		if err != nil {
			return 0, err
		}
		// With a length of a second those are counted that begin in the span.
		rule, err := recur.Parse(e.RRule, start, loc, time.Second)
		if err != nil {
			return 0, err
		}
		list, err := rule.Occurrences(span, most, nil)
		return len(list), err
	case e.ICS != "":
		f, err := feed.Read(strings.NewReader(files[e.ICS]))
		if err != nil {
			return 0, err
		}
		list, err := f.Occurrences(time.UTC, span, most, nil)
		return len(list), err
	}
	return 0, nil
}
