package scheduler

import (
	"fmt"
	"slices"
	"time"
)

// Limits of a campaign. Beyond one of them it is refused with the limit named.
const (
	// MaxTasks is the most tasks of a campaign, each occurrence of a series counted.
	MaxTasks = 1_000
	// MaxTaskStarts is the most free starts of all tasks together.
	MaxTaskStarts = 5_000_000
	// MaxCampaignLimits is the most Campaign.Limits.
	MaxCampaignLimits = 1_000
	// MaxEffort is the largest Campaign.Effort.
	MaxEffort = 100
)

// Campaign is several maintenances that are planned together.
type Campaign struct {
	// Tasks are what is planned, each of which gets one window: 1 to MaxTasks, with names of their own.
	Tasks []Task
	// Rings lists the names of the tasks that may go out together, ring by ring. A ring begins Soak after
	// the last window of the rings before has ended: whole seconds, 0 to MaxHorizonYears. Tasks in no ring do not
	// wait for any.
	Rings [][]string
	Soak  time.Duration
	// Limits are what sets of tasks keep together.
	Limits []Limit
	// Paid is what each region's customers have already borne, in customer-hours. It counts in every
	// period of a Limit.PerCustomer, and in the burden.
	Paid map[string]float64
	// Location holds the clocks of Limit.Per. Nil means those of the first task's grid.
	Location *time.Location
	// Effort scales how much is searched where exactness cannot be had, up to MaxEffort. Zero means 1.
	Effort int
	// Headquarters is whose clock the rule of thumb of Sunday 02:00 goes by. Nil means that of the region
	// with the most customers.
	Headquarters *time.Location
}

// Task is one maintenance of a campaign.
type Task struct {
	// Name is unique in the campaign and not that of one of its series.
	Name string
	// Request says what the task's window is and when it may be. Count, Spacing and Headquarters are not
	// used; Candidates are refused. A rule that names regions holds through those that the task
	// disturbs, and not at all where it disturbs none of them. Tolerate and Rule shares are of the
	// customers whom the task disturbs.
	Request Request
	// Regions are the names of the regions that it disturbs. None means all.
	Regions []string
	// Share is what part of their customers it disturbs: in every region that many, rounded half up, and
	// at least one. Zero means 1; held in whole millionths.
	Share float64
	// After are tasks whose windows come before.
	After []After
	// Fixed, if not zero, is where the window is: a free start of the grid.
	Fixed time.Time
	// Announced, if not zero, is the start that customers were told. Any other start costs MoveCost more,
	// in customer-hours, 0 to 10^12 and held in whole millionths. It may be off the grid or no longer free.
	Announced time.Time
	MoveCost  float64
	// Sequence is how often customers have been told another window before, for calendars: 0 to 1,000,000.
	Sequence int

	series occurrence
}

// After is that a window starts at least, and at most, so long after that of another task has ended: from its
// announced end on, in whole seconds from 0 to MaxHorizonYears.
type After struct {
	// Task is the name of another task, or of one occurrence of a series ("patch 2").
	Task    string
	AtLeast time.Duration
	// AtMost is no bound where it is zero, unless Bounded is set.
	AtMost  time.Duration
	Bounded bool
}

// occurrence is a task's place in a series.
type occurrence struct {
	name            string
	number, times   int
	atLeast, atMost time.Duration
}

// Series returns the tasks of one maintenance that is repeated: "patch 1" to "patch 12" for a task named
// patch. The starts of two that follow each other lie atLeast to atMost apart, and the first is less than
// atMost after the beginning of the task's horizon. The task's own After holds for the first. In a Limit
// and in Campaign.Rings the name of the series stands for all of its tasks. Where times is 0 or less there
// are none; what else is wrong, CheckCampaign says.
func Series(t Task, times int, atLeast, atMost time.Duration) []Task {
	tasks := make([]Task, max(0, times))
	for k := range tasks {
		tasks[k] = t
		tasks[k].Name = fmt.Sprintf("%s %d", t.Name, k+1)
		tasks[k].series = occurrence{t.Name, k + 1, times, atLeast, atMost}
		if k > 0 {
			tasks[k].After = nil
		}
	}
	return tasks
}

// Per is a part of the calendar, by the clocks of Campaign.Location.
type Per uint8

// The parts of the calendar that a Limit may be about. A window belongs to the one that its start is in.
const (
	PerNone Per = iota
	PerDay
	PerWeek // from Monday
	PerMonth
	PerQuarter
	PerYear
)

var perNames = []string{"", "day", "week", "month", "quarter", "year"}

// String returns the name as in a plan file, such as "month".
func (p Per) String() string {
	if int(p) < len(perNames) {
		return perNames[p]
	}
	return fmt.Sprintf("Per(%d)", uint8(p))
}

// ParsePer returns the part of the calendar of that name, and whether there is one.
func ParsePer(name string) (Per, bool) {
	i := slices.Index(perNames[1:], name)
	return Per(i + 1), i >= 0
}

// Limit is what a set of tasks must keep together.
type Limit struct {
	// Name is unique among the limits.
	Name string
	// Tasks are the names of tasks or series that it is about. Regions in its place are regions each of
	// which, on its own, it is about the tasks that disturb it of. Neither means all tasks.
	Tasks, Regions []string
	// AtOnce, if not 0, is how many may be under way at an instant: each from its start on for its
	// KeepClear and Rest. It is at most MaxTasks; Rest is whole seconds, 0 to MaxHorizonYears.
	AtOnce int
	Rest   time.Duration
	// Per, if not PerNone, is the part of the calendar in which together they may be at most Windows
	// windows, last at most Time as announced, and cost a customer of the region at most PerCustomer
	// customer-hours (only with Regions). What is 0 is no limit. Windows are at most MaxTasks, Time is whole seconds.
	Per         Per
	Windows     int
	Time        time.Duration
	PerCustomer float64
}
