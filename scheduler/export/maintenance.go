package export

import (
	"strconv"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// Limits of what is exported. Beyond one of them it is refused with the limit named.
const (
	// MaxWindows is the most windows of a maintenance.
	MaxWindows = 1_000
	// MaxWindow is the longest window.
	MaxWindow = scheduler.MaxExposure
	// MaxTitle is the longest title and the longest of other one-line texts, in characters.
	MaxTitle = 200
	// MaxDescription is the longest description, in characters.
	MaxDescription = 8_000
	// MaxList is the most entries of a list of options: matchers, components, services, zones.
	MaxList = 200
)

// Maintenance is what is exported: one piece of work and every window it takes. The zero value is not
// valid: ID, Title, Windows and Stamp are required.
type Maintenance struct {
	// ID names the maintenance, for good: UIDs and resource names are made of it. It has 1 to 40 of the
	// letters a to z, digits and hyphens, and begins and ends with a letter or digit: what every target
	// accepts.
	ID string
	// Title is one line of 1 to MaxTitle characters. This and every other text of one line has no space
	// at its ends.
	Title string
	// Description may have lines and up to MaxDescription characters. CRLF counts as a line break.
	// Spaces and tabs at its ends are dropped.
	Description string
	// URL is where to read more, absolute, http or https, in ASCII; empty for none.
	URL string
	// Windows are in order of time and do not overlap.
	Windows []Window
	// Sequence is raised with every revision: 0 for the first, up to 2147483647.
	Sequence int
	// Status is StatusConfirmed unless said otherwise.
	Status Status
	// CreatedBy is one line that names who asks, such as an email address.
	CreatedBy string
	// Stamp is when this revision was made. It is given, since no clock is read, and is what is compared
	// where a target refuses the past.
	Stamp time.Time
	// Locations are the zones whose local times matter to readers. They change no byte of the export;
	// notes say where their clocks change between or inside windows. Each must be a zone of LoadZone.
	Locations []*time.Location
	// Options are what single targets ask for beyond this.
	Options Options
}

// Window is one occurrence of a maintenance.
type Window struct {
	// Interval has whole seconds, of the years 1970 to 2999, and at most MaxWindow.
	Interval calendar.Interval
	// Key tells the window from the others of its maintenance, and stays when the window moves. It has 1
	// to 11 of the characters of an ID. The zero value is the window's place in the list, counted from 1.
	Key string
}

// Status says how sure a maintenance is. The zero value is confirmed.
type Status uint8

// The statuses. Calendars and messages can say that a maintenance is tentative or cancelled: all other
// targets would act on it, and refuse.
const (
	StatusConfirmed Status = iota
	StatusTentative
	StatusCancelled
)

// String returns the word of RFC 5545, 3.8.1.11: CONFIRMED, TENTATIVE or CANCELLED.
func (s Status) String() string {
	switch s {
	case StatusConfirmed:
		return "CONFIRMED"
	case StatusTentative:
		return "TENTATIVE"
	case StatusCancelled:
		return "CANCELLED"
	default:
		return "Status(" + strconv.Itoa(int(s)) + ")"
	}
}

// Options are what single targets ask for. Targets that are not exported may be left at their zero
// value. The JSON names are those by which errors name the fields.
type Options struct {
	Calendar     CalendarOptions     `json:"calendar,omitzero"`
	Alertmanager AlertmanagerOptions `json:"alertmanager,omitzero"`
	Statuspage   StatuspageOptions   `json:"statuspage,omitzero"`
	PagerDuty    PagerDutyOptions    `json:"pagerduty,omitzero"`
	Datadog      DatadogOptions      `json:"datadog,omitzero"`
	ArgoCD       ArgoCDOptions       `json:"argocd,omitzero"`
	GKE          GKEOptions          `json:"gke,omitzero"`
	SSM          SSMOptions          `json:"ssm,omitzero"`
	CronJob      CronJobOptions      `json:"cronjob,omitzero"`
	Invitation   InvitationOptions   `json:"invitation,omitzero"`
	Maintnote    MaintnoteOptions    `json:"maintnote,omitzero"`
	Opsgenie     OpsgenieOptions     `json:"opsgenie,omitzero"`
	NewRelic     NewRelicOptions     `json:"newrelic,omitzero"`
	IncidentIO   IncidentIOOptions   `json:"incident_io,omitzero"`
	Zabbix       ZabbixOptions       `json:"zabbix,omitzero"`
	Icinga       IcingaOptions       `json:"icinga,omitzero"`
	Jira         JiraOptions         `json:"jira,omitzero"`
	ServiceNow   ServiceNowOptions   `json:"servicenow,omitzero"`
	Slack        SlackOptions        `json:"slack,omitzero"`
}

// key returns the key of window i.
func (m *Maintenance) key(i int) string {
	if k := m.Windows[i].Key; k != "" {
		return k
	}
	return strconv.Itoa(i + 1)
}

// name returns the name of window i: that of the maintenance and its key, at most 52 characters, which
// is what Kubernetes leaves for the name of a CronJob.
func (m *Maintenance) name(i int) string { return m.ID + "-" + m.key(i) }

// about returns the description and the URL, by an empty line apart: what targets with a single long
// text get.
func (m *Maintenance) about() string {
	switch {
	case m.Description == "":
		return m.URL
	case m.URL == "":
		return m.Description
	default:
		return m.Description + "\n\n" + m.URL
	}
}

// message returns title, description and URL as one text.
func (m *Maintenance) message() string {
	if about := m.about(); about != "" {
		return m.Title + "\n\n" + about
	}
	return m.Title
}

// rfc3339 returns an instant in UTC, to the second, the form that every JSON target reads.
func rfc3339(t time.Time) string { return t.UTC().Format(time.RFC3339) }
