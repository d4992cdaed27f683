package notice

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// Timetable is when notices go out and what they say. Its JSON form is that of a result file. It is
// the caller's own.
type Timetable struct {
	// Start and End are the announced window, and LatestEnd the end of the last stage of the overrun
	// that can happen, or End. They and the times of the entries are on the clocks of the search.
	Start     time.Time `json:"start"`
	End       time.Time `json:"end"`
	LatestEnd time.Time `json:"latest_end"`
	// AnnounceBy is the earliest of the deadlines: when an announcement to all must be out.
	AnnounceBy time.Time `json:"announce_by"`
	// Deadlines are the regions' own, most customers first, then by name.
	Deadlines []Deadline `json:"deadlines"`
	// Entries are the notices in order of time; of one instant in the order of the kinds.
	Entries []Entry `json:"entries"`
	// Warnings are sentences that those who send the notices should read.
	Warnings []string `json:"warnings"`
}

// Deadline is the latest time to announce in one region.
type Deadline struct {
	Region   string `json:"region"`
	TimeZone string `json:"time_zone"`
	// AnnounceBy is on the region's own clocks.
	AnnounceBy time.Time `json:"announce_by"`
	// Late reports whether Request.Notice.Announced is after it.
	Late bool `json:"late,omitempty"`
}

// Kind is what a notice is about.
type Kind string

// The kinds of notice, in the order in which they stand where they go out at one instant.
const (
	KindAnnouncement Kind = "announcement"
	KindReminder     Kind = "reminder"
	KindStart        Kind = "start"
	// KindUpdate goes out at even times through the window and the overrun.
	KindUpdate Kind = "update"
	// KindRollbackBy is the last moment to begin a rollback that ends inside the announced window.
	KindRollbackBy Kind = "rollback_by"
	// KindDecision is the point of no return: the last moment to begin a rollback that ends before the
	// next blocked time.
	KindDecision Kind = "decision"
	// KindEnd is the announced end.
	KindEnd Kind = "end"
	// KindOverrunEnd is the end of a stage of the overrun.
	KindOverrunEnd Kind = "overrun_end"
	// KindOverrun is the beginning of a stage of the overrun.
	KindOverrun Kind = "overrun"
)

var kinds = []Kind{KindAnnouncement, KindReminder, KindStart, KindUpdate, KindRollbackBy, KindDecision, KindEnd, KindOverrunEnd, KindOverrun}

// Condition says in which case a notice goes out. The zero value is: in any.
type Condition string

// The conditions.
const (
	Always        Condition = ""
	IfFinished    Condition = "finished"
	IfNotFinished Condition = "not_finished"
	IfRolledBack  Condition = "rolled_back"
)

// Entry is one notice.
type Entry struct {
	At   time.Time `json:"at"`
	Kind Kind      `json:"kind"`
	// SendIf is left out in JSON where the notice goes out in any case.
	SendIf Condition `json:"send_if,omitempty"`
	// Note tells the sender what the moment is. It is not for customers.
	Note string `json:"note"`
	// Regions tell what clocks read when the notice goes out, most customers first, then by name.
	Regions []Local `json:"regions"`
	// Subject is one line. Text and Markdown are lines, HTML is a fragment of a page; each ends with a
	// newline. Their form is for people and may change.
	Subject  string `json:"subject"`
	Text     string `json:"text"`
	Markdown string `json:"markdown"`
	HTML     string `json:"html"`
}

// Local is an instant on the clocks of one region.
type Local struct {
	Region   string    `json:"region"`
	TimeZone string    `json:"time_zone"`
	At       time.Time `json:"at"`
}

// Plan returns the timetable of the notices about one suggestion, which the planner made for the
// request. The regions' calendars must be sure of the SearchBack before the announcement.
//
// Everything that is wrong with the policy, the options or Request.Notice is reported at once, as
// scheduler.FieldErrors with paths such as "notice.reminders[1]"; so is a region without business hours
// on a working day in the SearchBack before the limit, and a timetable of more than MaxLines. One whose texts become longer
// than Options.MaxBytes is a *bounded.LimitError, and once the context is done the error is the context's. Equal
// input gives an equal timetable. Plan is safe for concurrent use. Cost: O(entries x regions).
func Plan(ctx context.Context, planner *scheduler.Planner, req scheduler.Request, s scheduler.Suggestion, policy Policy, opts Options) (*Timetable, error) {
	if faults := check(&req, s, &policy, &opts); len(faults) > 0 {
		return nil, faults
	}
	regions := planner.Regions()
	ends := stages(&req, s)
	most := most(ends, policy)
	if most*len(regions) > MaxLines {
		var faults faultList
		faults.add("regions", len(regions), fmt.Sprintf("at most %d regions times notices, of which there can be %d here (fewer reminders and updates make fewer)", MaxLines, most))
		return nil, scheduler.FieldErrors(faults)
	}
	list, err := deadlines(regions, policy.BusinessHours, s.Window.Start.Add(-req.Notice.AtLeast), req.Notice.Announced)
	if err != nil {
		return nil, err
	}
	b := newBuilder(ctx, regions, list, req, s, opts, ends)
	if err := b.build(policy); err != nil {
		return nil, err
	}
	return b.table, nil
}

// most is how many entries there can be at most: announcement, start, two decisions and the end, and what build adds to
// them.
func most(ends []time.Duration, policy Policy) int {
	n := 3 + len(policy.Reminders) + 2*len(ends)
	if policy.Updates > 0 {
		n += int(updates(policy.Updates, length(ends)))
	}
	return n
}

// MaxEntries returns how many entries the timetables of a request that the planner accepts can have at most.
func MaxEntries(req scheduler.Request, policy Policy) int {
	return most(stages(&req, scheduler.Suggestion{Window: calendar.Interval{Start: req.Horizon.Start, End: req.Horizon.Start.Add(req.Duration)}}), policy)
}

// largestFirst returns the places of the regions: most customers first, then by name.
func largestFirst(regions []scheduler.Region) []int {
	order := make([]int, len(regions))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(regions[j].Customers, regions[i].Customers), strings.Compare(regions[i].Name, regions[j].Name))
	})
	return order
}
