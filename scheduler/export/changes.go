package export

import "strings"

// JiraOptions are what a change request in Jira asks for.
type JiraOptions struct {
	// Project is the key of the project, and IssueType the name of the type; empty for "Change".
	Project   string `json:"project,omitempty"`
	IssueType string `json:"issue_type,omitempty"`
	// StartField and EndField are the ids of the fields for the planned start and end, such as customfield_10061: every
	// site has numbers of its own. Without them the times stand in the description only.
	StartField string `json:"start_field,omitempty"`
	EndField   string `json:"end_field,omitempty"`
}

// exportJira writes one issue per window.
//
// Source: https://developer.atlassian.com/cloud/jira/platform/rest/v2/ (Create issue); the fields are those of andygrunwald/go-jira, issue.go.
func exportJira(j *job) {
	o := j.m.Options.Jira
	j.acts("a change request")
	if !capitals(o.Project) {
		j.fault("jira.project", clip(o.Project), "the key of a project: capital letters, digits and _, a letter first")
	}
	j.line("jira.issue_type", o.IssueType, 0, MaxTitle)
	for _, f := range []struct{ path, id string }{{"jira.start_field", o.StartField}, {"jira.end_field", o.EndField}} {
		if digits, ok := strings.CutPrefix(f.id, "customfield_"); f.id != "" && (!ok || digits == "" || strings.Trim(digits, "0123456789") != "") {
			j.fault(f.path, clip(f.id), "the id of a field, such as customfield_10061")
		}
	}
	if o.StartField == "" || o.EndField == "" {
		j.note(NoteByHand, -1, "Jira's fields for the planned times have numbers of their own on every site: name them, or fill them in by hand")
	}
	j.lost("Jira", "creator")
	kind := o.IssueType
	if kind == "" {
		kind = "Change"
	}
	for i, w := range j.m.Windows {
		fields := map[string]any{
			"project":     map[string]string{"key": o.Project},
			"issuetype":   map[string]string{"name": kind},
			"summary":     j.m.Title,
			"description": j.m.planned(i),
			"labels":      []string{j.m.name(i)}, // by which a later revision is found
		}
		if o.StartField != "" {
			fields[o.StartField] = w.Interval.Start.UTC().Format(jiraTime)
		}
		if o.EndField != "" {
			fields[o.EndField] = w.Interval.End.UTC().Format(jiraTime)
		}
		j.body(encodeJSON(map[string]any{"fields": fields}))
	}
}

const jiraTime = "2006-01-02T15:04:05.000-0700"

// capitals reports whether s can be the key of a project.
func capitals(s string) bool {
	return s != "" && len(s) <= 255 && s[0] >= 'A' && s[0] <= 'Z' && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == ""
}

// planned returns the description with the times of window i: a change request is read by people first.
func (m *Maintenance) planned(i int) string {
	w := m.Windows[i].Interval
	text := "Planned: " + rfc3339(w.Start) + " to " + rfc3339(w.End)
	if about := m.about(); about != "" {
		text += "\n\n" + about
	}
	return text
}

// ServiceNowOptions are what a change request asks for.
type ServiceNowOptions struct {
	// Type is normal, standard or emergency; empty for normal.
	Type string `json:"type,omitempty"`
	// AssignmentGroup and ConfigurationItem are sys_ids or names; empty for none.
	AssignmentGroup   string `json:"assignment_group,omitempty"`
	ConfigurationItem string `json:"configuration_item,omitempty"`
}

type serviceNowBody struct {
	Type              string `json:"type"`
	ShortDescription  string `json:"short_description"`
	Description       string `json:"description"`
	Start             string `json:"start_date"`
	End               string `json:"end_date"`
	CorrelationID     string `json:"correlation_id"`
	RequestedBy       string `json:"requested_by,omitempty"`
	AssignmentGroup   string `json:"assignment_group,omitempty"`
	ConfigurationItem string `json:"cmdb_ci,omitempty"`
}

// exportServiceNow writes one change request per window, for the Table API. Its times are UTC, without a zone: that is what the
// API takes while sysparm_input_display_value is not true.
//
// Source: the columns of the tables change_request and task in ServiceNow's npm package @servicenow/sdk-core, and the Table API in its documentation.
func exportServiceNow(j *job) {
	o := j.m.Options.ServiceNow
	j.acts("a change request")
	j.oneOf("servicenow.type", o.Type, []string{"normal", "standard", "emergency"})
	j.line("servicenow.assignment_group", o.AssignmentGroup, 0, MaxTitle)
	j.line("servicenow.configuration_item", o.ConfigurationItem, 0, MaxTitle)
	j.lost("a change request", "revision")
	j.note(NoteByHand, -1, "send it without sysparm_input_display_value=true, or its times are read in the zone of the user who sends it")
	if j.m.CreatedBy != "" {
		j.note(NoteByHand, -1, "requested_by is the user name or sys_id of who asks, and ServiceNow leaves it empty if it knows no such user")
	}
	kind := o.Type
	if kind == "" {
		kind = "normal"
	}
	title := j.cut("title", j.m.Title, serviceNowTitle)
	// ServiceNow would cut a longer text itself, and say nothing. Every window's text has the same length.
	if most := serviceNowText - len([]rune(j.m.planned(0))) + len([]rune(j.m.about())); len([]rune(j.m.about())) > most {
		j.m.Description, j.m.URL = j.cutRunes("description", j.m.about(), most), ""
	}
	for i, w := range j.m.Windows {
		j.body(encodeJSON(serviceNowBody{
			Type: kind, ShortDescription: title, Description: j.m.planned(i),
			Start: w.Interval.Start.UTC().Format(serviceNowTime), End: w.Interval.End.UTC().Format(serviceNowTime),
			CorrelationID: j.m.name(i), RequestedBy: j.m.CreatedBy, AssignmentGroup: o.AssignmentGroup, ConfigurationItem: o.ConfigurationItem,
		}))
	}
}

const serviceNowTime = "2006-01-02 15:04:05"

// serviceNowTitle is the most bytes of a short description, and serviceNowText the most characters of a description.
const (
	serviceNowTitle = 160
	serviceNowText  = 4000
)
