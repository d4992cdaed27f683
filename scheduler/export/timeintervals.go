package export

import (
	"fmt"
	"strconv"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// dayPart is the part of a window that lies in one day of UTC, in whole minutes of the day: 0 up to
// 1440, the end not included.
type dayPart struct {
	date     calendar.Date
	from, to int
}

// dayParts splits a window at the midnights of UTC, since no time range of Alertmanager may run past
// midnight. Its ranges count whole minutes, and a muting that ends too early is the greater harm, so the
// window is widened to the minutes that it touches.
func dayParts(iv calendar.Interval) (parts []dayPart, widened bool) {
	start, end := floorMinute(iv.Start), ceilMinute(iv.End)
	widened = !start.Equal(iv.Start) || !end.Equal(iv.End)
	for d, last := calendar.DateOf(start), calendar.DateOf(end); !last.Before(d); d = d.AddDays(1) {
		p := dayPart{date: d, from: 0, to: 24 * 60}
		if d == calendar.DateOf(start) {
			p.from = int(calendar.ClockOf(start)) / 60
		}
		if d == last {
			p.to = int(calendar.ClockOf(end)) / 60
		}
		if p.from < p.to {
			parts = append(parts, p)
		}
	}
	return parts, widened
}

func floorMinute(t time.Time) time.Time { return t.UTC().Truncate(time.Minute) }
func ceilMinute(t time.Time) time.Time  { return t.UTC().Add(time.Minute - 1).Truncate(time.Minute) }

// minuteText returns HH:MM, up to 24:00.
func minuteText(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

type (
	muteTiming struct {
		Name          string         `json:"name"`
		TimeIntervals []timeInterval `json:"time_intervals"`
	}
	timeInterval struct {
		Times       []timeRange `json:"times"`
		DaysOfMonth []string    `json:"days_of_month"`
		Months      []string    `json:"months"`
		Years       []string    `json:"years"`
		Location    string      `json:"location"`
	}
	timeRange struct {
		StartTime string `json:"start_time"`
		EndTime   string `json:"end_time"`
	}
)

// timeIntervals returns the days of all windows. Days of the week are left out: with the year, the month
// and the day of the month there is nothing for them to say.
func (j *job) timeIntervals(target string) muteTiming {
	j.acts(target)
	j.lost(target, "title", "description", "URL", "creator", "revision")
	out := muteTiming{Name: j.m.ID}
	for i, w := range j.m.Windows {
		parts, widened := dayParts(w.Interval)
		if widened {
			j.note(NoteRounded, i, "the window is widened to whole minutes, %s to %s", rfc3339(floorMinute(w.Interval.Start)), rfc3339(ceilMinute(w.Interval.End)))
		}
		for _, p := range parts {
			out.TimeIntervals = append(out.TimeIntervals, timeInterval{
				Times:       []timeRange{{minuteText(p.from), minuteText(p.to)}},
				DaysOfMonth: []string{strconv.Itoa(p.date.Day)},
				Months:      []string{strconv.Itoa(int(p.date.Month))},
				Years:       []string{strconv.Itoa(p.date.Year)},
				Location:    "UTC",
			})
		}
	}
	return out
}

// exportTimeIntervals writes the section time_intervals of Alertmanager's configuration, to be named in
// mute_time_intervals of a route.
//
// Source: https://prometheus.io/docs/alerting/latest/configuration/#time_interval
func exportTimeIntervals(j *job) {
	timing := j.timeIntervals("a time interval of Alertmanager")
	j.note(NoteByHand, -1, "add it to time_intervals of the configuration, and its name, %s, to mute_time_intervals of the routes to be muted", timing.Name)
	var intervals list
	for _, t := range timing.TimeIntervals {
		intervals = append(intervals, object{
			{"times", list{object{{"start_time", t.Times[0].StartTime}, {"end_time", t.Times[0].EndTime}}}},
			{"days_of_month", texts(t.DaysOfMonth)},
			{"months", texts(t.Months)},
			{"years", texts(t.Years)},
			{"location", t.Location},
		})
	}
	j.body(yamlText(object{{"time_intervals", list{object{
		{"name", timing.Name},
		{"time_intervals", intervals},
	}}}}))
}

// exportMuteTiming writes a mute timing as Grafana's provisioning API takes it.
//
// Source: grafana/grafana, pkg/services/ngalert/api/tooling/definitions/provisioning_mute_timings.go
// (MuteTimeInterval, which is Alertmanager's own type).
func exportMuteTiming(j *job) {
	timing := j.timeIntervals("a mute timing of Grafana")
	j.note(NoteByHand, -1, "add its name, %s, to the notification policies to be muted", timing.Name)
	j.body(encodeJSON(timing))
}
