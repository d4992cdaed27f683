package export

import "fmt"

// NewRelicOptions are what a muting rule asks for.
type NewRelicOptions struct {
	// AccountID is the account; required.
	AccountID int64 `json:"account_id,omitempty"`
	// Conditions choose what is muted: all of them must hold; one at least.
	Conditions []NewRelicCondition `json:"conditions,omitempty"`
}

// NewRelicCondition compares an attribute, such as policyName or tags.env, with values.
type NewRelicCondition struct {
	Attribute string `json:"attribute"`
	// Operator is EQUALS, IN, CONTAINS, STARTS_WITH, ENDS_WITH or one of them after NOT_; empty for EQUALS.
	Operator string   `json:"operator"`
	Values   []string `json:"values"`
}

var newRelicOperators = []string{"EQUALS", "NOT_EQUALS", "IN", "NOT_IN", "CONTAINS", "NOT_CONTAINS", "STARTS_WITH", "NOT_STARTS_WITH", "ENDS_WITH", "NOT_ENDS_WITH"}

type (
	newRelicBody struct {
		Query     string            `json:"query"`
		Variables newRelicVariables `json:"variables"`
	}
	newRelicVariables struct {
		AccountID int64        `json:"accountId"`
		Rule      newRelicRule `json:"rule"`
	}
	newRelicRule struct {
		Name        string           `json:"name"`
		Description string           `json:"description"`
		Enabled     bool             `json:"enabled"`
		Condition   newRelicGroup    `json:"condition"`
		Schedule    newRelicSchedule `json:"schedule"`
	}
	newRelicGroup struct {
		Operator   string              `json:"operator"`
		Conditions []NewRelicCondition `json:"conditions"`
	}
	newRelicSchedule struct {
		Start    string `json:"startTime"`
		End      string `json:"endTime"`
		TimeZone string `json:"timeZone"`
	}
)

// newRelicMutation is the request; what changes is in its variables.
const newRelicMutation = "mutation($accountId: Int!, $rule: AlertsMutingRuleInput!) { alertsMutingRuleCreate(accountId: $accountId, rule: $rule) { id } }"

// exportNewRelic writes one request to NerdGraph per window, with a muting rule that runs once.
//
// Source: https://docs.newrelic.com/docs/apis/nerdgraph/examples/nerdgraph-api-muting-rules/; the fields are those of
// newrelic/newrelic-client-go, pkg/alerts/muting_rules.go.
func exportNewRelic(j *job) {
	o := j.m.Options.NewRelic
	j.acts("New Relic")
	j.ahead("New Relic")
	if o.AccountID < 1 || o.AccountID > 1<<31-1 {
		j.fault("newrelic.account_id", o.AccountID, "the number of an account")
	}
	if len(o.Conditions) < 1 || len(o.Conditions) > 20 {
		j.fault("newrelic.conditions", fmt.Sprintf("%d entries", len(o.Conditions)), "1 to 20: a rule without conditions would mute everything")
	}
	conditions := make([]NewRelicCondition, len(o.Conditions))
	for i, c := range o.Conditions {
		path := fmt.Sprintf("newrelic.conditions[%d]", i)
		j.line(path+".attribute", c.Attribute, 1, MaxTitle)
		j.oneOf(path+".operator", c.Operator, newRelicOperators)
		j.lines(path+".values", c.Values, 1, MaxTitle)
		if c.Operator == "" {
			c.Operator = "EQUALS"
		}
		conditions[i] = c
	}
	j.lost("a muting rule", "creator", "revision")
	for i, w := range j.m.Windows {
		j.body(encodeJSON(newRelicBody{newRelicMutation, newRelicVariables{o.AccountID, newRelicRule{
			Name:        j.m.name(i),
			Description: j.m.message(),
			Enabled:     true,
			Condition:   newRelicGroup{"AND", conditions},
			Schedule:    newRelicSchedule{w.Interval.Start.UTC().Format(newRelicTime), w.Interval.End.UTC().Format(newRelicTime), "UTC"},
		}}}))
	}
}

// newRelicTime is a NaiveDateTime: the zone is told beside it.
const newRelicTime = "2006-01-02T15:04:05"
