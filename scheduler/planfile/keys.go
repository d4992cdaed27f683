package planfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// Key describes one key of the plan file, for a reference.
type Key struct {
	// Path is how the key is reached, such as "regions[].customers". Keys of the user's own are
	// written NAME and DATE.
	Path string
	// Meaning says what the key is for, and Expected what its value is.
	Meaning, Expected string
	// Default is what holds where the key is left out; empty where it is required.
	Default string
}

// Keys returns every key of the plan file, in the order of the reference. The reader itself works
// by the same tables. The slice is the caller's own.
func Keys() []Key {
	var list []Key
	for _, t := range tables {
		for _, k := range t.keys {
			list = append(list, Key{Path: t.path + k.name, Meaning: k.meaning, Expected: k.expected, Default: k.otherwise})
		}
	}
	return list
}

// spec is a key of an object.
type spec struct {
	name      string
	required  bool
	expected  string
	otherwise string // the default
	meaning   string
}

// table holds the keys of an object.
type table []spec

// index returns the place of a key, -1 where the table does not have it.
func (t table) index(name string) int {
	return slices.IndexFunc(t, func(k spec) bool { return k.name == name })
}

func (t table) names() []string {
	names := make([]string, len(t))
	for i, k := range t {
		names[i] = k.name
	}
	return names
}

const (
	aDuration = `a time such as "90m", "10h30m" or "PT1H30M"`
	aLength   = `a time such as "90m", "24h" or "PT1H30M", or with days on the rule's clock such as "P1D" or "P2DT2H"`
	aReading  = "a clock reading without an offset, such as 2026-01-31T22:00:00"
	aShift    = `steps joined by commas such as "6 days", "-2 working days", "working day on or after" or "working day on or before"`
	anInstant = "an instant as in RFC 3339, in whole seconds and with its offset, such as 2026-12-01T00:00:00Z"
	aZone     = "an IANA time zone such as Europe/Berlin"
	aCode     = `an ISO 3166 code such as "US" or "DE-BY"`
	aShare    = "a share from 0 to 1"
	shares    = "a list of 24 shares from 0 to 1, one for each hour from 00:00 to 23:00"
	noPeriods = "a list of objects, each a name and one form of times"
)

// tables holds every object of the plan file with the path of its keys.
var tables = []struct {
	path string
	keys table
}{
	{"", planKeys},
	{"regions[].", regionKeys},
	{"regions[].holidays[].", codeKeys},
	{"regions[].activity.", historyKeys},
	{"regions[].activity.exclude[].", periodKeys},
	{"activities.NAME.", activityKeys},
	{"window.", windowKeys},
	{"window.overrun[].", stageKeys},
	{"search.", searchKeys},
	{"rules.", ruleKeys},
	{"rules.blackouts[].", periodKeys},
	{"rules.only_during[].", periodKeys},
	{"rules.only_hours[].", hoursKeys},
	{"rules.limit_share[].", limitKeys},
	{"crew[].", crewKeys},
	{"crew[].holidays[].", codeKeys},
	{"notice.", noticeKeys},
	{"notice.templates.", templateKeys},
	{"robustness[].", caseKeys},
	{"campaign.", campaignKeys},
	{"campaign.tasks[].", taskKeys},
	{"campaign.tasks[].window.", taskWindowKeys},
	{"campaign.tasks[].window.overrun[].", stageKeys},
	{"campaign.tasks[].rules.", taskRuleKeys},
	{"campaign.tasks[].rules.blackouts[].", periodKeys},
	{"campaign.tasks[].rules.only_during[].", periodKeys},
	{"campaign.tasks[].rules.only_hours[].", hoursKeys},
	{"campaign.tasks[].rules.limit_share[].", limitKeys},
	{"campaign.tasks[].after[].", afterKeys},
	{"campaign.tasks[].series.", seriesKeys},
	{"campaign.limits[].", campaignLimitKeys},
	{"recurring.", recurringKeys},
}

