package recheck_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/recheck"
)

// recurring is the plan with a slot of that rhythm.
func recurring(t *testing.T, every string) string {
	t.Helper()
	return edit(t, plan, `"search"`, `"recurring": {"every": "`+every+`", "time_zone": "America/New_York"}, "search"`)
}

// The dates of a slot, and what it costs, are those of the planner's own answer, in every rhythm and across a change of clocks.
func TestDatesOfASlot(t *testing.T) {
	for _, every := range []string{"week", "2 weeks", "4 weeks", "month"} {
		text := edit(t, recurring(t, every), "2027-02-01", "2027-07-01")
		parsed, err := planfile.Parse(t.Context(), []byte(text), planfile.Options{})
		require.NoError(t, err)
		res, err := parsed.Planner.Recurring(t.Context(), parsed.Request, *parsed.Recurring)
		require.NoError(t, err)
		best := res.Slots[0]
		r := take(t, text, recheck.Options{})
		require.Equal(t, best.Occurrences, r.Slot.Occurrences, every)
		require.Equal(t, len(best.Blocked), r.Slot.Blocked, every)
		require.InDelta(t, best.CustomerHours, r.Slot.CustomerHours, 1e-5, every)
		require.Len(t, r.Announced, min(len(best.Starts), recheck.MaxDates))
		for i, w := range r.Announced {
			require.True(t, best.Starts[i].Equal(w.Start), "%s: %s, %s", every, best.Starts[i], w.Start)
		}
		c := recheck.Diff(r, take(t, text, recheck.Options{Announced: r.Starts(), Slot: r.Slot}))
		require.False(t, c.Attention())
		require.Empty(t, c.Reasons)
		require.Equal(t, recheck.StateGood, c.Slot.After.State)
		require.Contains(t, c.Slot.Text, "is the best: ")
	}
}

// A month later, the dates that are over are no longer looked at, and the slot is the same one although its first date moved.
func TestASlotMovesOn(t *testing.T) {
	text := edit(t, recurring(t, "2 weeks"), "2027-02-01", "2027-07-01")
	old := take(t, text, recheck.Options{})
	now := take(t, text, recheck.Options{Announced: old.Starts(), Slot: old.Slot, Plan: planfile.Options{From: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}})
	c := recheck.Diff(old, now)
	require.NotEmpty(t, c.Windows)
	require.Less(t, len(c.Windows), len(old.Announced))
	for _, w := range c.Windows {
		require.False(t, w.Window.Start.Before(now.Span.Start))
		require.NotEqual(t, recheck.StateUnjudged, w.After.State)
	}
	require.NotEqual(t, recheck.StateUnjudged, c.Slot.After.State)

	// The answer of the new horizon says another first date of what are the same dates.
	again := *now.Slot
	first := again.First.AddDays(28)
	again.First = &first
	same := take(t, text, recheck.Options{Slot: &again})
	require.Equal(t, old.Starts(), same.Starts())
	require.Contains(t, recheck.Diff(same, same).Slot.Text, "from "+first.String()+" is the best: ")
}

// The last Sunday of every month, beside the fourth one.
func TestTheLastOfAMonth(t *testing.T) {
	for week, want := range map[int][]string{-1: {"2026-12-27", "2027-01-31"}, 4: {"2026-12-27", "2027-01-24"}} {
		r := take(t, recurring(t, "month"), recheck.Options{Slot: &recheck.Slot{Every: "month", TimeZone: "America/New_York", Weekday: "Sun", Time: "02:00", Week: week}})
		var days []string
		for _, w := range r.Announced {
			require.Equal(t, 7, w.Start.Hour())
			days = append(days, w.Start.Format(time.DateOnly))
		}
		require.Equal(t, want, days)
	}
}

// A decree takes one date of the slot; customers that move make another slot the best.
func TestASlotThatIsNoLongerGood(t *testing.T) {
	old := take(t, recurring(t, "week"), recheck.Options{})
	require.Equal(t, recheck.StateGood, recheck.Diff(old, old).Windows[1].Before.State)
	day := old.Announced[1].Start.Format("2006-01-02")
	c := recheck.Diff(old, take(t, recurring(t, "week"), recheck.Options{Announced: old.Starts(), Slot: old.Slot, Plan: planfile.Options{Corrections: corrections(t, "DE-BY,"+day+",off,Day of Mourning,all,decree")}}))
	require.True(t, c.Attention())
	require.True(t, c.Windows[1].Worse)
	require.False(t, c.Windows[0].Worse)
	require.Contains(t, because(c, 1), "Day of Mourning")
	require.Equal(t, old.Slot.Blocked+1, c.Slot.After.Blocked)
	require.Contains(t, c.Text(), "no longer free: holidays in Bavaria (Day of Mourning)")
	require.Contains(t, c.Text(), "of its dates are as they were.\n")

	moved := strings.NewReplacer("6200", "100", "2400", "100", "1400", "99000").Replace(recurring(t, "week"))
	c = recheck.Diff(old, take(t, moved, recheck.Options{Announced: old.Starts(), Slot: old.Slot}))
	require.True(t, c.Slot.Worse, c.Slot.Text)
	require.Equal(t, recheck.StateDear, c.Slot.After.State)
	require.NotEqual(t, c.Slot.Slot, c.Slot.After.Best)
	require.Contains(t, c.Text(), "! The slot "+old.Slot.String()+" is no longer good: ")
}

// A plan that asks for another rhythm, or for one window, is told: what was announced cannot be judged as a slot.
func TestASlotOfAnotherPlan(t *testing.T) {
	old := take(t, recurring(t, "week"), recheck.Options{})
	for text, says := range map[string]string{
		recurring(t, "month"): "cannot be judged: the plan asks for a slot every month on the clocks of America/New_York now.",
		plan:                  "cannot be judged: the plan has no recurring slot.",
	} {
		c := recheck.Diff(old, take(t, text, recheck.Options{Announced: old.Starts(), Slot: old.Slot}))
		require.True(t, c.Slot.Worse)
		require.Contains(t, c.Slot.Text, says)
		require.Len(t, c.Windows, len(old.Announced), "its dates are judged all the same")
	}
	// Nothing fits: the slot has no free date.
	c := recheck.Diff(old, take(t, edit(t, recurring(t, "week"), `"search"`, `"rules": {"blackouts": [{"name": "freeze", "start": "2026-11-01", "end": "2027-03-01"}]}, "search"`), recheck.Options{Announced: old.Starts(), Slot: old.Slot}))
	require.NotEmpty(t, c.NoWindow)
	require.Equal(t, recheck.StateBlocked, c.Slot.After.State)
	require.Contains(t, c.Slot.Text, "is not free on any of its dates.")
}
