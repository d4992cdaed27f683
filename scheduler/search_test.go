package scheduler_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// hourly returns a planner of one region in UTC whose activity on every day is as told by hour.
func hourly(t testing.TB, customers int64, shares scheduler.Shares) *scheduler.Planner {
	t.Helper()
	profile, err := scheduler.NewProfile(scheduler.ProfileRows{Workday: shares, Weekend: shares, Holiday: shares})
	require.NoError(t, err)
	p, err := scheduler.New(scheduler.Region{Name: "A", Customers: customers, Activity: profile, Calendar: calendar.Calendar{Location: time.UTC}})
	require.NoError(t, err)
	return p
}

// level returns the same share for every hour, but for those given in pairs of hour and share.
func level(share float64, pairs ...float64) (s scheduler.Shares) {
	for h := range s {
		s[h] = share
	}
	for i := 0; i < len(pairs); i += 2 {
		s[int(pairs[i])] = pairs[i+1]
	}
	return s
}

func suggested(t testing.TB, p *scheduler.Planner, req scheduler.Request) (starts []string) {
	t.Helper()
	req.AllowWorkingDays = true
	res, err := p.Suggest(context.Background(), req)
	require.NoError(t, err)
	for _, s := range res.Suggestions {
		starts = append(starts, s.Window.Start.Format("02 15:04"))
	}
	return starts
}

// The first window makes new edges: the second best may start at one, which is no bend of the impact.
func TestSecondSuggestionStartsAtAnEdgeOfTheFirst(t *testing.T) {
	p := hourly(t, 100, level(1, 2, 0, 3, 0))
	req := scheduler.Request{
		Horizon: between(t, "2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"), Duration: 70 * time.Minute, Spacing: 7 * time.Minute, Count: 3,
		Grid: scheduler.Grid{Step: time.Minute},
	}
	// Quiet from 02:00 to 04:00: the first ends at 03:10; the next can start at 03:17, and hits 27 minutes.
	assert.Equal(t, []string{"01 02:00", "01 03:17", "01 00:00"}, suggested(t, p, req))
	req.Spacing = 0
	assert.Equal(t, []string{"01 02:00", "01 03:10", "01 00:00"}, suggested(t, p, req), "windows may touch")
}

// Ties: least impact, then the lower peak, then the earlier; compared exactly.
func TestTies(t *testing.T) {
	day := between(t, "2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z")
	hour := scheduler.Grid{Step: time.Hour}
	t.Run("peak before time", func(t *testing.T) {
		p := hourly(t, 3, level(1, 4, 0.1, 5, 0.3, 10, 0.2, 11, 0.2))
		assert.Equal(t, []string{"01 10:00", "01 04:00"}, suggested(t, p, scheduler.Request{Horizon: day, Duration: 2 * time.Hour, Grid: hour, Count: 2}))
	})
	t.Run("sums that floats get wrong", func(t *testing.T) {
		// 0.1+0.2+0.3 and 0.3+0.2+0.1 differ as floats; so do 0.7+0.1+0.3 and 0.3+0.1+0.7.
		p := hourly(t, 1, level(1, 2, 0.1, 3, 0.2, 4, 0.3, 12, 0.3, 13, 0.2, 14, 0.1))
		assert.Equal(t, []string{"01 02:00", "01 12:00"}, suggested(t, p, scheduler.Request{Horizon: day, Duration: 3 * time.Hour, Grid: hour, Count: 2}))
	})
	t.Run("a millionth of a customer for a second is not a tie", func(t *testing.T) {
		p := hourly(t, 1, level(1, 2, 0.500001, 12, 0.5))
		assert.Equal(t, []string{"01 12:00", "01 02:00"}, suggested(t, p, scheduler.Request{Horizon: day, Duration: time.Hour, Grid: hour, Count: 2}))
	})
	t.Run("rounding hides the difference, the order does not", func(t *testing.T) {
		// One second of an hour at 0.000001 of one customer is 2.8e-10 customer-hours.
		p := hourly(t, 1, level(1, 2, 0, 3, 0.000001, 12, 0))
		req := scheduler.Request{Horizon: day, Duration: time.Hour, Candidates: []time.Time{at(t, "2026-06-01T02:00:01Z"), at(t, "2026-06-01T12:00:00Z")}, AllowWorkingDays: true}
		res, err := p.Suggest(context.Background(), req)
		require.NoError(t, err)
		assert.Equal(t, "12:00:00", res.Suggestions[0].Window.Start.Format(time.TimeOnly))
		assert.Equal(t, 0.0, res.Suggestions[1].Impact.CustomerHours)
		assert.Equal(t, []int64{2, 1}, []int64{res.Assessments[0].Rank, res.Assessments[1].Rank})
	})
	t.Run("all the same", func(t *testing.T) {
		assert.Equal(t, []string{"01 00:00", "01 01:00", "01 02:00"}, suggested(t, hourly(t, 7, level(0.3)), scheduler.Request{Horizon: day, Duration: time.Hour, Grid: hour, Count: 3}))
	})
}

