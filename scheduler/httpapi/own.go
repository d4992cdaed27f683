package httpapi

import (
	"slices"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// own adds the rules and the days off of whoever runs the handler to a plan.
func (h *handler) own(plan *planfile.Plan) error {
	if rules := h.opts.Rules; rules != nil {
		plan.Request.Rules = slices.Concat(plan.Request.Rules, rules)
		if plan.Campaign != nil {
			for i := range plan.Campaign.Tasks {
				task := &plan.Campaign.Tasks[i].Request
				task.Rules = slices.Concat(task.Rules, rules)
			}
		}
	}
	if h.opts.Holidays == nil {
		return nil
	}
	regions := plan.Planner.Regions()
	for i, region := range regions {
		days := h.opts.Holidays(region)
		switch {
		case days == nil:
		case region.Calendar.Holidays == nil:
			regions[i].Calendar.Holidays = days
		default:
			regions[i].Calendar.Holidays = calendar.Merge(region.Calendar.Holidays, days)
		}
	}
	planner, err := scheduler.New(regions...)
	if err != nil {
		return err
	}
	plan.Planner = planner
	return nil
}
