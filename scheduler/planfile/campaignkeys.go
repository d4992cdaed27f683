package planfile

import (
	"fmt"

	"github.com/quietwindow/quietwindow/scheduler"
)

const (
	aSpan        = `a time such as "90m", "10h30m" or "24h", or whole days of 24 hours such as "24d"`
	hoursOfThem  = "customer-hours from 0 to 1000000000000"
	likeThePlans = "that of the plan"
)

var campaignKeys = table{
	{"tasks", true, fmt.Sprintf("a list of 1 to %d tasks", scheduler.MaxTasks), "", "the maintenances that are planned together; each gets one window"},
	{"soak", false, aSpan, "0s", "the time from the last window of a ring to the next ring"},
	{"limits", false, fmt.Sprintf("a list of at most %d limits", scheduler.MaxCampaignLimits), "none", "what sets of tasks must keep together"},
	{"paid", false, "an object of customer-hours by region", "none", "what each region's customers have already borne, in hours of people whatever their weight; it counts in per_customer and in the burden"},
	{"effort", false, fmt.Sprintf("a whole number from 1 to %d", scheduler.MaxEffort), "1", "how much is searched where exactness cannot be had"},
}

var taskKeys = table{
	{"name", true, nameRule, "", "what the task is called; unique. The occurrences of a series are NAME 1, NAME 2, ..."},
	{"regions", false, "a list of names of regions", "all regions", "the regions that it disturbs"},
	{"share", false, "a share greater than 0, up to 1", "1", "what part of their customers it disturbs"},
	{"from", false, anInstant, "search.from", "where its search begins, inside that of the plan"},
	{"to", false, anInstant, "search.to", "where its search ends, inside that of the plan"},
	{"window", false, "an object of keys of window", "that of the plan", "its own window, key by key in place of the plan's"},
	{"rules", false, "an object of rules", "those of the plan", "its own rules, key by key in place of the plan's"},
	{"after", false, "a list of objects with the key task", "none", "tasks whose windows come before"},
	{"series", false, "an object with the keys times, at_least and at_most", "none", "it is repeated"},
	{"ring", false, "a whole number from 0", "none", "the ring in which it goes out; without it the task is outside all rings"},
	{"fixed", false, anInstant, "none", "where its window is: a free start of the grid"},
	{"announced", false, anInstant, "none", "the start that customers were told; any other costs move_cost"},
	{"move_cost", false, hoursOfThem, "0", "what moving it from announced costs, in customer-hours"},
	{"sequence", false, "a whole number from 0 to 1000000", "0", "the number last sent to calendars; a moved window is sent with one more"},
}

var afterKeys = table{
	{"task", true, "the name of a task, or of one occurrence of a series", "", "the task whose window comes before"},
	{"at_least", false, aSpan, "0s", "the least time from the announced end of that window to the start of this one"},
	{"at_most", false, aSpan, "no bound", "the greatest such time"},
}

var seriesKeys = table{
	{"times", true, fmt.Sprintf("a whole number from 1 to %d", scheduler.MaxTasks), "", "how often it is done"},
	{"at_least", true, aSpan, "", "the least time between the starts of two that follow each other"},
	{"at_most", true, aSpan, "", "the greatest such time; the first starts sooner than that after the search begins"},
}

var campaignLimitKeys = table{
	{"name", true, nameRule, "", "what the limit is called; unique"},
	{"tasks", false, "a list of names of tasks or series", "all tasks", "the tasks that it is about; the name of a series means all its occurrences"},
	{"regions", false, "a list of names of regions", "none", "in place of tasks: each region on its own, with the tasks that disturb it"},
	{"at_once", false, "a whole number from 1", "no limit", "how many may be under way at an instant, with what is kept clear and rest"},
	{"rest", false, aSpan, "0s", "time after what is kept clear that counts as under way; beside at_once"},
	{"per", false, `"day", "week", "month", "quarter" or "year"`, "none", "the part of the calendar that windows, time and per_customer are about, on the clocks of search.time_zone"},
	{"windows", false, "a whole number from 1", "no limit", "the most windows in it"},
	{"time", false, aSpan, "no limit", "the most time of announced windows in it"},
	{"per_customer", false, "customer-hours greater than 0", "no limit", "the most customer-hours in it per customer of a region; beside regions"},
}

// optionally returns a table none of whose keys is required: what a task does not say, the plan does.
func optionally(t table) table {
	own := make(table, len(t))
	for i, k := range t {
		own[i] = k
		own[i].required, own[i].otherwise = false, likeThePlans
	}
	return own
}

var taskWindowKeys, taskRuleKeys = optionally(windowKeys), optionally(ruleKeys)
