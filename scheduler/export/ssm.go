package export

import (
	"fmt"
	"time"
)

// SSMOptions are what a maintenance window of AWS Systems Manager asks for.
type SSMOptions struct {
	// Cutoff is how many whole hours before the end no new task begins: 0 up to, not including, the
	// window's hours.
	Cutoff int `json:"cutoff,omitempty"`
	// AllowUnassociatedTargets lets tasks run on nodes that are not registered with the window.
	AllowUnassociatedTargets bool `json:"allow_unassociated_targets,omitempty"`
}

const (
	// ssmHours is the most hours of a window, ssmDescription the most bytes of a description.
	ssmHours       = 24
	ssmDescription = 128
)

type ssmBody struct {
	Name                     string
	Description              string
	Schedule                 string
	ScheduleTimezone         string
	Duration                 int
	Cutoff                   int
	AllowUnassociatedTargets bool
}

// exportSSM writes one maintenance window per window, that runs once. The documentation calls the
// timestamp of at(...) UTC in one place and shows it with a time zone in another: with the zone Etc/UTC
// both readings agree.
//
// A window of Systems Manager permits tasks, so where it is not of whole hours it is cut, never widened.
//
// Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html
// and .../latest/APIReference/API_CreateMaintenanceWindow.html (duration 1 to 24, cutoff 0 to 23, name and
// description at most 128).
func exportSSM(j *job) {
	o := j.m.Options.SSM
	j.acts("Systems Manager")
	j.lost("a maintenance window of Systems Manager", "URL", "creator", "revision")
	j.note(NoteByHand, -1, "the window permits tasks and holds none: register targets and tasks with it")
	description := j.m.Title
	if j.m.Description != "" {
		description += ": " + j.m.Description
	}
	description = j.cut("description", description, ssmDescription)
	for i, w := range j.m.Windows {
		hours := int(w.Interval.Duration() / time.Hour)
		if hours < 1 || w.Interval.Duration() > ssmHours*time.Hour {
			j.fault(windowPath(i)+".end", rfc3339(w.Interval.End), "a window of 1 to 24 hours")
			continue
		}
		j.notBegun(i, "Systems Manager runs nothing in the past")
		if o.Cutoff < 0 || o.Cutoff >= hours {
			j.fault("ssm.cutoff", o.Cutoff, fmt.Sprintf("0 to %d whole hours, less than the %d of windows[%d]", hours-1, hours, i))
		}
		if w.Interval.Duration()%time.Hour != 0 {
			unit := "hours"
			if hours == 1 {
				unit = "hour"
			}
			j.note(NoteRounded, i, "the window is cut to %d whole %s, until %s", hours, unit, rfc3339(w.Interval.Start.Add(time.Duration(hours)*time.Hour)))
		}
		j.body(encodeJSON(ssmBody{
			Name:                     j.m.name(i),
			Description:              description,
			Schedule:                 "at(" + w.Interval.Start.UTC().Format("2006-01-02T15:04:05") + ")",
			ScheduleTimezone:         "Etc/UTC",
			Duration:                 hours,
			Cutoff:                   o.Cutoff,
			AllowUnassociatedTargets: o.AllowUnassociatedTargets,
		}))
	}
}
