package ticketcheck

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andygrunwald/go-jira"
	"github.com/atc0005/go-teams-notify/v2/adaptivecard"
	"github.com/newrelic/newrelic-client-go/v2/pkg/alerts"
	"github.com/opsgenie/opsgenie-go-sdk-v2/maintenance"
	"github.com/slack-go/slack"
	"github.com/stretchr/testify/require"
	gitlab "gitlab.com/gitlab-org/api/client-go"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// texts are what fields have to hold as it is.
var texts = []string{"Upgrade", "a <b> & \"c\" {{x}} *d* _e_ @here", "ä 好 😀 \\ / ' `", "first\nsecond\n\nlast"}

// upgrade is a maintenance of two windows that every target takes.
func upgrade(text string) export.Maintenance {
	start := time.Date(2026, 12, 5, 3, 0, 0, 0, time.UTC)
	return export.Maintenance{
		ID: "db-upgrade", Title: strings.TrimSpace(strings.ReplaceAll(text, "\n", " ")), Description: text, URL: "https://status.example.com/?a=b&c",
		Windows: []export.Window{
			{Interval: calendar.Interval{Start: start, End: start.Add(2 * time.Hour)}},
			{Interval: calendar.Interval{Start: start.AddDate(0, 2, 0), End: start.AddDate(0, 2, 1)}},
		},
		CreatedBy: "ops", Stamp: start.AddDate(0, 0, -9),
		Options: export.Options{
			Opsgenie: export.OpsgenieOptions{Integrations: []string{"4513b7ea"}, Policies: []string{"a8d3c1f0"}},
			NewRelic: export.NewRelicOptions{AccountID: 7, Conditions: []export.NewRelicCondition{{Attribute: "policyName", Values: []string{text}}}},
			Jira:     export.JiraOptions{Project: "OPS", StartField: "customfield_10061", EndField: "customfield_10062"},
			IncidentIO: export.IncidentIOOptions{Lead: "ops@example.com", StatusPage: "01FCNDV6P870EA6S7TK1DSYDG0", Components: []string{"01FCNDV6P870EA6S7TK1DSYDG2"},
				Conditions: []export.IncidentIOCondition{{Subject: "alert.title", Operation: "contains", Value: text}, {Subject: "alert.priority", Operation: "one_of", Values: []string{text, "b"}}, {Subject: "alert.description", Operation: "is_set"}}},
			Slack:     export.SlackOptions{Channel: "C0123"},
			Maintnote: export.MaintnoteOptions{Provider: "example.com", Account: "137.0", Impact: "DEGRADED", Organizer: "noc@example.com", Objects: []export.MaintnoteObject{{ID: "c1"}, {ID: "c2", Impact: "NO-IMPACT"}}},
		},
	}
}

// each calls a function with the bodies of each text.
func each(t *testing.T, format string, check func(t *testing.T, m export.Maintenance, i int, body []byte)) {
	t.Helper()
	for _, text := range texts {
		m := upgrade(text)
		m.Options.NewRelic.Conditions[0].Values[0] = m.Title
		m.Options.IncidentIO.Conditions[0].Value, m.Options.IncidentIO.Conditions[1].Values[0] = m.Title, m.Title
		out, err := export.Export(format, m)
		require.NoError(t, err)
		require.NotEmpty(t, out.Bodies)
		for i, body := range out.Bodies {
			check(t, m, i, body)
		}
	}
}

// strict reads a body into a client's own type, without anything that it has no place for.
func strict(t *testing.T, body []byte, into any) {
	t.Helper()
	in := json.NewDecoder(bytes.NewReader(body))
	in.DisallowUnknownFields()
	require.NoError(t, in.Decode(into))
}

func TestOpsgenie(t *testing.T) {
	each(t, "opsgenie", func(t *testing.T, m export.Maintenance, i int, body []byte) {
		var b maintenance.CreateRequest
		strict(t, body, &b)
		require.NoError(t, b.Validate())
		require.True(t, b.Time.StartDate.Equal(m.Windows[i].Interval.Start))
		require.True(t, b.Time.EndDate.Equal(m.Windows[i].Interval.End))
		require.Contains(t, b.Description, m.Description)
		require.Len(t, b.Rules, 2)
	})
}

