package export

import "fmt"

// PagerDutyOptions are what a maintenance window asks for.
type PagerDutyOptions struct {
	// Services are the ids of the services that open no incident meanwhile; one at least.
	Services []string `json:"services,omitempty"`
}

type (
	pagerDutyBody struct {
		Window pagerDutyWindow `json:"maintenance_window"`
	}
	pagerDutyWindow struct {
		Type        string             `json:"type"`
		StartTime   string             `json:"start_time"`
		EndTime     string             `json:"end_time"`
		Description string             `json:"description"`
		Services    []pagerDutyService `json:"services"`
	}
	pagerDutyService struct {
		ID   string `json:"id"`
		Type string `json:"type"`
	}
)

// exportPagerDuty writes one maintenance window per window.
//
// Source: https://developer.pagerduty.com/api-reference (Create a maintenance window); the fields are
// those of PagerDuty/go-pagerduty, maintenance_window.go.
func exportPagerDuty(j *job) {
	o := j.m.Options.PagerDuty
	j.acts("PagerDuty")
	j.ahead("PagerDuty")
	j.lines("pagerduty.services", o.Services, 1, MaxTitle)
	j.lost("PagerDuty", "revision")
	j.note(NoteByHand, -1, "the request needs the header From with the email address of a user of PagerDuty, who is the creator")
	services := make([]pagerDutyService, len(o.Services))
	for i, id := range o.Services {
		services[i] = pagerDutyService{ID: id, Type: "service_reference"}
	}
	for i, w := range j.m.Windows {
		if !w.Interval.Start.After(j.m.Stamp) {
			j.note(NoteRounded, i, "a start in the past becomes the time of the request")
		}
		description := j.m.message()
		if len(j.m.Windows) > 1 {
			// Windows of one piece of work look alike in its list but for this.
			description = fmt.Sprintf("%s (%s)", j.m.Title, j.m.name(i))
			if about := j.m.about(); about != "" {
				description += "\n\n" + about
			}
		}
		j.body(encodeJSON(pagerDutyBody{pagerDutyWindow{
			Type:        "maintenance_window",
			StartTime:   rfc3339(w.Interval.Start),
			EndTime:     rfc3339(w.Interval.End),
			Description: description,
			Services:    services,
		}}))
	}
}
