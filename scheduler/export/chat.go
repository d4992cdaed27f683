package export

import (
	"fmt"
	"strings"
)

// SlackOptions are what a message asks for.
type SlackOptions struct {
	// Channel is the id or the name of a channel; empty for an incoming webhook, which has one of its own.
	Channel string `json:"channel,omitempty"`
}

type (
	slackBody struct {
		Channel string       `json:"channel,omitempty"`
		Text    string       `json:"text"`
		Blocks  []slackBlock `json:"blocks"`
	}
	slackBlock struct {
		Type string    `json:"type"`
		Text slackText `json:"text"`
	}
	slackText struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
)

// slackSection is the most characters of a section, and slackHeader of a header.
const (
	slackSection = 3000
	slackHeader  = 150
)

// exportSlack writes one message for all windows, whose times each reader sees on the own clocks.
//
// Source: https://docs.slack.dev/messaging/formatting-message-text (escapes, dates), https://docs.slack.dev/reference/block-kit/blocks.
func exportSlack(j *job) {
	m := &j.m
	j.line("slack.channel", m.Options.Slack.Channel, 0, MaxTitle)
	if len(m.Windows) > 40 {
		j.fault("windows", fmt.Sprintf("%d windows", len(m.Windows)), "at most 40: a message has 50 blocks at most")
	}
	j.lost("Slack", "creator", "revision")
	title := m.statusWord() + m.Title
	blocks := []slackBlock{{"header", slackText{"plain_text", j.cutRunes("title", title, slackHeader)}}}
	for _, w := range m.Windows {
		blocks = append(blocks, slackBlock{"section", slackText{"mrkdwn", slackTime(w.Interval.Start.Unix(), rfc3339(w.Interval.Start)) + " to " + slackTime(w.Interval.End.Unix(), rfc3339(w.Interval.End))}})
	}
	// Notifications and screen readers have the text alone.
	plain := m.spoken()
	if about := m.about(); about != "" {
		plain += "\n\n" + about
		// A section of plain text shows marks as they are, so nobody is mentioned and nothing becomes bold.
		blocks = append(blocks, slackBlock{"section", slackText{"plain_text", j.cutRunes("description", about, slackSection)}})
	}
	j.body(encodeJSON(slackBody{m.Options.Slack.Channel, slackEscaper.Replace(plain), blocks}))
}

// slackTime is an instant that Slack shows on the reader's clocks.
func slackTime(unix int64, fallback string) string {
	return fmt.Sprintf("<!date^%d^{date_short_pretty} {time}|%s>", unix, fallback)
}

var slackEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// spoken returns title and windows as plain text, for what shows no blocks and no cards.
func (m *Maintenance) spoken() string {
	text := m.statusWord() + m.Title
	for _, w := range m.Windows {
		text += "\n" + rfc3339(w.Interval.Start) + " to " + rfc3339(w.Interval.End)
	}
	return text
}

// statusWord begins a message about a maintenance that is not sure, or that is cancelled.
func (m *Maintenance) statusWord() string {
	switch m.Status {
	case StatusTentative:
		return "Tentative: "
	case StatusCancelled:
		return "Cancelled: "
	}
	return ""
}

// cutRunes returns the first characters of s, at most most, and notes it.
func (j *job) cutRunes(field, s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	j.note(NoteLost, -1, "the %s is cut to %d characters, the most that the target takes", field, most)
	return string(runes[:most-3]) + "..."
}

type (
	teamsBody struct {
		Type        string            `json:"type"`
		Attachments []teamsAttachment `json:"attachments"`
	}
	teamsAttachment struct {
		ContentType string    `json:"contentType"`
		Content     teamsCard `json:"content"`
	}
	teamsCard struct {
		Schema   string      `json:"$schema"`
		Type     string      `json:"type"`
		Version  string      `json:"version"`
		Fallback string      `json:"fallbackText"`
		Body     []teamsItem `json:"body"`
	}
	teamsItem struct {
		Type    string     `json:"type"`
		Text    string     `json:"text,omitempty"`
		Wrap    bool       `json:"wrap,omitempty"`
		Inlines []teamsRun `json:"inlines,omitempty"`
	}
	teamsRun struct {
		Type   string `json:"type"`
		Text   string `json:"text"`
		Size   string `json:"size,omitempty"`
		Weight string `json:"weight,omitempty"`
	}
)

// exportTeams writes one Adaptive Card for all windows, for a webhook of a Teams workflow. Texts are runs, which know no Markdown; times
// are blocks, which show each reader the own clocks.
//
// Source: https://adaptivecards.io/explorer/RichTextBlock.html, https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/text-features (DATE, TIME).
func exportTeams(j *job) {
	m := &j.m
	j.lost("a card", "creator", "revision")
	body := []teamsItem{{Type: "RichTextBlock", Inlines: []teamsRun{{"TextRun", m.statusWord() + m.Title, "Large", "Bolder"}}}}
	for _, w := range m.Windows {
		start, end := rfc3339(w.Interval.Start), rfc3339(w.Interval.End)
		body = append(body, teamsItem{Type: "TextBlock", Wrap: true, Text: fmt.Sprintf("{{DATE(%s,SHORT)}} {{TIME(%s)}} to {{DATE(%s,SHORT)}} {{TIME(%s)}} (%s to %s)", start, start, end, end, start, end)})
	}
	if about := m.about(); about != "" {
		body = append(body, teamsItem{Type: "RichTextBlock", Inlines: []teamsRun{{Type: "TextRun", Text: about}}})
		if strings.Contains(about, "\n") {
			j.note(NoteLost, -1, "some versions of Teams show the lines of the description as one")
		}
	}
	if strings.Contains(m.Title+m.about(), "{{") {
		j.note(NoteByHand, -1, "Teams replaces what stands between {{ and }} where it is a date or a time, and the text has such marks")
	}
	out := encodeJSON(teamsBody{"message", []teamsAttachment{{"application/vnd.microsoft.card.adaptive", teamsCard{"http://adaptivecards.io/schemas/adaptive-card.json", "AdaptiveCard", "1.4", m.fallback(), body}}}})
	if len(out) > teamsMost {
		j.fault("description", fmt.Sprintf("%d bytes with everything", len(out)), "a message of at most 28 kB, which is what Teams takes")
	}
	j.body(out)
}

// fallback is what stands in place of a card that cannot be shown: the description is left out, since a message has little room.
func (m *Maintenance) fallback() string {
	if m.URL != "" {
		return m.spoken() + "\n" + m.URL
	}
	return m.spoken()
}

// teamsMost is the most bytes of a message.
const teamsMost = 28 << 10
