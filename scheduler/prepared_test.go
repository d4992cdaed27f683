package scheduler_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// preparedCase is a plan with all that the five questions look at.
func preparedCase(t testing.TB) (*scheduler.Planner, scheduler.Request) {
	t.Helper()
	planner, err := scheduler.New(benchRegions(t, 12)...)
	require.NoError(t, err)
	return planner, scheduler.Request{
		Horizon: calendar.Interval{Start: benchFrom, End: benchFrom.AddDate(0, 0, 40)}, Duration: time.Hour,
		Overrun: benchOverrun, Rollback: 30 * time.Minute,
		Rules: []scheduler.Rule{scheduler.Blackout(must(scheduler.Dates("audit", calendar.DateOf(benchFrom.AddDate(0, 0, 8)), calendar.DateOf(benchFrom.AddDate(0, 0, 9)))))},
		Crew: []scheduler.Crew{{
			Name: "DBAs", People: 3, Hours: calendar.Hours{From: 9 * 3600, To: 17 * 3600},
			Calendar: calendar.Calendar{Location: mustZone(t, "Europe/Berlin")},
		}},
	}
}

// Each question gives the same answer of a prepared request, again and again and from several goroutines
// at once, as of a planner, which prepares the request anew.
func TestPreparedAnswersAsThePlannerDoes(t *testing.T) {
	ctx := context.Background()
	planner, req := preparedCase(t)
	prepared, err := planner.Prepare(ctx, req)
	require.NoError(t, err)
	starts := []time.Time{benchFrom.Add(33 * time.Hour), benchFrom.Add(3*time.Hour + 7*time.Second)}

	result, err := planner.Suggest(ctx, req)
	require.NoError(t, err)
	assessments, err := planner.Assess(ctx, req, starts...)
	require.NoError(t, err)
	tradeoff, err := planner.Tradeoff(ctx, req)
	require.NoError(t, err)
	robustness, err := planner.Robustness(ctx, req, nil)
	require.NoError(t, err)
	timeline, err := planner.Timeline(ctx, req)
	require.NoError(t, err)

	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 2 {
				r, err := prepared.Suggest(ctx)
				assert.NoError(t, err)
				assert.Equal(t, result, r)
				a, err := prepared.Assess(ctx, starts...)
				assert.NoError(t, err)
				assert.Equal(t, assessments, a)
				f, err := prepared.Tradeoff(ctx)
				assert.NoError(t, err)
				assert.Equal(t, tradeoff, f)
				b, err := prepared.Robustness(ctx, nil)
				assert.NoError(t, err)
				assert.Equal(t, robustness, b)
				l, err := prepared.Timeline(ctx)
				assert.NoError(t, err)
				assert.Equal(t, timeline.Free(), l.Free())
				assert.Equal(t, timeline.Blocked(), l.Blocked())
			}
		})
	}
	wg.Wait()
}

// What the caller does with the request and with results afterwards does not reach a prepared one.
func TestPreparedSharesNothing(t *testing.T) {
	ctx := context.Background()
	planner, req := preparedCase(t)
	req.Candidates = []time.Time{benchFrom.Add(33 * time.Hour), benchFrom.Add(34 * time.Hour)}
	req.AllowWorkingDays, req.AllowHolidays = true, true
	want, err := planner.Suggest(ctx, req)
	require.NoError(t, err)
	prepared, err := planner.Prepare(ctx, req)
	require.NoError(t, err)
	req.Crew[0].Name, req.Overrun[0].Probability, req.Candidates[0], req.Rules[0].Name = "others", 0, time.Time{}, "?"
	defer func() { req.Overrun[0].Probability = 0.1 }() // benchOverrun is everybody's
	got, err := prepared.Suggest(ctx)
	require.NoError(t, err)
	require.Equal(t, want, got)
	got.Blocked[0].Rule, got.Suggestions[0].Impact.Regions[0].Region = "?", "?"
	again, err := prepared.Suggest(ctx)
	require.NoError(t, err)
	require.Equal(t, want, again)
}

// Check names what Prepare would refuse, without asking holidays or rules.
func TestCheckSaysWhatIsWrong(t *testing.T) {
	planner, req := preparedCase(t)
	require.NoError(t, planner.Check(req))
	req.Duration, req.Count = 0, -1
	req.Rules[0].Regions = []string{"Atlantis"}
	err := planner.Check(req)
	_, prepared := planner.Prepare(context.Background(), req)
	require.Equal(t, prepared, err)
	require.ErrorContains(t, err, `rules[0].regions[0]: found "Atlantis"; expected the name of a region`)
	require.ErrorContains(t, err, "window.duration")
	require.ErrorContains(t, err, "search.count")
}
