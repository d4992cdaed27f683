package export

import (
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
)

// DatadogOptions are what a downtime asks for.
type DatadogOptions struct {
	// Scope chooses what is silenced, such as "env:prod AND service:db". "*" is everything; there is no
	// default.
	Scope string `json:"scope,omitempty"`
	// MonitorID chooses one monitor, MonitorTags those with all the tags; exactly one of the two is
	// given. The tag "*" is every monitor.
	MonitorID   int64    `json:"monitor_id,omitempty"`
	MonitorTags []string `json:"monitor_tags,omitempty"`
	// DisplayZone is the zone in which Datadog shows the downtime, an IANA name; empty for UTC. It moves
	// nothing.
	DisplayZone string `json:"display_zone,omitempty"`
}

type (
	datadogBody struct {
		Data datadogData `json:"data"`
	}
	datadogData struct {
		Type       string            `json:"type"`
		Attributes datadogAttributes `json:"attributes"`
	}
	datadogAttributes struct {
		Message           string          `json:"message"`
		Scope             string          `json:"scope"`
		MonitorIdentifier datadogMonitor  `json:"monitor_identifier"`
		DisplayTimezone   string          `json:"display_timezone"`
		Schedule          datadogSchedule `json:"schedule"`
	}
	datadogMonitor struct {
		MonitorID   int64    `json:"monitor_id,omitempty"`
		MonitorTags []string `json:"monitor_tags,omitempty"`
	}
	datadogSchedule struct {
		Start string `json:"start"`
		End   string `json:"end"`
	}
)

// exportDatadog writes one one-time downtime per window. Its times have an offset of zero, as they must.
//
// Source: https://docs.datadoghq.com/api/latest/downtimes/#schedule-a-downtime; the fields are those of
// DataDog/datadog-api-client-go, api/datadogV2/model_downtime_create_request_attributes.go.
func exportDatadog(j *job) {
	o := j.m.Options.Datadog
	j.acts("Datadog")
	j.ahead("Datadog")
	j.line("datadog.scope", o.Scope, 1, 1000)
	if o.MonitorID < 0 || o.MonitorID != 0 && len(o.MonitorTags) > 0 || o.MonitorID == 0 && len(o.MonitorTags) == 0 {
		j.fault("datadog.monitor_id", o.MonitorID, "a positive id, or monitor_tags, and not both")
	}
	j.lines("datadog.monitor_tags", o.MonitorTags, 0, MaxTitle)
	zone := o.DisplayZone
	if zone == "" {
		zone = "UTC"
	} else if _, err := calendar.LoadZone(zone); err != nil {
		j.fault("datadog.display_zone", clip(zone), "the name of a zone: "+err.Error())
	}
	j.lost("Datadog", "creator", "revision")
	message := j.m.message()
	if strings.Contains(message, "@") {
		j.note(NoteByHand, -1, "Datadog notifies whom a message names after an @, and the text has one")
	}
	for i, w := range j.m.Windows {
		j.notBegun(i, "Datadog schedules no start in the past")
		j.body(encodeJSON(datadogBody{datadogData{
			Type: "downtime",
			Attributes: datadogAttributes{
				Message:           message,
				Scope:             o.Scope,
				MonitorIdentifier: datadogMonitor{MonitorID: o.MonitorID, MonitorTags: o.MonitorTags},
				DisplayTimezone:   zone,
				Schedule:          datadogSchedule{Start: rfc3339(w.Interval.Start), End: rfc3339(w.Interval.End)},
			},
		}}))
	}
}