func TestNewRelic(t *testing.T) {
	each(t, "newrelic-muting-rule", func(t *testing.T, m export.Maintenance, i int, body []byte) {
		var b struct {
			Query     string `json:"query"`
			Variables struct {
				AccountID int             `json:"accountId"`
				Rule      json.RawMessage `json:"rule"`
			} `json:"variables"`
		}
		strict(t, body, &b)
		// The client writes times without an offset and reads them with one.
		var rule alerts.MutingRuleCreateInput
		strict(t, bytes.ReplaceAll(bytes.ReplaceAll(b.Variables.Rule, []byte(`:00",`), []byte(`:00Z",`)), []byte(`:00"`+"\n"), []byte(`:00Z"`+"\n")), &rule)
		require.True(t, rule.Schedule.StartTime.Equal(m.Windows[i].Interval.Start))
		require.True(t, rule.Schedule.EndTime.Equal(m.Windows[i].Interval.End))
		again, err := json.Marshal(rule)
		require.NoError(t, err)
		require.JSONEq(t, string(b.Variables.Rule), string(again))
		require.Equal(t, m.Title, rule.Condition.Conditions[0].Values[0])
	})
}

// TestGitLab has GitLab's client make the request, and compares what it sends with the body.
func TestGitLab(t *testing.T) {
	var sent bytes.Buffer
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent.Reset()
		_, _ = sent.ReadFrom(r.Body)
		w.WriteHeader(http.StatusCreated)
		_, _ = w.Write([]byte("{}"))
	}))
	defer server.Close()
	client, err := gitlab.NewClient("token", gitlab.WithBaseURL(server.URL))
	require.NoError(t, err)
	each(t, "gitlab-deploy-freeze", func(t *testing.T, _ export.Maintenance, _ int, body []byte) {
		var b gitlab.CreateFreezePeriodOptions
		strict(t, body, &b)
		_, _, err := client.FreezePeriods.CreateFreezePeriodOptions(7, &b)
		require.NoError(t, err)
		require.JSONEq(t, string(body), sent.String())
	})
}

func TestJira(t *testing.T) {
	each(t, "jira", func(t *testing.T, m export.Maintenance, i int, body []byte) {
		var b jira.Issue
		require.NoError(t, json.Unmarshal(body, &b))
		require.Equal(t, m.Title, b.Fields.Summary)
		require.Contains(t, b.Fields.Description, m.Description)
		require.Equal(t, "OPS", b.Fields.Project.Key)
		require.Equal(t, "Change", b.Fields.Type.Name)
		for field, want := range map[string]time.Time{"customfield_10061": m.Windows[i].Interval.Start, "customfield_10062": m.Windows[i].Interval.End} {
			var at jira.Time
			text, err := json.Marshal(b.Fields.Unknowns[field])
			require.NoError(t, err)
			require.NoError(t, at.UnmarshalJSON(text))
			require.True(t, time.Time(at).Equal(want))
		}
		require.Len(t, b.Fields.Unknowns, 2, "everything else has a place")
	})
}

// spoken is what a reader has who sees no blocks and no card.
func spoken(m export.Maintenance) string {
	text := m.Title
	for _, w := range m.Windows {
		text += "\n" + w.Interval.Start.UTC().Format(time.RFC3339) + " to " + w.Interval.End.UTC().Format(time.RFC3339)
	}
	return text
}

// unescapeSlack turns back the three characters that Slack has escaped: https://docs.slack.dev/messaging/formatting-message-text.
var unescapeSlack = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

func TestSlack(t *testing.T) {
	each(t, "slack", func(t *testing.T, m export.Maintenance, _ int, body []byte) {
		var b struct {
			Channel string       `json:"channel"`
			Text    string       `json:"text"`
			Blocks  slack.Blocks `json:"blocks"`
		}
		strict(t, body, &b)
		require.Equal(t, spoken(m)+"\n\n"+m.Description+"\n\n"+m.URL, unescapeSlack.Replace(b.Text))
		require.Len(t, b.Blocks.BlockSet, 2+len(m.Windows))
		header, ok := b.Blocks.BlockSet[0].(*slack.HeaderBlock)
		require.True(t, ok)
		require.Equal(t, m.Title, header.Text.Text)
		require.NoError(t, header.Text.Validate())
		for _, block := range b.Blocks.BlockSet[1:] {
			section, ok := block.(*slack.SectionBlock)
			require.True(t, ok)
			require.NoError(t, section.Text.Validate())
		}
		again, err := json.Marshal(b.Blocks)
		require.NoError(t, err)
		var all map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(body, &all))
		require.JSONEq(t, string(all["blocks"]), string(again))
	})
}

func TestTeams(t *testing.T) {
	each(t, "teams", func(t *testing.T, m export.Maintenance, _ int, body []byte) {
		var b adaptivecard.Message
		require.NoError(t, json.Unmarshal(body, &b))
		require.NoError(t, b.Validate())
		require.Len(t, b.Attachments[0].Content.Body, 2+len(m.Windows))
		require.Equal(t, spoken(m)+"\n"+m.URL, b.Attachments[0].Content.FallbackText)
	})
}
