package export

import "time"

type gitlabFreeze struct {
	Start    string `json:"freeze_start"`
	End      string `json:"freeze_end"`
	TimeZone string `json:"cron_timezone"`
}

// exportGitLab writes one deploy freeze per window, widened to whole minutes: no deployment meanwhile.
//
// Source: https://docs.gitlab.com/api/freeze_periods/; the fields are those of gitlab.com/gitlab-org/api/client-go, freeze_periods.go.
func exportGitLab(j *job) {
	j.acts("GitLab")
	j.lost("a deploy freeze", "title", "description", "URL", "creator", "revision")
	j.note(NoteByHand, -1, "a freeze stops only jobs whose rules look at CI_DEPLOY_FREEZE")
	for i, w := range j.m.Windows {
		start, end := floorMinute(w.Interval.Start), ceilMinute(w.Interval.End)
		if !start.Equal(w.Interval.Start) || !end.Equal(w.Interval.End) {
			j.note(NoteRounded, i, "the freeze is %s to %s, in whole minutes", rfc3339(start), rfc3339(end))
		}
		from, to := j.cronAt(i, start, time.UTC), j.cronAt(i, end, time.UTC)
		j.note(NoteRepeats, i, "cron has no years: the freeze comes back on %s unless it is deleted before", from.next)
		j.body(encodeJSON(gitlabFreeze{Start: from.text, End: to.text, TimeZone: "UTC"}))
	}
}
