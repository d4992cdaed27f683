package export

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// gke writes the recurring window of a cluster's maintenance policy.
func (j *recurringJob) gke() {
	if !j.utc() {
		return
	}
	if j.Duration < 4*time.Hour {
		j.note("GKE wants at least 48 hours of maintenance time in 32 days, in windows of at least 4 hours: this one is shorter and will be refused unless it is widened")
	}
	j.json(map[string]any{"maintenancePolicy": map[string]any{"window": map[string]any{"recurringWindow": map[string]any{
		"window":     map[string]string{"startTime": rfc3339(j.first()), "endTime": rfc3339(j.first().Add(j.Duration))},
		"recurrence": j.rule(),
	}}}})
	if j.Every.Month {
		j.note("GKE accepts FREQ=DAILY and WEEKLY rules by its console; monthly ones by its API only")
	}
}

// aks writes the schedule of an AKS maintenance configuration.
func (j *recurringJob) aks() {
	hours := int((j.Duration + time.Hour - 1) / time.Hour)
	if hours < 4 {
		j.note("AKS wants at least 4 hours: durationHours is raised from %s to 4", calendar.FormatDuration(j.Duration))
		hours = 4
	}
	if hours > 24 {
		j.refuse = "a window of at most 24 hours"
		return
	}
	schedule := map[string]any{}
	day := j.Slot.Weekday.String()
	switch {
	case j.Every.Month:
		if j.Slot.Week == 5 {
			j.refuse = "the first to fourth or the last weekday of a month: AKS has no fifth"
			return
		}
		index := map[int]string{1: "First", 2: "Second", 3: "Third", 4: "Fourth", -1: "Last"}[j.Slot.Week]
		schedule["relativeMonthly"] = map[string]any{"intervalMonths": 1, "weekIndex": index, "dayOfWeek": day}
	default:
		schedule["weekly"] = map[string]any{"intervalWeeks": j.Every.Weeks, "dayOfWeek": day}
	}
	_, offset := j.first().In(j.Location).Zone()
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	start, _ := j.clock(0)
	j.json(map[string]any{"properties": map[string]any{"maintenanceWindow": map[string]any{
		"schedule": schedule, "durationHours": hours, "utcOffset": fmt.Sprintf("%c%02d:%02d", sign, offset/3600, offset%3600/60),
		"startDate": j.first().In(j.Location).Format(time.DateOnly), "startTime": start,
	}}})
	if j.Location.String() != "UTC" {
		j.note("AKS keeps one offset (that of the first occurrence): when clocks change the window is an hour off in %s", j.Location)
	}
}

// windowsZones are the names that Azure knows zones by; others are refused.
var windowsZones = map[string]string{
	"UTC": "UTC", "America/New_York": "Eastern Standard Time", "America/Chicago": "Central Standard Time", "America/Denver": "Mountain Standard Time",
	"America/Los_Angeles": "Pacific Standard Time", "Europe/London": "GMT Standard Time", "Europe/Berlin": "W. Europe Standard Time", "Europe/Paris": "Romance Standard Time",
	"Asia/Tokyo": "Tokyo Standard Time", "Asia/Kolkata": "India Standard Time", "Asia/Singapore": "Singapore Standard Time", "Asia/Riyadh": "Arab Standard Time",
	"Australia/Sydney": "AUS Eastern Standard Time", "America/Sao_Paulo": "E. South America Standard Time",
}

// azure writes the maintenance window of an Azure maintenance configuration.
func (j *recurringJob) azure() {
	zone, ok := windowsZones[j.Location.String()]
	if !ok {
		j.refuse = "a zone whose Windows name is known: Azure takes no IANA names"
		return
	}
	every := fmt.Sprintf("%dWeeks %s", j.Every.Weeks, j.Slot.Weekday)
	if j.Every.Weeks == 1 {
		every = "Week " + j.Slot.Weekday.String()
	}
	if j.Every.Month {
		if j.Slot.Week == 5 {
			j.refuse = "the first to fourth or the last weekday of a month: Azure has no fifth"
			return
		}
		every = fmt.Sprintf("Month %s %s", map[int]string{1: "First", 2: "Second", 3: "Third", 4: "Fourth", -1: "Last"}[j.Slot.Week], j.Slot.Weekday)
	}
	long := max(j.Duration, 90*time.Minute)
	if long > j.Duration {
		j.note("Azure wants at least 1 h 30 min for a guest: duration is raised from %s", calendar.FormatDuration(j.Duration))
	}
	j.json(map[string]any{"properties": map[string]any{"maintenanceWindow": map[string]any{
		"startDateTime": j.first().In(j.Location).Format("2006-01-02 15:04"), "duration": fmt.Sprintf("%02d:%02d", long/time.Hour, long%time.Hour/time.Minute),
		"timeZone": zone, "recurEvery": every,
	}}})
}

// rds writes the preferred maintenance window of RDS or ElastiCache: ddd:hh24:mi-ddd:hh24:mi in UTC.
func (j *recurringJob) rds() {
	if !j.utc() || !j.weekly() {
		return
	}
	least, most := 30*time.Minute, 24*time.Hour
	if j.form == "aws-elasticache" {
		least = time.Hour
	}
	long := max(j.Duration, least)
	if long > j.Duration {
		j.note("the platform wants at least %s: the window is made so long", calendar.FormatDuration(least))
	}
	if long >= most {
		j.refuse = "a window shorter than 24 hours"
		return
	}
	from, _ := j.clock(0)
	to, days := j.clock(long)
	day := func(d time.Weekday) string { return strings.ToLower(d.String()[:3]) }
	j.print("%s:%s-%s:%s\n", day(j.Slot.Weekday), from, day((j.Slot.Weekday+time.Weekday(days))%7), to)
	j.note("it says when work may begin, not that it has ended by then, and nothing about holidays or freezes")
}

// ssm writes the schedule of a Systems Manager maintenance window: six fields, and the zone beside them.
func (j *recurringJob) ssm() {
	if !j.Every.Month && j.Every.Weeks > 1 {
		j.refuse = "every week or the nth weekday of a month: the cron form has no second week"
		return
	}
	if j.Slot.Week == 5 {
		j.note("months without a fifth %s have no window", j.Slot.Weekday)
	}
	day := strings.ToUpper(j.Slot.Weekday.String()[:3])
	switch {
	case j.Every.Month && j.Slot.Week < 0:
		day += "L"
	case j.Every.Month:
		day += fmt.Sprintf("#%d", j.Slot.Week)
	}
	hours := int((j.Duration + time.Hour - 1) / time.Hour)
	if time.Duration(hours)*time.Hour != j.Duration {
		j.note("the duration is whole hours: %s is rounded up to %d", calendar.FormatDuration(j.Duration), hours)
	}
	if hours > 24 {
		j.refuse = "a window of at most 24 hours"
		return
	}
	j.json(map[string]any{"Name": j.ID, "Schedule": fmt.Sprintf("cron(%d %d ? * %s *)", j.minute(), j.hour(), day), "ScheduleTimezone": j.Location.String(), "Duration": hours, "Cutoff": 0, "AllowUnassociatedTargets": false})
}
