package export

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// RecurringWindow is a recurring slot that is exported.
type RecurringWindow struct {
	// ID and Title are as in Maintenance.
	ID, Title string
	// Every, Location, Duration and Slot are as in scheduler.RecurringResult.
	Every    scheduler.Every
	Location *time.Location
	Duration time.Duration
	Slot     scheduler.Slot
	// Stamp is when this was made.
	Stamp time.Time
}

// RecurringOutput is an export of a recurring window.
type RecurringOutput struct {
	Format Format
	Bytes  []byte
	// Notes say what the target cannot express.
	Notes []string
}

// recurringTarget is a form of recurring windows.
type recurringTarget struct {
	format Format
	write  func(*recurringJob)
}

const mediaText = "text/plain; charset=utf-8"

// recurringTargets are never changed.
var recurringTargets = []recurringTarget{
	{Format{"ical", mediaCalendar, ".ics", "An iCalendar file with one event that recurs.", "", false}, (*recurringJob).ical},
	{Format{"gke-recurring", mediaJSON, ".json", "The recurring window of a GKE cluster's maintenance policy.", "", false}, (*recurringJob).gke},
	{Format{"aks", mediaJSON, ".json", "An AKS maintenance configuration.", "", false}, (*recurringJob).aks},
	{Format{"azure-maintenance", mediaJSON, ".json", "An Azure maintenance configuration.", "", false}, (*recurringJob).azure},
	{Format{"aws-rds", mediaText, ".txt", "The preferred maintenance window of Amazon RDS.", "", false}, (*recurringJob).rds},
	{Format{"aws-elasticache", mediaText, ".txt", "The preferred maintenance window of Amazon ElastiCache.", "", false}, (*recurringJob).rds},
	{Format{"ssm-cron", mediaJSON, ".json", "An AWS Systems Manager maintenance window with a cron schedule.", "", false}, (*recurringJob).ssm},
	{Format{"kured", mediaText, ".txt", "The arguments of kured, the reboot daemon of Kubernetes.", "", false}, (*recurringJob).kured},
	{Format{"alertmanager-interval", mediaYAML, ".yml", "An Alertmanager time interval that recurs, to be muted in a route.", "", false}, (*recurringJob).alertmanager},
}

// RecurringFormats returns the names of the forms that a recurring window can have.
func RecurringFormats() []string {
	var names []string
	for _, f := range RecurringForms() {
		names = append(names, f.Name)
	}
	return names
}

// RecurringForms returns the forms that a recurring window can have, in a fixed order. The slice is the
// caller's own.
func RecurringForms() []Format {
	out := make([]Format, len(recurringTargets))
	for i, t := range recurringTargets {
		out[i] = t.format
	}
	return out
}

// recurringJob is one export.
type recurringJob struct {
	RecurringWindow
	form   string
	out    strings.Builder
	notes  []string
	refuse string
}

// Recurring writes a recurring window in the form of a platform that stores only such. What the form cannot
// say is noted; what it would get wrong is refused, as scheduler.FieldErrors.
func Recurring(format string, w RecurringWindow) (*RecurringOutput, error) {
	at := slices.IndexFunc(recurringTargets, func(t recurringTarget) bool { return t.format.Name == format })
	if at < 0 {
		return nil, scheduler.FieldErrors{{Path: "format", Value: clip(format), Expected: "one of " + strings.Join(RecurringFormats(), ", ")}}
	}
	shared := &job{}
	shared.checkNames(w.ID, w.Title)
	if len(shared.faults) > 0 {
		return nil, shared.faults
	}
	j := &recurringJob{RecurringWindow: w, form: format}
	if w.Slot.Time%time.Minute != 0 || w.Duration%time.Minute != 0 {
		return nil, scheduler.FieldErrors{{Path: "format", Value: format, Expected: "a slot and a window of whole minutes: the form has no seconds"}}
	}
	recurringTargets[at].write(j)
	if j.refuse != "" {
		return nil, scheduler.FieldErrors{{Path: "format", Value: format, Expected: j.refuse}}
	}
	if n := len(w.Slot.Blocked); n > 0 {
		j.note("%d of %d occurrences are blocked and would happen all the same: leave them out by hand", n, w.Slot.Occurrences)
	}
	return &RecurringOutput{Format: recurringTargets[at].format, Bytes: []byte(j.out.String()), Notes: j.notes}, nil
}

func (j *recurringJob) note(format string, args ...any) {
	j.notes = append(j.notes, fmt.Sprintf(format, args...))
}

func (j *recurringJob) print(format string, args ...any) { fmt.Fprintf(&j.out, format, args...) }

func (j *recurringJob) json(v any) {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		j.refuse = "what JSON can hold: " + err.Error()
		return
	}
	j.print("%s\n", text)
}

func (j *recurringJob) hour() int { return int(j.Slot.Time / time.Hour) }

func (j *recurringJob) minute() int { return int(j.Slot.Time % time.Hour / time.Minute) }

// clock returns the reading so much after the start, and how many days later that is.
func (j *recurringJob) clock(after time.Duration) (text string, days int) {
	t := j.Slot.Time + after
	return fmt.Sprintf("%02d:%02d", t%(24*time.Hour)/time.Hour, t%time.Hour/time.Minute), int(t / (24 * time.Hour))
}

// utc reports whether the slot is kept in UTC, and refuses it where the target stores nothing else.
func (j *recurringJob) utc() bool {
	if j.Location.String() == "UTC" {
		return true
	}
	j.refuse = "a slot in UTC (recurring.time_zone): the platform stores UTC, and the slot would move by an hour when clocks change"
	return false
}

