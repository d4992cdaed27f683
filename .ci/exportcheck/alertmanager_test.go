package exportcheck_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/go-openapi/strfmt"
	apiv2 "github.com/prometheus/alertmanager/api/v2"
	"github.com/prometheus/alertmanager/api/v2/models"
	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/silence"
	"github.com/prometheus/alertmanager/timeinterval"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/export"
)

// strict reads JSON without unknown fields.
func strict(t *testing.T, body []byte, into any) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(into))
}

func TestSilences(t *testing.T) {
	store, err := silence.New(silence.Options{Retention: time.Hour})
	require.NoError(t, err)
	for seed := range uint64(200) {
		m := maintenance(source(seed), time.Second)
		// The store looks at the clock: move what is past into the next century.
		for i := range m.Windows {
			m.Windows[i].Interval.Start = m.Windows[i].Interval.Start.AddDate(200, 0, 0)
			m.Windows[i].Interval.End = m.Windows[i].Interval.End.AddDate(200, 0, 0)
		}
		for i, body := range write(t, "alertmanager-silence", m) {
			var s models.PostableSilence
			strict(t, body, &s.Silence)
			require.NoError(t, s.Validate(strfmt.Default))
			require.Equal(t, m.Title+"\n\n"+m.Description+"\n\n"+m.URL, *s.Comment)
			require.Equal(t, m.CreatedBy, *s.CreatedBy)
			proto, err := apiv2.PostableSilenceToProto(&s)
			require.NoError(t, err)
			require.NoError(t, store.Set(proto))
			require.True(t, proto.StartsAt.Equal(m.Windows[i].Interval.Start))
			require.True(t, proto.EndsAt.Equal(m.Windows[i].Interval.End))
			require.Equal(t, m.Options.Alertmanager.Matchers[0].Value, proto.Matchers[0].Pattern)
			require.Equal(t, []string{"EQUAL", "NOT_REGEXP"}, []string{proto.Matchers[0].Type.String(), proto.Matchers[1].Type.String()})
		}
	}
}

// TestMatchersThatMatchMissingLabels: what Alertmanager refuses is refused. It refuses less: it takes
// "a!=x" alone for narrow enough.
func TestMatchersThatMatchMissingLabels(t *testing.T) {
	store, err := silence.New(silence.Options{Retention: time.Hour})
	require.NoError(t, err)
	refused := 0
	for _, value := range []string{"", "x", ".*", ".+", "x|", "(?i)X", "^$", "[[:alpha:]]*", "a{0,2}"} {
		for kind := range 4 {
			m := maintenance(source(1), time.Minute)
			for i := range m.Windows {
				m.Windows[i].Interval.Start = m.Windows[i].Interval.Start.AddDate(200, 0, 0)
				m.Windows[i].Interval.End = m.Windows[i].Interval.End.AddDate(200, 0, 0)
			}
			one := export.Matcher{Name: "a", Value: value, Regex: kind&1 != 0, Not: kind&2 != 0}
			m.Options.Alertmanager.Matchers = append(m.Options.Alertmanager.Matchers[:1], one)
			var s models.PostableSilence
			strict(t, write(t, "alertmanager-silence", m)[0], &s.Silence)
			s.Matchers = s.Matchers[1:]
			proto, err := apiv2.PostableSilenceToProto(&s)
			require.NoError(t, err)
			m.Options.Alertmanager.Matchers = []export.Matcher{one}
			_, ours := export.Export("alertmanager-silence", m)
			theirs := store.Set(proto)
			require.True(t, theirs == nil || ours != nil, "%+v: %v", one, theirs)
			if theirs != nil {
				refused++
			}
		}
	}
	require.Positive(t, refused)
}

// TestTimeIntervals asks Alertmanager, for every minute from a day before to a day after each window,
// whether it is muted. The reference is the plain question whether the minute touches a window.
func TestTimeIntervals(t *testing.T) {
	minutes := 0
	for seed := range uint64(150) {
		unit := []time.Duration{time.Minute, time.Second}[seed%2]
		m := maintenance(source(seed), unit)
		file := "route:\n  receiver: r\n  routes:\n    - receiver: r\n      mute_time_intervals: [\"" + m.ID + "\"]\nreceivers:\n  - name: r\n" +
			string(write(t, "alertmanager-time-intervals", m)[0])
		conf, err := config.Load(file)
		require.NoError(t, err, file)
		require.Len(t, conf.TimeIntervals, 1)
		intervener := timeinterval.NewIntervener(map[string][]timeinterval.TimeInterval{m.ID: conf.TimeIntervals[0].TimeIntervals})

		var grafana config.MuteTimeInterval
		strict(t, write(t, "grafana-mute-timing", m)[0], &grafana)
		require.Equal(t, conf.TimeIntervals[0].Name, grafana.Name)
		require.Equal(t, conf.TimeIntervals[0].TimeIntervals, grafana.TimeIntervals)

		for i, w := range m.Windows {
			if i > 0 && seed%5 != 0 {
				break // one window in most maintenances is enough, and all of some
			}
			for at := w.Interval.Start.Truncate(time.Minute).AddDate(0, 0, -1); at.Before(w.Interval.End.AddDate(0, 0, 1)); at = at.Add(time.Minute) {
				want := false
				for _, o := range m.Windows {
					want = want || o.Interval.Start.Before(at.Add(time.Minute)) && at.Before(o.Interval.End)
				}
				got, _, err := intervener.Mutes([]string{m.ID}, at.Add(time.Duration(seed%60)*time.Second))
				require.NoError(t, err)
				if got != want {
					require.Equal(t, want, got, "seed %d, %s, %v", seed, at, m.Windows)
				}
				minutes++
			}
		}
	}
	require.Greater(t, minutes, 500_000)
	t.Logf("%d minutes", minutes)
}
