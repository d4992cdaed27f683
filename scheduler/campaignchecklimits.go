package scheduler

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// hoursExpected says what an amount of customer-hours may be.
const hoursExpected = "customer-hours from 0 to 1000000000000 (held in whole millionths)"

// customerHours returns customer-hours in whole millionths.
func customerHours(v float64) (int64, bool) {
	if !(v >= 0 && v <= 1e12) {
		return 0, false
	}
	return int64(v*1e6 + 0.5), true
}

func (p *Planner) checkCampaignLimits(c *Campaign, x *campaignIndex, faults *FieldErrors) {
	if n := len(c.Limits); n > MaxCampaignLimits {
		faults.add("campaign.limits", n, fmt.Sprintf("at most %d limits", MaxCampaignLimits))
		return
	}
	names := make(map[string]int)
	for i := range c.Limits {
		l, path := &c.Limits[i], fmt.Sprintf("campaign.limits[%d]", i)
		if n := len([]rune(l.Name)); n < 1 || n > maxNameLength {
			faults.add(path+".name", l.Name, fmt.Sprintf("a name of 1 to %d characters", maxNameLength))
		} else if first, ok := names[l.Name]; ok {
			faults.add(path+".name", l.Name, fmt.Sprintf("a name of its own (campaign.limits[%d] has the same)", first))
		} else {
			names[l.Name] = i
		}
		if len(l.Tasks) > 0 && len(l.Regions) > 0 {
			faults.add(path+".regions", l.Regions, "no regions beside tasks")
		}
		seen := make(map[int]bool)
		for k, name := range l.Tasks {
			at := fmt.Sprintf("%s.tasks[%d]", path, k)
			tasks := x.named(name)
			if len(tasks) == 0 {
				faults.add(at, name, "the name of a task, of a series, or of one occurrence")
			}
			for _, t := range tasks {
				if seen[t] {
					faults.add(at, name, "every task once")
					break
				}
				seen[t] = true
			}
		}
		regions := make(map[string]bool)
		for k, name := range l.Regions {
			at := fmt.Sprintf("%s.regions[%d]", path, k)
			if _, ok := p.index[name]; !ok {
				faults.add(at, name, "the name of a region")
			} else if regions[name] {
				faults.add(at, name, "every region once")
			}
			regions[name] = true
		}
		l.checkMeasures(path, faults)
	}
}

func (l *Limit) checkMeasures(path string, faults *FieldErrors) {
	measures := l.Windows != 0 || l.Time != 0 || l.PerCustomer != 0
	switch {
	case l.AtOnce == 0 && l.Per == PerNone && !measures:
		faults.add(path, nil, "at_once, or per with windows, time or per_customer")
	case l.Per == PerNone && measures:
		faults.add(path+".per", nil, "day, week, month, quarter or year beside windows, time or per_customer")
	case l.Per != PerNone && !measures:
		faults.add(path+".per", l.Per.String(), "windows, time or per_customer beside it")
	case l.Per > PerYear:
		faults.add(path+".per", uint8(l.Per), "PerDay, PerWeek, PerMonth, PerQuarter or PerYear")
	}
	if l.AtOnce < 0 || l.AtOnce > MaxTasks {
		faults.add(path+".at_once", l.AtOnce, fmt.Sprintf("a whole number from 1 to %d", MaxTasks))
	}
	if l.Rest != 0 {
		checkDuration(faults, path+".rest", l.Rest, 0, longestRelation)
		if l.AtOnce == 0 {
			faults.add(path+".rest", calendar.FormatDuration(l.Rest), "at_once beside it")
		}
	}
	if l.Windows < 0 || l.Windows > MaxTasks {
		faults.add(path+".windows", l.Windows, fmt.Sprintf("a whole number from 1 to %d", MaxTasks))
	}
	if l.Time != 0 {
		checkDuration(faults, path+".time", l.Time, time.Second, longestRelation)
	}
	if hours, ok := customerHours(l.PerCustomer); !ok || l.PerCustomer != 0 && hours == 0 {
		faults.add(path+".per_customer", l.PerCustomer, "more than 0 customer-hours per customer, at most 1000000000000")
	}
	if l.PerCustomer != 0 && len(l.Regions) == 0 {
		faults.add(path+".per_customer", l.PerCustomer, "regions beside it: it is about the customers of each")
	}
}