var planKeys = table{
	{"$schema", false, "a text", "none", "where the JSON Schema is, for editors; not read"},
	{"version", false, "1", "1", "the version of the format"},
	{"name", false, nameRule, "none", "what the plan is called"},
	{"id", false, nameRule, "name", "what the identifiers of exported windows are made from; it stays when a window moves"},
	{"day_corrections", false, aCorrectionFile, "none", "a file of days that were decreed since, or that are wrong in the built-in ones"},
	{"regions", true, fmt.Sprintf("a list of 1 to %d regions", scheduler.MaxRegions), "", "the regions that the customers are in"},
	{"activities", false, "an object of activities by name", "none", "activities of the plan's own; the key is the name, which is not that of a built-in one"},
	{"window", true, "an object with the key duration", "", "the window that is planned, and what may follow it"},
	{"search", true, "an object with the keys from and to", "", "where the window is looked for"},
	{"rules", false, "an object of rules", "the defaults of its keys", "what keeps the window out of parts of the time"},
	{"crew", false, fmt.Sprintf("a list of at most %d crews", scheduler.MaxCrews), "none", "who does the work"},
	{"announced", false, anInstant, "none", "when the announcement goes out; starts sooner than notice.at_least after it are blocked"},
	{"notice", false, "an object of keys such as at_least and reminders", "none", "when and how customers are told"},
	{"headquarters", false, aZone, "that of the region with the most customers", "the clock of the rule of thumb that results are compared with: Sunday 02:00"},
	{"campaign", false, "an object with the key tasks", "none", "several maintenances that are planned together"},
	{"recurring", false, "an object with the key every", "none", "in place of campaign: one weekday and clock reading for every occurrence"},
	{"robustness", false, "a list of objects with case and by", "all five cases with their usual sizes", "in which cases the suggestions are looked at"},
}

var regionKeys = table{
	{"name", true, nameRule, "", "what the region is called; unique"},
	{"customers", true, "a positive whole number", "", "the customers active in the region's busiest usual hour"},
	{"weight", false, fmt.Sprintf("a number from %v to %v, in whole thousandths", scheduler.MinWeight, scheduler.MaxWeight), "1", "how much a customer counts in the impact; numbers, shares and limits of customers count people"},
	{"time_zone", true, aZone, "", "the region's clock, an IANA name"},
	{"holidays", false, `a list of ISO 3166 codes such as "US" or "DE-BY", or of objects with code or ics`, "none", "where the public holidays are from; a day off in any of them is a holiday"},
	{"extra_holidays", false, "an object of names by date", "none", "holidays added to those of the codes: the key is the date, the value the name"},
	{"working_days", false, "an object of names by date", "none", "rest days that are worked, whatever the codes say: the key is the date, the value the name"},
	{"weekend", false, `days such as "Sat,Sun": English three-letter names joined by commas, "" for none`, "that of the first code, else Sat,Sun", `the weekly days off; "" means none`},
	{"activity", false, "the name of an activity, or an object with history", "business", "how busy the region is: business, consumer, always, a key of activities, or learned from history"},
	{"forecast", false, aTable, "none", "a file of shares from 0 to 1, hour by hour, that hold instead of the activity over the horizon and its overrun"},
}

var codeKeys = table{
	{"code", false, aCode, "none", "the country or subdivision whose public holidays count"},
	{"also", false, "a list of categories of days", "none", "days of these categories count as holidays too: half_day, bank, government, optional, de_facto"},
	{"except", false, "a list of names of holidays", "none", "holidays of the code that do not count: not every one empties offices"},
	{"ics", false, aFile, "none", "in place of a code, an iCalendar file whose all-day events are holidays"},
	{"on_flaw", false, `"refuse" or "skip"`, "refuse", "an event of the file that cannot be read: refuse the file, or leave the event out, with a warning"},
}

// activityKeys are the three kinds of day, then single days of the week.
var activityKeys = func() table {
	t := table{
		{"workday", true, shares, "", "the activity on working days, relative to the region's busiest usual hour (1)"},
		{"weekend", true, shares, "", "the same on weekends"},
		{"holiday", true, shares, "", "the same on holidays"},
	}
	for _, prefix := range []string{"", "holiday_"} {
		for _, day := range weekFromMonday {
			meaning, otherwise := "the same on every %s that is no holiday", "workday or weekend"
			if prefix != "" {
				meaning, otherwise = "the same on every %s that is a holiday", "holiday"
			}
			t = append(t, spec{prefix + strings.ToLower(day.String()), false, shares, otherwise, fmt.Sprintf(meaning, day)})
		}
	}
	return t
}()

var windowKeys = table{
	{"duration", true, aDuration, "", "how long the announced window is"},
	{"overrun", false, "a list of stages, each with until and probability", "none", "how long customers may still be disrupted after the window"},
	{"keep_clear", false, aDuration, "duration", "how long from the start no rule may block; at least duration"},
	{"rollback", false, aDuration, "none", "how long a rollback takes"},
}

