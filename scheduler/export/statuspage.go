package export

import "time"

// StatuspageOptions are what a scheduled maintenance asks for. With the zero value nobody is told and
// nothing changes by itself.
type StatuspageOptions struct {
	// Components are the ids of the components that are maintained.
	Components []string `json:"components,omitempty"`
	// Notify tells subscribers when the maintenance is created, and Remind an hour before it begins.
	Notify bool `json:"notify,omitempty"`
	Remind bool `json:"remind,omitempty"`
	// AutoStart sets the maintenance to in progress, and its components to under maintenance, when the
	// window begins; AutoComplete sets it to completed, and them to operational, when it ends, whether
	// the work is done or not. Either tells subscribers where Notify is set.
	AutoStart    bool `json:"auto_start,omitempty"`
	AutoComplete bool `json:"auto_complete,omitempty"`
}

type (
	statuspageBody struct {
		Incident statuspageIncident `json:"incident"`
	}
	statuspageIncident struct {
		Name                string   `json:"name"`
		Status              string   `json:"status"`
		ImpactOverride      string   `json:"impact_override"`
		ScheduledFor        string   `json:"scheduled_for"`
		ScheduledUntil      string   `json:"scheduled_until"`
		ScheduledRemind     bool     `json:"scheduled_remind_prior"`
		ScheduledInProgress bool     `json:"scheduled_auto_in_progress"`
		ScheduledCompleted  bool     `json:"scheduled_auto_completed"`
		ToMaintenance       bool     `json:"auto_transition_to_maintenance_state"`
		ToOperational       bool     `json:"auto_transition_to_operational_state"`
		NotifyStart         bool     `json:"auto_transition_deliver_notifications_at_start"`
		NotifyEnd           bool     `json:"auto_transition_deliver_notifications_at_end"`
		Deliver             bool     `json:"deliver_notifications"`
		Body                string   `json:"body"`
		ComponentIDs        []string `json:"component_ids,omitempty"`
	}
)

// exportStatuspage writes one scheduled incident per window.
//
// Source: https://developer.statuspage.io/#operation/postPagesPageIdIncidents. A name has at most 255
// characters, which MaxTitle keeps.
func exportStatuspage(j *job) {
	o := j.m.Options.Statuspage
	j.acts("Statuspage")
	j.lines("statuspage.components", o.Components, 0, MaxTitle)
	j.lost("Statuspage", "creator", "revision")
	if o.AutoComplete {
		j.note(NoteByHand, -1, "the page says completed at the announced end, done or not: move scheduled_until if the work overruns")
	}
	if o.AutoStart && len(o.Components) == 0 {
		j.note(NoteByHand, -1, "no component is named, so none is shown as under maintenance")
	}
	body := j.m.about()
	if body == "" {
		body = j.m.Title
	}
	for i, w := range j.m.Windows {
		j.notBegun(i, "Statuspage schedules nothing in the past")
		j.body(encodeJSON(statuspageBody{statuspageIncident{
			Name:                j.m.Title,
			Status:              "scheduled",
			ImpactOverride:      "maintenance",
			ScheduledFor:        rfc3339(w.Interval.Start),
			ScheduledUntil:      rfc3339(w.Interval.End),
			ScheduledRemind:     o.Remind,
			ScheduledInProgress: o.AutoStart,
			ScheduledCompleted:  o.AutoComplete,
			ToMaintenance:       o.AutoStart,
			ToOperational:       o.AutoComplete,
			NotifyStart:         o.AutoStart && o.Notify,
			NotifyEnd:           o.AutoComplete && o.Notify,
			Deliver:             o.Notify,
			Body:                body,
			ComponentIDs:        o.Components,
		}}))
		if o.Remind && w.Interval.Start.Sub(j.m.Stamp) < time.Hour {
			j.note(NoteLost, i, "the reminder is sent an hour before the start, which is before the stamp")
		}
	}
}
