package notice

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/internal/plaintext"
)

// Limits of a timetable. Beyond one of them the policy is refused with the limit named.
const (
	// MaxReminders is the most Policy.Reminders.
	MaxReminders = 20
	// MaxUpdates is the most updates of one window and its overrun.
	MaxUpdates = 200
	// MaxLines is the most entries of a timetable times the regions that each of them lists.
	MaxLines = 100_000
	// MaxTextLength is the longest of the Options, in characters.
	MaxTextLength = 200
	// UsualBytes is the default of Options.MaxBytes.
	UsualBytes int64 = 64 << 20
	// SearchBack is how far before the limit a region's business hours are looked for.
	SearchBack = 60 * 24 * time.Hour
)

// largestBytes is the most that Options.MaxBytes may be.
const largestBytes int64 = 1 << 30

// longestLead is the longest time before the start that a notice can go out.
const longestLead = 366 * 24 * time.Hour

// Policy says which notices there are. When the announcement must be out is in Request.Notice, since
// it also keeps starts from being too soon. The zero value is an announcement in the usual office
// hours, no reminders and no updates.
type Policy struct {
	// Reminders are the times before the start, each once and in any order, in whole seconds from a
	// minute to 366 days; at most MaxReminders. In a region where one would go out outside business hours it goes
	// out at the end of the last ones before; of two that come together so, the later one is kept. One that
	// would not come after the announcement is left out, with a warning.
	Reminders []time.Duration
	// Updates is the time between updates, in whole seconds and at least a minute; at most MaxUpdates
	// fit into the window and its overrun. Zero means none.
	Updates time.Duration
	// BusinessHours are those in which an announcement is read, on each region's own clock and working
	// days. The zero value is 09:00-17:00.
	BusinessHours calendar.Hours
}

// Options are what the wording names. The zero value says "our service", and neither a link nor a
// contact.
type Options struct {
	// Service is what the maintenance is on, as in the middle of a sentence.
	Service string
	// Link is where the current state is shown: an http or https URL.
	Link string
	// Contact is where questions go, such as an e-mail address.
	Contact string
	// DataAtRisk says that what customers enter may be lost by a rollback. The notice of a rollback tells them.
	DataAtRisk bool
	// Templates are wordings in place of the built-in English ones. Nil is these.
	Templates *Templates
	// MaxBytes is the most bytes of all notices of a timetable, in all their forms. Zero means UsualBytes, 64 MiB; at most 1 GiB.
	MaxBytes int64
}

// officeHours are the business hours of the zero Policy.
var officeHours = calendar.Hours{From: 9 * 3600, To: 17 * 3600}

// check fills in the defaults and returns everything that is wrong.
func check(req *scheduler.Request, s scheduler.Suggestion, policy *Policy, opts *Options) scheduler.FieldErrors {
	var faults faultList
	if n := req.Notice.AtLeast; n != 0 {
		faults.duration("notice.at_least", n, time.Second, longestLead)
	}
	if len(policy.Reminders) > MaxReminders {
		faults.add("notice.reminders", len(policy.Reminders), fmt.Sprintf("at most %d reminders", MaxReminders))
		policy.Reminders = nil
	}
	for i, r := range policy.Reminders {
		path := fmt.Sprintf("notice.reminders[%d]", i)
		if first := slices.Index(policy.Reminders, r); first < i {
			faults.add(path, calendar.FormatDuration(r), fmt.Sprintf("a time that is not in the list already (notice.reminders[%d])", first))
			continue
		}
		faults.duration(path, r, time.Minute, longestLead)
	}
	total := length(stages(req, s))
	if n := policy.Updates; n != 0 && faults.duration("notice.updates", n, time.Minute, scheduler.MaxExposure) && updates(n, total) > MaxUpdates {
		least := (total/(MaxUpdates+1) + time.Minute).Truncate(time.Minute)
		faults.add("notice.updates", calendar.FormatDuration(n), fmt.Sprintf("at least %s: at most %d updates go out in %s", calendar.FormatDuration(least), MaxUpdates, calendar.FormatDuration(total)))
	}
	switch {
	case policy.BusinessHours == calendar.Hours{}:
		policy.BusinessHours = officeHours
	case !policy.BusinessHours.Valid():
		faults.add("notice.business_hours", fmt.Sprintf("%d to %d seconds past midnight", policy.BusinessHours.From, policy.BusinessHours.To), "hours such as 09:00-17:00")
	}
	faults.line("notice.service", opts.Service)
	faults.line("notice.link", opts.Link)
	if u, err := url.Parse(opts.Link); opts.Link != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		faults.add("notice.link", opts.Link, "a URL such as https://status.example.com/")
	}
	faults.line("notice.contact", opts.Contact)
	switch {
	case opts.MaxBytes == 0:
		opts.MaxBytes = UsualBytes
	case opts.MaxBytes < 0 || opts.MaxBytes > largestBytes:
		faults.add("notice.MaxBytes", opts.MaxBytes, fmt.Sprintf("more than 0, at most %d, or 0 for the default", largestBytes))
	}
	if opts.Service == "" {
		opts.Service = "our service"
	}
	if !s.Window.Start.Before(s.Window.End) || length(stages(req, s)) > scheduler.MaxExposure {
		faults.add("window", s.Window.String(), fmt.Sprintf("a suggestion of the planner: with its overrun longer than nothing and at most %s", calendar.FormatDuration(scheduler.MaxExposure)))
	}
	return scheduler.FieldErrors(faults)
}

// Check returns everything that is wrong with a policy and its options, as scheduler.FieldErrors with
// paths as in a plan file, before there is a suggestion: nil where Plan would not refuse them. The
// request must be one that the planner accepts.
func Check(req scheduler.Request, policy Policy, opts Options) error {
	start := req.Horizon.Start
	s := scheduler.Suggestion{Window: calendar.Interval{Start: start, End: start.Add(req.Duration)}}
	if faults := check(&req, s, &policy, &opts); len(faults) > 0 {
		return faults
	}
	return nil
}

// updates returns how many updates a spacing makes after the start and before the end.
func updates(every, total time.Duration) int64 { return int64((total - 1) / every) }

// faultList gathers what is wrong.
type faultList scheduler.FieldErrors

func (f *faultList) add(path string, value any, expected string) {
	*f = append(*f, &scheduler.FieldError{Path: path, Value: value, Expected: expected})
}

func (f *faultList) duration(path string, d, least, most time.Duration) bool {
	if d < least || d > most || d%time.Second != 0 {
		f.add(path, calendar.FormatDuration(d), fmt.Sprintf("whole seconds from %s to %s", calendar.FormatDuration(least), calendar.FormatDuration(most)))
		return false
	}
	return true
}

// line checks a text that becomes part of a line, a subject among them.
func (f *faultList) line(path, text string) {
	if utf8.RuneCountInString(text) > MaxTextLength || plaintext.Fault(text) != "" {
		f.add(path, clean(text), fmt.Sprintf("at most %d characters, %s", MaxTextLength, plaintext.Rule))
	}
}

// clean replaces what is not printed, line breaks among it. Names of regions may hold such characters,
// and must not make a second line of a subject.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}
