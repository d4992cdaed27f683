package exportcheck_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// incident is the body of https://developer.statuspage.io/#operation/postPagesPageIdIncidents, field by
// field, as clients generated from its OpenAPI description have it. Atlassian publishes no client, and
// the module proxy has none of the generated ones, so the list stands here: it is the one check that is
// not made by the target's own code.
type incident struct {
	Name                                      *string
	Status                                    *string
	ImpactOverride                            *string         `json:"impact_override"`
	ScheduledFor                              *time.Time      `json:"scheduled_for"`
	ScheduledUntil                            *time.Time      `json:"scheduled_until"`
	ScheduledRemindPrior                      *bool           `json:"scheduled_remind_prior"`
	ScheduledAutoInProgress                   *bool           `json:"scheduled_auto_in_progress"`
	ScheduledAutoCompleted                    *bool           `json:"scheduled_auto_completed"`
	Metadata                                  json.RawMessage `json:"metadata"`
	DeliverNotifications                      *bool           `json:"deliver_notifications"`
	AutoTransitionDeliverNotificationsAtEnd   *bool           `json:"auto_transition_deliver_notifications_at_end"`
	AutoTransitionDeliverNotificationsAtStart *bool           `json:"auto_transition_deliver_notifications_at_start"`
	AutoTransitionToMaintenanceState          *bool           `json:"auto_transition_to_maintenance_state"`
	AutoTransitionToOperationalState          *bool           `json:"auto_transition_to_operational_state"`
	AutoTweetAtBeginning                      *bool           `json:"auto_tweet_at_beginning"`
	AutoTweetOnCompletion                     *bool           `json:"auto_tweet_on_completion"`
	AutoTweetOnCreation                       *bool           `json:"auto_tweet_on_creation"`
	AutoTweetOneHourBefore                    *bool           `json:"auto_tweet_one_hour_before"`
	BackfillDate                              *string         `json:"backfill_date"`
	Backfilled                                *bool
	Body                                      *string
	Components                                map[string]string
	ComponentIDs                              []string `json:"component_ids"`
	ScheduledAutoTransition                   *bool    `json:"scheduled_auto_transition"`
}

func TestStatuspage(t *testing.T) {
	for seed := range uint64(100) {
		m := maintenance(source(seed), time.Second)
		m.Options.Statuspage.AutoStart = seed%2 == 0
		m.Options.Statuspage.AutoComplete = seed%3 == 0
		m.Options.Statuspage.Notify = seed%5 == 0
		for i, body := range write(t, "statuspage", m) {
			var b struct{ Incident incident }
			strict(t, body, &b)
			in := b.Incident
			require.Equal(t, m.Title, *in.Name)
			require.LessOrEqual(t, len([]rune(*in.Name)), 255)
			require.Contains(t, []string{"scheduled", "in_progress", "verifying", "completed"}, *in.Status)
			require.Contains(t, []string{"none", "maintenance", "minor", "major", "critical"}, *in.ImpactOverride)
			require.True(t, in.ScheduledFor.Equal(m.Windows[i].Interval.Start))
			require.True(t, in.ScheduledUntil.Equal(m.Windows[i].Interval.End))
			require.Contains(t, *in.Body, m.Description)
			require.Equal(t, seed%5 == 0, *in.DeliverNotifications)
			require.Equal(t, seed%5 == 0 && seed%2 == 0, *in.AutoTransitionDeliverNotificationsAtStart)
			require.Equal(t, seed%3 == 0, *in.ScheduledAutoCompleted)
		}
	}
}
