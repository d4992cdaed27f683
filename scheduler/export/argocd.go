package export

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// ArgoCDOptions are what sync windows ask for.
type ArgoCDOptions struct {
	// Project is the AppProject; empty for "default".
	Project string `json:"project,omitempty"`
	// Allow makes the windows ones in which syncs are allowed, and at no other time; the zero value
	// keeps syncs out of the windows.
	Allow bool `json:"allow,omitempty"`
	// Applications, Namespaces and Clusters choose what the windows are for, with wildcards; one at least
	// is given, and an application that any of them names is chosen.
	Applications []string `json:"applications,omitempty"`
	Namespaces   []string `json:"namespaces,omitempty"`
	Clusters     []string `json:"clusters,omitempty"`
	// ManualSync lets syncs by hand through.
	ManualSync bool `json:"manual_sync,omitempty"`
}

// argoDescription is the most bytes of a window's description.
const argoDescription = 255

// exportArgoCD writes the sync windows of a project. A window that denies is widened to whole minutes,
// one that allows is narrowed.
//
// Source: https://argo-cd.readthedocs.io/en/stable/user-guide/sync_windows/; what a window has to hold is
// in argoproj/argo-cd, pkg/apis/application/v1alpha1/types.go (SyncWindow.Validate).
func exportArgoCD(j *job) {
	o := j.m.Options.ArgoCD
	j.acts("Argo CD")
	project := o.Project
	if project == "" {
		project = "default"
	}
	if !plainName(project, 63) {
		j.fault("argocd.project", clip(o.Project), "a name of at most 63 of a to z, 0 to 9 and -")
	}
	if len(o.Applications)+len(o.Namespaces)+len(o.Clusters) == 0 {
		j.fault("argocd.applications", nil, "applications, namespaces or clusters that the windows are for; * is all")
	}
	j.lines("argocd.applications", o.Applications, 0, MaxTitle)
	j.lines("argocd.namespaces", o.Namespaces, 0, MaxTitle)
	j.lines("argocd.clusters", o.Clusters, 0, MaxTitle)
	kind := "deny"
	if o.Allow {
		kind = "allow"
		j.note(NoteReplaces, -1, "once a window allows syncs, they are denied at all times outside such windows")
	}
	j.note(NoteReplaces, -1, "apply it with kubectl patch --type merge: it replaces the other sync windows of project %s", project)
	j.lost("a sync window", "description", "URL", "creator", "revision")
	description := j.cut("title", j.m.Title, argoDescription)
	var windows list
	for i := range j.m.Windows {
		asked := j.m.Windows[i].Interval
		iv := calendar.Interval{Start: floorMinute(asked.Start), End: ceilMinute(asked.End)}
		if o.Allow {
			iv = calendar.Interval{Start: ceilMinute(asked.Start), End: floorMinute(asked.End)}
		}
		if iv.Empty() {
			j.fault(windowPath(i)+".end", rfc3339(asked.End), "a whole minute inside the window: cron has no seconds")
			continue
		}
		if !iv.Equal(asked) {
			j.note(NoteRounded, i, "the window is %s to %s, in whole minutes", rfc3339(iv.Start), rfc3339(iv.End))
		}
		c := j.cronAt(i, iv.Start, time.UTC)
		j.note(NoteRepeats, i, "cron has no years: the window comes back on %s unless it is taken away before", c.next)
		windows = append(windows, object{
			{"kind", kind},
			{"schedule", c.text},
			{"duration", iv.Duration().String()},
		}.
			with(len(o.Applications) > 0, "applications", texts(o.Applications)).
			with(len(o.Namespaces) > 0, "namespaces", texts(o.Namespaces)).
			with(len(o.Clusters) > 0, "clusters", texts(o.Clusters)).
			with(o.ManualSync, "manualSync", true).
			with(true, "timeZone", "UTC").
			with(true, "description", description))
	}
	j.body(yamlText(object{
		{"apiVersion", "argoproj.io/v1alpha1"},
		{"kind", "AppProject"},
		{"metadata", object{{"name", project}}},
		{"spec", object{{"syncWindows", windows}}},
	}))
}
