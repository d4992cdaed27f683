package planfile_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// campaignOf is a plan with this campaign.
func campaignOf(campaign string) string {
	return `{"regions": [{"name": "A", "customers": 100, "time_zone": "Europe/Berlin"}, {"name": "B", "customers": 50, "time_zone": "Asia/Kolkata"}],
 "window": {"duration": "2h", "keep_clear": "3h"}, "search": {"from": "2027-02-01T00:00:00Z", "to": "2027-03-01T00:00:00Z"},
 "rules": {"exclude_weekdays": false}, "campaign": ` + campaign + `}`
}

// faults plans the campaign of a plan and returns what is wrong with it.
func faultsOf(t *testing.T, text string) []string {
	t.Helper()
	plan, err := planfile.Parse(t.Context(), []byte(text), planfile.Options{})
	if err == nil {
		_, err = plan.Planner.Plan(context.Background(), *plan.Campaign)
		err = plan.InFile(err)
	}
	var wrong scheduler.FieldErrors
	require.ErrorAs(t, err, &wrong)
	var paths []string
	for _, f := range wrong {
		paths = append(paths, f.Path)
	}
	return paths
}

// Wrong campaigns are refused, each fault by its path in the file.
func TestWrongCampaigns(t *testing.T) {
	task := func(more string) string { return `{"tasks": [{"name": "a"}, {"name": "b"` + more + `}]}` }
	limit := func(text string) string { return `{"tasks": [{"name": "a"}, {"name": "b"}], "limits": [` + text + `]}` }
	for _, test := range []struct{ campaign, path string }{
		{`{}`, "campaign.tasks"},
		{`{"tasks": []}`, "campaign.tasks"},
		{`{"tasks": [{}]}`, "campaign.tasks[0].name"},
		{`{"tasks": [{"name": "a"}, {"name": "a"}]}`, "campaign.tasks[1].name"},
		{`{"tasks": [{"name": "a"}], "soak": "-1h"}`, "campaign.soak"},
		{`{"tasks": [{"name": "a"}], "effort": 0}`, "campaign.effort"},
		{`{"tasks": [{"name": "a"}], "speed": 1}`, "campaign.speed"},
		{`{"tasks": [{"name": "a"}], "paid": {"C": 1}}`, "campaign.paid.C"},
		{`{"tasks": [{"name": "a"}], "paid": {"A": -1}}`, "campaign.paid.A"},
		{task(`, "regions": ["C"]`), "campaign.tasks[1].regions[0]"},
		{task(`, "regions": []`), "campaign.tasks[1].regions"},
		{task(`, "regions": ["A", "A"]`), "campaign.tasks[1].regions[1]"},
		{task(`, "share": 0`), "campaign.tasks[1].share"},
		{task(`, "share": 1.5`), "campaign.tasks[1].share"},
		{task(`, "from": "2027-01-31T00:00:00Z"`), "campaign.tasks[1].from"},
		{task(`, "to": "2027-03-02T00:00:00Z"`), "campaign.tasks[1].to"},
		{task(`, "from": "2027-02-20T00:00:00Z", "to": "2027-02-10T00:00:00Z"`), "campaign.tasks[1].to"},
		{task(`, "window": {"duration": "5h"}`), "campaign.tasks[1].window.keep_clear"},
		{task(`, "window": {"keep_clear": "1h"}`), "campaign.tasks[1].window.keep_clear"},
		{task(`, "window": {"size": "1h"}`), "campaign.tasks[1].window.size"},
		{task(`, "rules": {"tolerate": 1}`), "campaign.tasks[1].rules.tolerate"},
		{task(`, "rules": {"blackouts": [{"name": "x", "start": "2027-02-03", "end": "2027-02-01"}]}`), "campaign.tasks[1].rules.blackouts[0].end"},
		{task(`, "after": [{"task": "c"}]`), "campaign.tasks[1].after[0].task"},
		{task(`, "after": [{"task": "b"}]`), "campaign.tasks[1].after[0].task"},
		{task(`, "after": [{"task": "a", "at_least": "2d", "at_most": "1d"}]`), "campaign.tasks[1].after[0].at_most"},
		{`{"tasks": [{"name": "a", "after": [{"task": "b"}]}, {"name": "b", "after": [{"task": "a"}]}]}`, "campaign.tasks[0].after"},
		{task(`, "ring": 1`), "campaign.tasks[1].ring"},
		{task(`, "ring": -1`), "campaign.tasks[1].ring"},
		{task(`, "fixed": "2027-02-02T00:07:00Z"`), "campaign.tasks[1].fixed"},
		{task(`, "fixed": "2027-04-02T00:00:00Z"`), "campaign.tasks[1].fixed"},
		{task(`, "fixed": "2027-02-02T00:00:00Z", "announced": "2027-02-02T00:00:00Z"`), "campaign.tasks[1].fixed"},
		{task(`, "announced": "tomorrow"`), "campaign.tasks[1].announced"},
		{task(`, "move_cost": -1`), "campaign.tasks[1].move_cost"},
		{task(`, "series": {"times": 3, "at_least": "1d"}`), "campaign.tasks[1].series.at_most"},
		{task(`, "series": {"times": 0, "at_least": "1d", "at_most": "2d"}`), "campaign.tasks[1].series.times"},
		{task(`, "series": {"times": 3, "at_least": "3d", "at_most": "2d"}`), "campaign.tasks[1].series.at_most"},
		{task(`, "series": {"times": 3, "at_least": "1d", "at_most": "2d"}, "fixed": "2027-02-02T00:00:00Z"`), "campaign.tasks[1].fixed"},
		{task(`, "series": {"times": 2000, "at_least": "1d", "at_most": "2d"}`), "campaign.tasks[1].series.times"},
		{`{"tasks": [{"name": "p", "series": {"times": 2, "at_least": "1d", "at_most": "2d"}}, {"name": "b", "after": [{"task": "p"}]}]}`, "campaign.tasks[1].after[0].task"},
		{`{"tasks": [{"name": "p", "series": {"times": 2, "at_least": "1d", "at_most": "2d"}}, {"name": "p 2"}]}`, "campaign.tasks[1].name"},
		{limit(`{"at_once": 1}`), "campaign.limits[0].name"},
		{limit(`{"name": "x"}`), "campaign.limits[0]"},
		{limit(`{"name": "x", "at_once": 0}`), "campaign.limits[0].at_once"},
		{limit(`{"name": "x", "at_once": 1}, {"name": "x", "at_once": 1}`), "campaign.limits[1].name"},
		{limit(`{"name": "x", "rest": "1h", "per": "day", "windows": 1}`), "campaign.limits[0].rest"},
		{limit(`{"name": "x", "per": "day"}`), "campaign.limits[0].per"},
		{limit(`{"name": "x", "per": "fortnight", "windows": 1}`), "campaign.limits[0].per"},
		{limit(`{"name": "x", "windows": 1}`), "campaign.limits[0].windows"},
		{limit(`{"name": "x", "per": "day", "per_customer": 1}`), "campaign.limits[0].per_customer"},
		{limit(`{"name": "x", "per": "day", "per_customer": 0, "regions": ["A"]}`), "campaign.limits[0].per_customer"},
		{limit(`{"name": "x", "at_once": 1, "tasks": ["c"]}`), "campaign.limits[0].tasks[0]"},
		{limit(`{"name": "x", "at_once": 1, "tasks": ["a", "a"]}`), "campaign.limits[0].tasks[1]"},
		{limit(`{"name": "x", "at_once": 1, "tasks": ["a"], "regions": ["A"]}`), "campaign.limits[0].regions"},
		{`{"tasks": [{"name": "a", "fixed": "2027-02-02T00:00:00Z"}, {"name": "b", "fixed": "2027-02-02T03:00:00Z", "after": [{"task": "a", "at_least": "5h"}]}]}`, "campaign.tasks[1].fixed"},
		{`{"tasks": [{"name": "a", "fixed": "2027-02-02T00:00:00Z"}, {"name": "b", "fixed": "2027-02-02T01:00:00Z"}], "limits": [{"name": "x", "at_once": 1}]}`, "campaign.tasks[1].fixed"},
	} {
		require.Equal(t, []string{test.path}, faultsOf(t, campaignOf(test.campaign)), test.campaign)
	}
}