func (j *recurringJob) weekly() bool {
	if !j.Every.Month && j.Every.Weeks == 1 {
		return true
	}
	j.refuse = "a slot of every week: the platform stores nothing else"
	return false
}

var shortDays = [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// rule returns the recurrence rule of RFC 5545.
func (j *recurringJob) rule() string {
	day := shortDays[j.Slot.Weekday]
	switch {
	case j.Every.Month:
		return fmt.Sprintf("FREQ=MONTHLY;BYDAY=%d%s", j.Slot.Week, day)
	case j.Every.Weeks > 1:
		return fmt.Sprintf("FREQ=WEEKLY;INTERVAL=%d;BYDAY=%s", j.Every.Weeks, day)
	}
	return "FREQ=WEEKLY;BYDAY=" + day
}

// first returns the first occurrence.
func (j *recurringJob) first() time.Time { return j.Slot.FirstStart }

// ical writes one event with an RRULE, in UTC or with the zone's name; blocked occurrences are left out by
// EXDATE.
func (j *recurringJob) ical() {
	c := &content{}
	CalendarOptions{}.header(c, "recurring maintenance")
	c.begin("VEVENT")
	c.raw("UID", j.ID+"-recurring@quietwindow.maintenance")
	c.raw("DTSTAMP", utcStamp(j.Stamp))
	if j.Location.String() == "UTC" {
		c.raw("DTSTART", utcStamp(j.first()))
	} else {
		c.raw("DTSTART;TZID="+j.Location.String(), j.first().In(j.Location).Format("20060102T150405"))
		j.note("the event names the zone %s without describing it: calendars that do not know the name will ask", j.Location)
	}
	c.raw("DURATION", fmt.Sprintf("PT%dM", int(j.Duration/time.Minute)))
	c.raw("RRULE", j.rule())
	for _, b := range j.Slot.Blocked {
		if j.Location.String() == "UTC" {
			c.raw("EXDATE", utcStamp(b.Start))
		} else {
			c.raw("EXDATE;TZID="+j.Location.String(), b.Start.In(j.Location).Format("20060102T150405"))
		}
	}
	c.text("SUMMARY", j.Title)
	c.raw("TRANSP", "TRANSPARENT")
	c.end("VEVENT")
	c.end("VCALENDAR")
	j.print("%s", c.bytes())
	if len(j.Slot.Blocked) > 0 {
		j.note("blocked occurrences of the horizon are left out by EXDATE; later ones are not known")
	}
}

// kured writes the arguments of kured, the reboot daemon of Kubernetes.
func (j *recurringJob) kured() {
	if !j.weekly() {
		return
	}
	from, _ := j.clock(0)
	to, days := j.clock(j.Duration)
	if days > 0 {
		if to != "00:00" {
			j.refuse = "a window that does not run past midnight: kured looks at day and time apart"
			return
		}
		to = "23:59:59"
	}
	j.print("--reboot-days=%s\n--start-time=%s\n--end-time=%s\n--time-zone=%s\n", strings.ToLower(j.Slot.Weekday.String()[:2]), from, to, j.Location)
	j.byReadings()
	j.note("kured begins reboots in the window; a node that drains slowly may end after it")
}

// alertmanager writes a time interval, for mute_time_intervals.
func (j *recurringJob) alertmanager() {
	if !j.Every.Month && j.Every.Weeks > 1 {
		j.refuse = "every week or the nth weekday of a month: the form has no second week"
		return
	}
	from, _ := j.clock(0)
	to, days := j.clock(j.Duration)
	if days > 0 && to != "00:00" {
		j.refuse = "a window that does not run past midnight: the form looks at day and time apart"
		return
	}
	if days > 0 {
		to = "24:00"
	}
	j.print("time_intervals:\n  - name: %s\n    time_intervals:\n", j.ID)
	for _, in := range j.daysOfMonth() {
		j.print("      - times:\n          - start_time: '%s'\n            end_time: '%s'\n        weekdays: ['%s']\n%s        location: '%s'\n", from, to, strings.ToLower(j.Slot.Weekday.String()), in, j.Location)
	}
	j.byReadings()
	if j.Every.Month && (j.Slot.Week < 0 || j.Slot.Week == 5) && j.Location.String() != "UTC" {
		j.note("Alertmanager does not know the 31st of a month in which clocks go forward: that occurrence is not muted")
	}
}

// daysOfMonth returns what a time interval says of the days of a month, once or, for the last weekday, by the
// length of months: Alertmanager 0.28 divides the hours of a month by 24, takes March for 30 days where clocks
// go forward, and would count from the end of those.
func (j *recurringJob) daysOfMonth() []string {
	const days = "        days_of_month: ['%d:%d']\n"
	switch {
	case !j.Every.Month:
		return []string{""}
	case j.Slot.Week < 0:
		return []string{
			fmt.Sprintf(days, 25, 31) + "        months: ['1', '3', '5', '7', '8', '10', '12']\n",
			fmt.Sprintf(days, 24, 30) + "        months: ['4', '6', '9', '11']\n",
			fmt.Sprintf(days, -7, -1) + "        months: ['2']\n",
		}
	}
	return []string{fmt.Sprintf(days, 7*j.Slot.Week-6, min(31, 7*j.Slot.Week))}
}

// byReadings notes what a form of clock readings cannot say in a zone whose clocks change.
func (j *recurringJob) byReadings() {
	if j.Location.String() != "UTC" {
		j.note("both ends are readings of a clock in %s: on a date on which clocks change the window is an hour longer or shorter", j.Location)
	}
}
