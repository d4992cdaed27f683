package export

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// AlertmanagerOptions are what silences ask for.
type AlertmanagerOptions struct {
	// Matchers choose the alerts that are silenced: those that all of them match. There must be one at
	// least that does not match a missing label: Alertmanager would take "env!=test" alone, and silence
	// every alert that has no env.
	Matchers []Matcher `json:"matchers,omitempty"`
}

// Matcher compares a label of an alert.
type Matcher struct {
	// Name is a label: letters, digits and _, no digit first.
	Name string `json:"name"`
	// Value is one line; with Regex an expression of RE2 that the whole of the label has to match.
	Value string `json:"value"`
	Regex bool   `json:"regex,omitempty"`
	// Not chooses the alerts that do not match.
	Not bool `json:"not,omitempty"`
}

var labelName = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)

type (
	silenceBody struct {
		Matchers  []silenceMatcher `json:"matchers"`
		StartsAt  string           `json:"startsAt"`
		EndsAt    string           `json:"endsAt"`
		CreatedBy string           `json:"createdBy"`
		Comment   string           `json:"comment"`
	}
	silenceMatcher struct {
		Name    string `json:"name"`
		Value   string `json:"value"`
		IsRegex bool   `json:"isRegex"`
		IsEqual bool   `json:"isEqual"`
	}
)

// exportSilence writes one silence per window. Silences are exact to the second.
//
// Source: prometheus/alertmanager, api/v2/openapi.yaml (postableSilence, matcher); what a silence has to
// hold is in silence/silence.go (validateSilence).
func exportSilence(j *job) {
	j.acts("Alertmanager")
	j.ahead("Alertmanager")
	j.line("created_by", j.m.CreatedBy, 1, MaxTitle)
	matchers := j.matchers()
	j.lost("a silence", "revision")
	for _, w := range j.m.Windows {
		j.body(encodeJSON(silenceBody{
			Matchers:  matchers,
			StartsAt:  rfc3339(w.Interval.Start),
			EndsAt:    rfc3339(w.Interval.End),
			CreatedBy: j.m.CreatedBy,
			Comment:   j.m.message(),
		}))
	}
}

func (j *job) matchers() []silenceMatcher {
	given := j.m.Options.Alertmanager.Matchers
	if len(given) == 0 || len(given) > MaxList {
		j.fault("alertmanager.matchers", fmt.Sprintf("%d matchers", len(given)), fmt.Sprintf("1 to %d", MaxList))
		return nil
	}
	out := make([]silenceMatcher, len(given))
	narrow := false
	for i, m := range given {
		path := fmt.Sprintf("alertmanager.matchers[%d]", i)
		if !labelName.MatchString(m.Name) || len(m.Name) > MaxTitle {
			j.fault(path+".name", clip(m.Name), "a label of letters, digits and _, no digit first")
		}
		if len(m.Value) > 1000 || !utf8.ValidString(m.Value) || strings.ContainsFunc(m.Value, unprintable) {
			j.fault(path+".value", clip(m.Value), "one line of at most 1000 bytes, without control characters")
		}
		missing := m.Value == ""
		if m.Regex {
			re, err := regexp.Compile("^(?:" + m.Value + ")$")
			if err != nil {
				j.fault(path+".value", clip(m.Value), "a regular expression of RE2: "+err.Error())
				continue
			}
			missing = re.MatchString("")
		}
		narrow = narrow || missing == m.Not
		out[i] = silenceMatcher{Name: m.Name, Value: m.Value, IsRegex: m.Regex, IsEqual: !m.Not}
	}
	if !narrow {
		j.fault("alertmanager.matchers", fmt.Sprintf("%d matchers", len(given)), "one at least that does not match an alert without the label")
	}
	return out
}