// All faults are told at once, in the order of the file.
func TestCampaignFaultsTogether(t *testing.T) {
	require.Equal(t, []string{"campaign.tasks[0].share", "campaign.tasks[1].after[0].task", "campaign.limits[0].at_once"},
		faultsOf(t, campaignOf(`{"tasks": [{"name": "a", "share": 2}, {"name": "b", "after": [{"task": 5}]}], "limits": [{"name": "x", "at_once": 0}]}`)))
}

// A circle is spelled out, and both fixed windows are named.
func TestCampaignMessages(t *testing.T) {
	message := func(campaign string) string {
		plan, err := planfile.Parse(t.Context(), []byte(campaignOf(campaign)), planfile.Options{})
		if err == nil {
			_, err = plan.Planner.Plan(t.Context(), *plan.Campaign)
		}
		return err.Error()
	}
	require.Contains(t, message(`{"tasks": [{"name": "a", "after": [{"task": "c"}]}, {"name": "b", "after": [{"task": "a"}]}, {"name": "c", "after": [{"task": "b"}]}]}`), `"a" after "c" after "b" after "a"`)
	require.Contains(t, message(`{"tasks": [{"name": "a", "fixed": "2027-02-02T00:00:00Z"}, {"name": "b", "fixed": "2027-02-02T01:00:00Z"}], "limits": [{"name": "x", "at_once": 1}]}`), `the limit "x" with "a", fixed at 2027-02-02T00:00:00Z`)
}

