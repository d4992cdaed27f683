package export

import "slices"

// NeedKind says what a value of a Need is.
type NeedKind string

// The kinds of values.
const (
	NeedText   NeedKind = "text"
	NeedNumber NeedKind = "number" // whole
	NeedTexts  NeedKind = "texts"  // a list
)

// Need is something that a format asks for and no plan says, for a form that asks people.
type Need struct {
	// Pointer is where it stands (RFC 6901) in an object with the keys created_by and options, whose keys are
	// those of Options: /options/pagerduty/services. A number is a place in a list.
	Pointer string   `json:"pointer"`
	Kind    NeedKind `json:"kind"`
	// Label is what it is called, in a few words, and Hint what is meant; their form may change.
	Label string `json:"label"`
	Hint  string `json:"hint,omitempty"`
	// Example is a made-up value: a text, an int or a []string.
	Example any `json:"example"`
	// Optional says that there is an export without it too, where most people still want it.
	Optional bool `json:"optional,omitempty"`
}

// Needs returns what Export refuses to do without in the format of that name, in the order to ask for it: with
// a value for each there is an export. It is nil where nothing is needed, and for unknown names. Formats have more options
// than these. The slice is the caller's own.
func Needs(name string) []Need { return slices.Clone(needs[name]) }

var createdBy = Need{"/created_by", NeedText, "Who asks", "a name or an address", "noc@example.com", false}

// needs is never changed.
var needs = map[string][]Need{
	"alertmanager-silence": {
		createdBy,
		{"/options/alertmanager/matchers/0/name", NeedText, "Label", "alerts that have it are silenced", "service", false},
		{"/options/alertmanager/matchers/0/value", NeedText, "Its value", "", "db", false},
	},
	"pagerduty": {{"/options/pagerduty/services", NeedTexts, "Services", "their IDs", []string{"PABC123"}, false}},
	"datadog": {
		{"/options/datadog/scope", NeedText, "Scope", "which hosts, as a query", "env:prod", false},
		{"/options/datadog/monitor_tags", NeedTexts, "Monitor tags", "monitors with all of them are muted", []string{"team:db"}, false},
	},
	"argocd-sync-window": {
		{"/options/argocd/project", NeedText, "Project", "default where none is named", "shop", true},
		{"/options/argocd/applications", NeedTexts, "Applications", "their names, * for all", []string{"*"}, false},
	},
	"kubernetes-cronjob": {
		{"/options/cronjob/namespace", NeedText, "Namespace", "that of the context where none is named", "ops", true},
		{"/options/cronjob/image", NeedText, "Image", "", "registry.example.com/maintenance:1", false},
		{"/options/cronjob/command", NeedTexts, "Command", "that of the image where none is named", []string{"/run.sh"}, true},
	},
	"ical-invitation": {
		{"/options/invitation/organizer", NeedText, "Organizer", "an address", "noc@example.com", false},
		{"/options/invitation/attendees", NeedTexts, "Attendees", "their addresses", []string{"ops@example.com"}, false},
	},
	"maintnote": {
		{"/options/maintnote/provider", NeedText, "Provider", "its domain", "example.com", false},
		{"/options/maintnote/account", NeedText, "Account", "of the customer", "137", false},
		{"/options/maintnote/organizer", NeedText, "Organizer", "an address", "noc@example.com", false},
		{"/options/maintnote/objects/0/id", NeedText, "Circuit", "its ID", "circuit-1", false},
	},
	"opsgenie": {{"/options/opsgenie/integrations", NeedTexts, "Integrations", "their IDs", []string{"4513b7ea-3b91-438f-b7e4-e3e54af9147c"}, false}},
	"newrelic-muting-rule": {
		{"/options/newrelic/account_id", NeedNumber, "Account", "its number", 1234567, false},
		{"/options/newrelic/conditions/0/attribute", NeedText, "Attribute", "of the incidents to mute", "policyName", false},
		{"/options/newrelic/conditions/0/operator", NeedText, "Operator", "such as EQUALS, which it is where none is named", "EQUALS", true},
		{"/options/newrelic/conditions/0/values", NeedTexts, "Values", "", []string{"db"}, false},
	},
	"zabbix": {{"/options/zabbix/groups", NeedTexts, "Host groups", "their IDs", []string{"4"}, false}},
	"icinga": {
		createdBy,
		{"/options/icinga/filter", NeedText, "Filter", "which hosts and services", `"db" in host.groups`, false},
	},
	"incident-io": {
		{"/options/incident_io/lead", NeedText, "Lead", "an address, or the ID of a user", "ops-lead@example.com", false},
		{"/options/incident_io/conditions/0/subject", NeedText, "Subject", "of the alerts", "alert.title", false},
		{"/options/incident_io/conditions/0/operation", NeedText, "Operation", "such as contains", "contains", false},
		{"/options/incident_io/conditions/0/value", NeedText, "Value", "none where the operation takes none", "db", true},
	},
	"incident-io-status-page": {
		{"/options/incident_io/status_page", NeedText, "Page", "its ID", "01FCNDV6P870EA6S7TK1DSYDG0", false},
		{"/options/incident_io/components", NeedTexts, "Components", "their IDs", []string{"01FCNDV6P870EA6S7TK1DSYDG2"}, false},
	},
	"jira": {{"/options/jira/project", NeedText, "Project", "its key", "OPS", false}},
}
