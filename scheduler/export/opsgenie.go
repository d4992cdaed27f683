package export

import "fmt"

// OpsgenieOptions are what an Opsgenie maintenance asks for: one integration or policy at least.
type OpsgenieOptions struct {
	// Integrations and Policies are the ids of those that are off meanwhile.
	Integrations []string `json:"integrations,omitempty"`
	Policies     []string `json:"policies,omitempty"`
}

type (
	opsgenieBody struct {
		Description string         `json:"description"`
		Time        opsgenieTime   `json:"time"`
		Rules       []opsgenieRule `json:"rules"`
	}
	opsgenieTime struct {
		Type  string `json:"type"`
		Start string `json:"startDate"`
		End   string `json:"endDate"`
	}
	opsgenieRule struct {
		State  string         `json:"state"`
		Entity opsgenieEntity `json:"entity"`
	}
	opsgenieEntity struct {
		ID   string `json:"id"`
		Type string `json:"type"`
	}
)

// exportOpsgenie writes one maintenance per window.
//
// Source: https://docs.opsgenie.com/docs/maintenance-api; the fields are those of opsgenie/opsgenie-go-sdk-v2, maintenance/request.go.
func exportOpsgenie(j *job) {
	o := j.m.Options.Opsgenie
	j.acts("Opsgenie")
	j.ahead("Opsgenie")
	if len(o.Integrations)+len(o.Policies) == 0 {
		j.fault("opsgenie.integrations", nil, "integrations or policies that are off meanwhile")
	}
	j.lines("opsgenie.integrations", o.Integrations, 0, MaxTitle)
	j.lines("opsgenie.policies", o.Policies, 0, MaxTitle)
	j.lost("Opsgenie", "creator", "revision")
	var rules []opsgenieRule
	for _, id := range o.Integrations {
		rules = append(rules, opsgenieRule{"disabled", opsgenieEntity{id, "integration"}})
	}
	for _, id := range o.Policies {
		rules = append(rules, opsgenieRule{"disabled", opsgenieEntity{id, "policy"}})
	}
	for i, w := range j.m.Windows {
		j.notBegun(i, "Opsgenie schedules nothing in the past")
		j.body(encodeJSON(opsgenieBody{
			Description: fmt.Sprintf("%s (%s)", j.m.message(), j.m.name(i)),
			Time:        opsgenieTime{"schedule", rfc3339(w.Interval.Start), rfc3339(w.Interval.End)},
			Rules:       rules,
		}))
	}
}