// A task's own window and rules hold key by key in place of the plan's, whole lists in place of lists.
func TestTasksInheritKeyByKey(t *testing.T) {
	text := strings.Replace(campaignOf(`{"tasks": [{"name": "a"}, {"name": "b", "window": {"keep_clear": "4h"}, "rules": {"exclude_holidays": false}}, {"name": "c", "share": 0.5, "rules": {"blackouts": []}}]}`),
		`"exclude_weekdays": false`, `"exclude_weekdays": false, "blackouts": [{"name": "f", "start": "2027-02-01", "end": "2027-02-10"}]`, 1)
	plan, err := planfile.Parse(t.Context(), []byte(text), planfile.Options{})
	require.NoError(t, err)
	tasks := plan.Campaign.Tasks
	require.Equal(t, "3h0m0s 4h0m0s", fmt.Sprint(tasks[0].Request.KeepClear, tasks[1].Request.KeepClear))
	require.Equal(t, []bool{true, true, true}, []bool{tasks[0].Request.AllowWorkingDays, tasks[1].Request.AllowWorkingDays, tasks[2].Request.AllowWorkingDays})
	require.Equal(t, []int{1, 1, 0}, []int{len(tasks[0].Request.Rules), len(tasks[1].Request.Rules), len(tasks[2].Request.Rules)})
	require.True(t, tasks[1].Request.AllowHolidays && !tasks[0].Request.AllowHolidays)
}

// Both keys at once are refused, and recurring has no candidates.
func TestCampaignOrRecurring(t *testing.T) {
	text := strings.Replace(campaignOf(`{"tasks": [{"name": "a"}]}`), `"campaign":`, `"recurring": {"every": "week"}, "campaign":`, 1)
	_, err := planfile.Parse(t.Context(), []byte(text), planfile.Options{})
	require.ErrorContains(t, err, "recurring: ")
	var wrong scheduler.FieldErrors
	require.True(t, errors.As(err, &wrong))
}

// Whatever the keys hold, a campaign is read or refused.
func FuzzCampaign(f *testing.F) {
	f.Add(`{"tasks": [{"name": "a", "series": {"times": 2, "at_least": "1d", "at_most": "2d"}, "ring": 0}], "limits": [{"name": "x", "at_once": 1}]}`)
	f.Add(`{"tasks": [{"name": "a", "after": [{"task": "a 1"}], "rules": {"blackouts": []}, "window": {}}], "paid": {"A": 1}}`)
	f.Fuzz(func(t *testing.T, campaign string) {
		plan, err := planfile.Parse(context.Background(), []byte(campaignOf(campaign)), planfile.Options{})
		require.Equal(t, plan == nil, err != nil)
	})
}
