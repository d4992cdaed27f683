package exportcheck_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/emersion/go-ical"
	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/timeinterval"
	"github.com/stretchr/testify/require"
	"google.golang.org/api/container/v1"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// eachSlot gives slots of every rhythm, in three zones, over months of 28 to 31 days and a change of clocks,
// with what the planner says are their occurrences.
func eachSlot(t *testing.T, check func(w export.RecurringWindow, occurrences []time.Time)) {
	t.Helper()
	from := time.Date(2027, time.January, 4, 0, 0, 0, 0, time.UTC)
	for _, zone := range []string{"UTC", "America/New_York", "Asia/Kathmandu"} {
		loc, err := calendar.LoadZone(zone)
		require.NoError(t, err)
		p, err := scheduler.New(scheduler.Region{Name: "r", Customers: 1000, Calendar: calendar.Calendar{Location: loc}, Activity: scheduler.Business()})
		require.NoError(t, err)
		for _, every := range []scheduler.Every{{Weeks: 1, Location: loc}, {Weeks: 2, Location: loc}, {Weeks: 4, Location: loc}, {Month: true, Location: loc}} {
			req := scheduler.Request{Horizon: calendar.Interval{Start: from, End: from.AddDate(0, 0, 182)}, Duration: 4 * time.Hour, Count: 40, AllowWorkingDays: true,
				Grid: scheduler.Grid{Step: 2 * time.Hour}}
			res, err := p.Recurring(t.Context(), req, every)
			require.NoError(t, err)
			for _, slot := range res.Slots {
				w := export.RecurringWindow{ID: "patch", Title: "Patching", Every: every, Location: loc, Duration: req.Duration, Slot: slot, Stamp: from}
				check(w, occurrences(w, req.Horizon))
			}
		}
	}
}

// occurrences walks the days of a horizon and returns those of a slot, by what a slot means.
func occurrences(w export.RecurringWindow, horizon calendar.Interval) []time.Time {
	var out []time.Time
	for day := horizon.Start.AddDate(0, 0, -1); day.Before(horizon.End.AddDate(0, 0, 1)); day = day.AddDate(0, 0, 1) {
		at := time.Date(day.Year(), day.Month(), day.Day(), 0, int(w.Slot.Time/time.Minute), 0, 0, w.Location)
		if w.Slot.Time != time.Duration(at.Hour())*time.Hour+time.Duration(at.Minute())*time.Minute {
			at = at.Add(time.Hour) // in a gap, where Go reads it on the clocks after it: New York, 2027-03-14 02:00
		}
		weeks := int(day.Sub(time.Date(w.Slot.First.Year, w.Slot.First.Month, w.Slot.First.Day, 0, 0, 0, 0, time.UTC)).Hours() / 24 / 7)
		nth, last := (day.Day()+6)/7, day.AddDate(0, 0, 7).Month() != day.Month()
		switch {
		case day.Weekday() != w.Slot.Weekday || at.Before(horizon.Start) || at.Add(w.Duration).After(horizon.End):
		case w.Every.Month && w.Slot.Week != nth && !(w.Slot.Week < 0 && last):
		case !w.Every.Month && w.Every.Weeks > 1 && weeks%w.Every.Weeks != 0:
		default:
			out = append(out, at)
		}
	}
	return out
}

// TestRecurringICal has go-ical expand the rule: it gives the occurrences.
func TestRecurringICal(t *testing.T) {
	eachSlot(t, func(w export.RecurringWindow, want []time.Time) {
		out, err := export.Recurring("ical", w)
		require.NoError(t, err)
		c, err := ical.NewDecoder(strings.NewReader(string(out.Bytes))).Decode()
		require.NoError(t, err)
		set, err := c.Events()[0].RecurrenceSet(time.UTC)
		require.NoError(t, err)
		got := set.Between(want[0], want[len(want)-1], true)
		require.Len(t, got, len(want)-len(w.Slot.Blocked))
		require.Equal(t, w.Slot.Occurrences, len(want))
		if len(w.Slot.Blocked) > 0 {
			return
		}
		for i, at := range want {
			if w.Slot.Time != time.Duration(at.Hour())*time.Hour {
				continue // in a gap, where go-ical does as Go does, and not as RFC 5545 says
			}
			require.True(t, at.Equal(got[i]), "%s, %s: %s is %s", w.Location, w.Every, at, got[i])
		}
	})
}

