package export

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// CronJobOptions are what a CronJob asks for.
type CronJobOptions struct {
	// Namespace is where the job runs; empty leaves it to kubectl.
	Namespace string `json:"namespace,omitempty"`
	// Image is the container's image; there is no default. Command and Args are as in a pod, each entry
	// of any characters that a text may have.
	Image   string   `json:"image,omitempty"`
	Command []string `json:"command,omitempty"`
	Args    []string `json:"args,omitempty"`
	// TimeZone is the IANA name of the zone whose clocks the schedule is written for; empty for Etc/UTC,
	// which has no changes of clocks and is the better choice.
	TimeZone string `json:"time_zone,omitempty"`
}

// startingDeadline is how late a job may still begin. Kubernetes looks every ten seconds and may miss a
// shorter one.
const (
	startingDeadline    = 5 * time.Minute
	minStartingDeadline = 10 * time.Second
)

// exportCronJob writes one CronJob per window, that starts a container when the window begins. The
// container is told the window in WINDOW_START and WINDOW_END, so that it can refuse to run outside of
// it: the schedule has no years, and comes back.
//
// Source: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ (timeZone,
// startingDeadlineSeconds, a name of at most 52 characters); the fields are those of k8s.io/api/batch/v1.
func exportCronJob(j *job) {
	o := j.m.Options.CronJob
	j.acts("Kubernetes")
	if o.Namespace != "" && !plainName(o.Namespace, 63) {
		j.fault("cronjob.namespace", clip(o.Namespace), "a name of at most 63 of a to z, 0 to 9 and -")
	}
	j.line("cronjob.image", o.Image, 1, 500)
	for _, l := range []struct {
		path string
		from []string
	}{{"cronjob.command", o.Command}, {"cronjob.args", o.Args}} {
		if len(l.from) > MaxList {
			j.fault(l.path, fmt.Sprintf("%d entries", len(l.from)), fmt.Sprintf("at most %d", MaxList))
			continue
		}
		for i, s := range l.from {
			j.text(fmt.Sprintf("%s[%d]", l.path, i), s, MaxDescription)
		}
	}
	zone := o.TimeZone
	if zone == "" {
		zone = "Etc/UTC"
	}
	loc, err := calendar.LoadZone(zone)
	if err != nil {
		j.fault("cronjob.time_zone", clip(zone), "the name of a zone: "+err.Error())
		return
	}
	j.lost("a CronJob", "creator", "revision")
	j.note(NoteByHand, -1, "nothing stops a job at the end of its window: let it look at WINDOW_END, or set activeDeadlineSeconds if stopping it halfway does no harm")
	for i, w := range j.m.Windows {
		c := j.cronAt(i, w.Interval.Start, loc)
		j.note(NoteRepeats, i, "cron has no years: the job starts again on %s unless it is deleted or suspend is set before", c.next)
		late := min(startingDeadline, w.Interval.Duration())
		if late < minStartingDeadline {
			j.fault(windowPath(i)+".end", rfc3339(w.Interval.End), "a window of at least 10 seconds: Kubernetes may miss a shorter one")
		}
		container := object{{"name", "maintenance"}, {"image", o.Image}}.
			with(len(o.Command) > 0, "command", texts(o.Command)).
			with(len(o.Args) > 0, "args", texts(o.Args)).
			with(true, "env", list{
				object{{"name", "WINDOW_START"}, {"value", rfc3339(w.Interval.Start)}},
				object{{"name", "WINDOW_END"}, {"value", rfc3339(w.Interval.End)}},
			})
		annotations := object{{"quietwindow/title", j.m.Title}}.
			with(j.m.Description != "", "quietwindow/description", j.m.Description).
			with(j.m.URL != "", "quietwindow/url", j.m.URL)
		j.body(yamlText(object{
			{"apiVersion", "batch/v1"},
			{"kind", "CronJob"},
			{"metadata", object{{"name", j.m.name(i)}}.
				with(o.Namespace != "", "namespace", o.Namespace).
				with(true, "annotations", annotations)},
			{"spec", object{
				{"schedule", c.text},
				{"timeZone", zone},
				{"startingDeadlineSeconds", int(late / time.Second)},
				{"concurrencyPolicy", "Forbid"},
				{"suspend", false},
				{"jobTemplate", object{{"spec", object{
					// A second try would begin at any time.
					{"backoffLimit", 0},
					{"template", object{{"spec", object{
						{"restartPolicy", "Never"},
						{"containers", list{container}},
					}}}},
				}}}},
			}},
		}))
	}
}
