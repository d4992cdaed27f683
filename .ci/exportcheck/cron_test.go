package exportcheck_test

import (
	"strings"
	"testing"
	"time"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/robfig/cron/v3"
	"github.com/stretchr/testify/require"
	batchv1 "k8s.io/api/batch/v1"
	"k8s.io/apimachinery/pkg/util/validation"
	"sigs.k8s.io/yaml"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// TestCronJobs has the schedule read by the cron parser of the Kubernetes controller, in the zone, and
// asks it when the job starts next, from the stamp on: at the window, and not again within 364 days.
func TestCronJobs(t *testing.T) {
	zones := []string{"", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo", "Asia/Kathmandu", "Pacific/Apia", "Antarctica/Troll", "Africa/Casablanca"}
	refused := 0
	for seed := range uint64(2000) {
		m := maintenance(source(seed), time.Minute)
		m.Options.CronJob.TimeZone = zones[seed%uint64(len(zones))]
		if seed%4 == 0 {
			m.Windows = m.Windows[:1]
			m.Windows[0].Interval = nearChange(m, seed)
		}
		out, err := export.Export("kubernetes-cronjob", m)
		if err != nil {
			require.Contains(t, err.Error(), "changes of clocks")
			refused++
			continue
		}
		for i, body := range out.Bodies {
			var job batchv1.CronJob
			require.NoError(t, yaml.UnmarshalStrict(body, &job), string(body))
			require.Equal(t, "batch/v1 CronJob", job.APIVersion+" "+job.Kind)
			require.Empty(t, validation.IsDNS1123Subdomain(job.Name))
			require.LessOrEqual(t, len(job.Name), 52)
			for key := range job.Annotations {
				require.Empty(t, validation.IsQualifiedName(key))
			}
			require.Equal(t, m.Title, job.Annotations["quietwindow/title"])
			require.Equal(t, m.Description, job.Annotations["quietwindow/description"])
			c := job.Spec.JobTemplate.Spec.Template.Spec.Containers[0]
			require.Equal(t, m.Options.CronJob.Image, c.Image)
			require.Equal(t, m.Options.CronJob.Command, c.Command)
			require.Equal(t, m.Options.CronJob.Args, c.Args)
			require.GreaterOrEqual(t, *job.Spec.StartingDeadlineSeconds, int64(10))
			require.False(t, *job.Spec.Suspend)
			// As pkg/controller/cronjob of Kubernetes does it.
			schedule, err := cron.ParseStandard("TZ=" + *job.Spec.TimeZone + " " + job.Spec.Schedule)
			require.NoError(t, err)
			start := m.Windows[i].Interval.Start
			require.Equal(t, start, schedule.Next(m.Stamp).UTC(), "seed %d, %s, %s", seed, *job.Spec.TimeZone, job.Spec.Schedule)
			// A zero time is 29 February with no other within five years.
			again := schedule.Next(start)
			require.True(t, again.IsZero() || again.After(start.AddDate(0, 0, 364)), "seed %d, %s, %s", seed, start, again)
		}
	}
	require.Greater(t, refused, 10)
	require.Less(t, refused, 900)
}

// nearChange returns a window that begins within four days of the zone's first change of clocks after
// the stamp, or an hour after the stamp where there is none.
func nearChange(m export.Maintenance, seed uint64) calendar.Interval {
	from := m.Stamp.Truncate(time.Hour).Add(time.Hour)
	start := from
	if loc, err := calendar.LoadZone(m.Options.CronJob.TimeZone); err == nil {
		for stretch := range calendar.Offsets(loc, calendar.Interval{Start: from, End: from.AddDate(0, 11, 0)}) {
			if stretch.Start.After(from.AddDate(0, 0, 5)) {
				start = stretch.Start.UTC().Add(time.Duration(source(seed).IntN(8*24*60)-4*24*60) * time.Minute)
				break
			}
		}
	}
	return calendar.Interval{Start: start, End: start.Add(time.Hour)}
}

func TestArgoCD(t *testing.T) {
	parser := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow) // as SyncWindow.Validate
	for seed := range uint64(300) {
		m := maintenance(source(seed), time.Minute)
		m.Options.ArgoCD.Allow = seed%2 == 0
		var project v1alpha1.AppProject
		body := write(t, "argocd-sync-window", m)[0]
		require.NoError(t, yaml.UnmarshalStrict(body, &project), string(body))
		require.NoError(t, project.ValidateProject())
		require.Len(t, project.Spec.SyncWindows, len(m.Windows))
		for i, w := range project.Spec.SyncWindows {
			require.NoError(t, w.Validate())
			require.Equal(t, map[bool]string{false: "deny", true: "allow"}[m.Options.ArgoCD.Allow], w.Kind)
			require.Equal(t, m.Options.ArgoCD.Applications, w.Applications)
			require.True(t, strings.HasPrefix(m.Title, strings.TrimSuffix(w.Description, "...")))
			schedule, err := parser.Parse(w.Schedule)
			require.NoError(t, err)
			require.Equal(t, m.Windows[i].Interval.Start, schedule.Next(m.Stamp))
			length, err := time.ParseDuration(w.Duration)
			require.NoError(t, err)
			require.Equal(t, m.Windows[i].Interval.Duration(), length)
		}
	}
}

// TestArgoCDActive asks Argo CD itself whether a window is active. It only knows now, so the windows lie
// around now.
func TestArgoCDActive(t *testing.T) {
	now := time.Now().UTC().Truncate(time.Second)
	for _, test := range []struct {
		start, end time.Duration
		want       bool
	}{
		{-time.Hour, time.Hour, true},
		{-20 * 24 * time.Hour, 10 * 24 * time.Hour, true},
		{-time.Hour, -5 * time.Minute, false},
		{5 * time.Minute, time.Hour, false},
	} {
		m := maintenance(source(1), time.Minute)
		m.Stamp = now.AddDate(0, -2, 0)
		m.Windows = []export.Window{{Interval: calendar.Interval{Start: now.Add(test.start), End: now.Add(test.end)}}}
		var project v1alpha1.AppProject
		require.NoError(t, yaml.UnmarshalStrict(write(t, "argocd-sync-window", m)[0], &project))
		active, err := project.Spec.SyncWindows[0].Active()
		require.NoError(t, err)
		require.Equal(t, test.want, active, "%s to %s", test.start, test.end)
	}
}