var stageKeys = table{
	{"until", true, aDuration, "", "the end of the stage, counted from the start of the window; greater than duration and than that of the stage before"},
	{"probability", true, "a probability from 0 to 1", "", "how likely customers are still disrupted until then; never more than in the stage before"},
}

var searchKeys = table{
	{"from", true, anInstant, "", "where the search begins; the window, and what is kept clear after it, lies between from and to"},
	{"to", true, anInstant, "", "where it ends"},
	{"step", false, aDuration, "15m", "starts are those whose reading on the clocks of time_zone is a multiple of it past midnight; it divides 24 hours and is at least a minute"},
	{"time_zone", false, aZone, "UTC", "the clocks of step, and of the times shown"},
	{"count", false, fmt.Sprintf("a whole number from 1 to %d", scheduler.MaxSuggestions), "5", "the most suggestions wanted"},
	{"spacing", false, aDuration, "0s", "the least time from the end of one suggested window to the start of another; they never overlap"},
	{"candidates", false, fmt.Sprintf("a list of 1 to %d instants", scheduler.MaxCandidates), "none", "starts to judge and rank instead of those of step"},
}

var ruleKeys = table{
	{"exclude_weekdays", false, "true or false", "true", "leave out working days: each region's own, on its own clock"},
	{"exclude_holidays", false, "true or false", "true", "leave out holidays: each region's own, on its own clock"},
	{"estimated", false, `"pad", "exact" or "ignore"`, "pad", "holidays of estimated date: leave out the days before and after too, take the dates as they are, or leave such holidays out of account"},
	{"tolerate", false, "a share from 0 up to, not including, 1", "0", "the share of all customers who may be on an excluded kind of day"},
	{"blackouts", false, noPeriods, "none", "never then"},
	{"only_during", false, noPeriods, "none", "only then, in any of them; an empty list means any time"},
	{"only_hours", false, "a list of objects with name, hours and time_zone", "none", "only while that clock reads so, all of them"},
	{"limit_share", false, "a list of objects with region and share", "none", "never while that region's activity is above the share"},
	{"limit_peak", false, aShare, "none", "never while more than this share of all customers are active: people, whatever their weight"},
}

var periodKeys = table{
	{"name", true, nameRule, "", "what the entry is called; unique in its list"},
	{"start", false, "an instant as in RFC 3339, or a date YYYY-MM-DD", "none", "where it begins: an instant, or a local date"},
	{"end", false, "an instant as in RFC 3339, or a date YYYY-MM-DD", "none", "where it ends, of the same kind as start; an end that is a date is not included"},
	{"regions", false, "a list of names of regions", "all regions", "with local dates and iCalendar files: it holds wherever it is then in one of these; with a recurrence without time_zone: on the clock of each of these"},
	{"rrule", false, `a recurrence rule as in RFC 5545, such as "FREQ=MONTHLY;BYMONTHDAY=-1"`, "none", "a recurrence; needs dtstart, duration, and time_zone or regions; BYDAY also takes WD, a working day, as in 1WD or -1WD"},
	{"dtstart", false, aReading, "none", "where the recurrence begins, on the clocks of time_zone"},
	{"time_zone", false, aZone, "none", "the clocks of the recurrence; without it those of each of its regions"},
	{"duration", false, aLength, "none", "how long each occurrence lasts: 24h is elapsed time, an hour off at the end of a day on which the clocks change; P1D ends at the same reading of the rule's clock"},
	{"exdate", false, "a list of clock readings and dates", "none", "where the recurrence is left out: readings at which an occurrence would begin, or dates"},
	{"rdate", false, "a list of clock readings", "none", "readings at which occurrences begin besides those of the rule"},
	{"shift", false, aShift, "none", "moves every reading of the rule by days, across the end of the month: six days after BYDAY=2TU"},
	{"working_days_of", false, "the name of a region", "none", "the region whose working days, neither weekend nor holiday, BYDAY=WD and shift mean"},
	{"ics", false, aFile, "none", "an iCalendar file whose events are the times"},
	{"on_flaw", false, `"refuse" or "skip"`, "refuse", "an event of the file that cannot be read: refuse the file, or leave the event out, with a warning"},
}

var hoursKeys = table{
	{"name", true, nameRule, "", "what the entry is called; unique in its list"},
	{"hours", true, `clock readings such as "22:00-06:00"`, "", "the part of the day; it may run past midnight"},
	{"time_zone", true, aZone, "", "the clock that must read so"},
}

var limitKeys = table{
	{"region", true, "the name of a region", "", "the region whose activity is limited; each region once"},
	{"share", true, aShare, "", "the greatest activity at which the window may be"},
}