// TestRecurringIntervals asks Alertmanager, every half hour of the horizon, whether it is muted. On a date on
// which clocks change it mutes by readings, not by hours: the export says so in a note.
func TestRecurringIntervals(t *testing.T) {
	checked := 0
	eachSlot(t, func(w export.RecurringWindow, want []time.Time) {
		out, err := export.Recurring("alertmanager-interval", w)
		if err != nil {
			return
		}
		checked++
		conf, err := config.Load("route:\n  receiver: r\n  routes:\n    - receiver: r\n      mute_time_intervals: [patch]\nreceivers:\n  - name: r\n" + string(out.Bytes))
		require.NoError(t, err, string(out.Bytes))
		mute := timeinterval.NewIntervener(map[string][]timeinterval.TimeInterval{"patch": conf.TimeIntervals[0].TimeIntervals})
		k := 0
		for at := want[0]; at.Before(want[len(want)-1].Add(w.Duration)); at = at.Add(30 * time.Minute) {
			for !at.Before(want[k].Add(w.Duration)) {
				k++
			}
			got, _, err := mute.Mutes([]string{"patch"}, at)
			require.NoError(t, err)
			if year, month, day := at.In(w.Location).Date(); time.Date(year, month, day+1, 0, 0, 0, 0, w.Location).Sub(time.Date(year, month, day, 0, 0, 0, 0, w.Location)) != 24*time.Hour || month == time.March && day == 31 && w.Every.Month && w.Location.String() == "America/New_York" {
				require.Contains(t, strings.Join(out.Notes, " "), "clocks change")
				continue
			}
			require.Equal(t, !at.Before(want[k]), got, "%s, %s, %s", w.Location, w.Every, at)
		}
	})
	require.Greater(t, checked, 30)
}

// TestRecurringGKE reads the policy strictly as Google's client has it.
func TestRecurringGKE(t *testing.T) {
	checked := 0
	eachSlot(t, func(w export.RecurringWindow, want []time.Time) {
		out, err := export.Recurring("gke-recurring", w)
		if err != nil {
			require.NotEqual(t, "UTC", w.Location.String())
			return
		}
		checked++
		var b container.SetMaintenancePolicyRequest
		strict(t, out.Bytes, &b)
		again, err := json.Marshal(&b)
		require.NoError(t, err)
		require.JSONEq(t, string(out.Bytes), string(again))
		window := b.MaintenancePolicy.Window.RecurringWindow
		require.Equal(t, want[0].Format(time.RFC3339), window.Window.StartTime)
		require.Equal(t, want[0].Add(w.Duration).Format(time.RFC3339), window.Window.EndTime)
		require.True(t, strings.HasPrefix(window.Recurrence, "FREQ="))
	})
	require.Greater(t, checked, 30)
}

// sink answers a client and keeps what it sent.
type sink struct{ sent string }

func (s *sink) Do(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	s.sent = string(body)
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}"))}, err
}

// TestRecurringSystemsManager has the AWS client validate the input and send it.
func TestRecurringSystemsManager(t *testing.T) {
	s := &sink{}
	client := ssm.New(ssm.Options{Region: "eu-central-1", HTTPClient: s, Credentials: aws.AnonymousCredentials{}})
	checked := 0
	eachSlot(t, func(w export.RecurringWindow, _ []time.Time) {
		out, err := export.Recurring("ssm-cron", w)
		if err != nil {
			require.Greater(t, w.Every.Weeks, 1)
			return
		}
		checked++
		var in ssm.CreateMaintenanceWindowInput
		strict(t, out.Bytes, &in)
		in.ClientToken = aws.String("token")
		_, err = client.CreateMaintenanceWindow(context.Background(), &in)
		require.NoError(t, err)
		var sent, wrote map[string]any
		require.NoError(t, json.Unmarshal([]byte(s.sent), &sent))
		require.NoError(t, json.Unmarshal(out.Bytes, &wrote))
		delete(sent, "ClientToken")
		require.Equal(t, wrote, sent)
	})
	require.Greater(t, checked, 30)
}
