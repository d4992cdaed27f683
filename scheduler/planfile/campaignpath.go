package planfile

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// checkCampaign has the planner check what was read.
func (r *reader) checkCampaign(plan value, planner *scheduler.Planner, d *draft) {
	if d.campaign == nil || r.err() != nil {
		return
	}
	err := planner.CheckCampaign(*d.campaign)
	r.adopt(plan, asWritten(plan, d.origin, err))
}

// asWritten returns faults of a campaign by the paths that the file has: the occurrences of a series are one
// task there, and what a task leaves to the plan is said there.
func asWritten(plan value, origin []int, err error) error {
	var faults scheduler.FieldErrors
	if !errors.As(err, &faults) {
		return err
	}
	out := make(scheduler.FieldErrors, 0, len(faults))
	seen := make(map[string]bool)
	for _, f := range faults {
		g := *f
		g.Path = filePath(plan, origin, f.Path)
		g.Expected = taskPath.ReplaceAllStringFunc(f.Expected, func(s string) string { return filePath(plan, origin, s) })
		if !seen[g.Path] {
			seen[g.Path] = true
			out = append(out, &g)
		}
	}
	return out
}

var taskPath = regexp.MustCompile(`campaign\.tasks\[([0-9]+)\]`)

func filePath(plan value, origin []int, path string) string {
	m := taskPath.FindStringSubmatchIndex(path)
	if m == nil || m[0] != 0 {
		return path
	}
	n, _ := strconv.Atoi(path[m[2]:m[3]])
	if n >= len(origin) {
		return path
	}
	task, rest := fmt.Sprintf("campaign.tasks[%d]", origin[n]), strings.TrimPrefix(path[m[1]:], ".")
	if rest == "" {
		return task
	}
	own := task + "." + strings.TrimPrefix(rest, "search.")
	if plan.doc == nil {
		return own
	}
	_, top, _ := strings.Cut(rest, "search.")
	if _, ok := plan.lookUp(own); ok && (top == "" || top == "from" || top == "to") {
		return own
	}
	group, _, _ := strings.Cut(rest, ".")
	if _, ok := plan.lookUp(task + "." + group); ok && (group == "window" || group == "rules") {
		return own // what is wrong is the task's own together with the plan's
	}
	if _, ok := plan.lookUp(rest); ok {
		return rest
	}
	return own
}