// Factors are rounded half to even.
func TestFactorsHalfToEven(t *testing.T) {
	p := hourly(t, 1, level(1, 0, 0.666666, 1, 0.666667, 2, 0.666667, 10, 0.666667, 11, 0.666667, 12, 0.666667, 20, 0.666667, 21, 0.666668, 22, 0.666668))
	req := scheduler.Request{Horizon: between(t, "2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"), Duration: 3 * time.Hour, AllowWorkingDays: true, Grid: scheduler.Grid{Step: time.Hour}}
	judged, err := p.Assess(context.Background(), req, at(t, "2026-06-01T10:00:00Z"), at(t, "2026-06-01T20:00:00Z"))
	require.NoError(t, err)
	assert.Equal(t, 1.0, *judged[0].Factor, "2000001 / 2000000")
	assert.Equal(t, 1.000002, *judged[1].Factor, "2000003 / 2000000")
}

// The overrun counts past the end of the horizon.
func TestOverrunPastTheHorizon(t *testing.T) {
	p := hourly(t, 10, level(0, 9, 1))
	req := scheduler.Request{
		Horizon: between(t, "2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"), Duration: time.Hour, AllowWorkingDays: true,
		Overrun: []scheduler.OverrunStage{{Until: 12 * time.Hour, Probability: 0.5}},
	}
	judged, err := p.Assess(context.Background(), req, at(t, "2026-06-01T23:00:00Z"))
	require.NoError(t, err)
	assert.Equal(t, [3]float64{5, 0, 5}, [3]float64{judged[0].Impact.CustomerHours, judged[0].Impact.PlannedCustomerHours, judged[0].Impact.OverrunCustomerHours})
}

// The last free start ends with the horizon; one second less of horizon and nothing fits.
func TestWindowsInsideTheHorizon(t *testing.T) {
	p := hourly(t, 1, level(1))
	req := scheduler.Request{Horizon: between(t, "2026-06-01T00:00:00Z", "2026-06-01T01:00:00Z"), Duration: time.Hour, AllowWorkingDays: true}
	res, err := p.Suggest(context.Background(), req)
	require.NoError(t, err)
	assert.EqualValues(t, 1, res.Considered)
	assert.True(t, res.Suggestions[0].Open, "nothing is blocked for seven days")
	assert.Equal(t, 7*24*time.Hour, res.Suggestions[0].Runway)
	assert.Nil(t, res.Suggestions[0].RollbackBy)
	assert.Nil(t, res.Suggestions[0].PointOfNoReturn)

	req.Horizon = between(t, "2026-06-01T00:00:01Z", "2026-06-01T01:14:59Z")
	_, err = p.Suggest(context.Background(), req)
	require.ErrorIs(t, err, scheduler.ErrNoWindow, "the only point of the grid is at 01:00")
}

// A rollback as long as the window can only begin with it, and a longer one not inside it at all.
func TestRollback(t *testing.T) {
	p := hourly(t, 1, level(1))
	req := scheduler.Request{
		Horizon: between(t, "2026-06-01T00:00:00Z", "2026-06-01T06:00:00Z"), Duration: time.Hour, AllowWorkingDays: true, Count: 1,
		Rules: []scheduler.Rule{scheduler.Blackout(scheduler.Instants("x", calendar.NewSet(between(t, "2026-06-01T03:00:00Z", "2026-06-01T09:00:00Z"))))},
	}
	for rollback, want := range map[time.Duration][2]string{
		time.Minute:           {"00:59:00", "02:59:00"},
		time.Hour:             {"00:00:00", "02:00:00"},
		time.Hour + 1e9:       {"none", "01:59:59"},
		3 * time.Hour:         {"none", "00:00:00"},
		3*time.Hour + 1e9:     {"none", "none"},
		5 * 365 * 24 * 3600e9: {"none", "none"},
	} {
		req.Rollback = rollback
		res, err := p.Suggest(context.Background(), req)
		require.NoError(t, err)
		shown := func(at *time.Time) string {
			if at == nil {
				return "none"
			}
			return at.Format(time.TimeOnly)
		}
		assert.Equal(t, want, [2]string{shown(res.Suggestions[0].RollbackBy), shown(res.Suggestions[0].PointOfNoReturn)}, rollback.String())
	}
}
