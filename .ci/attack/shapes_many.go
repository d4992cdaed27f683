package main

import (
	"fmt"
	"time"
)

// taskList makes so many tasks, each changed by more.
func taskList(n int, more func(int, object)) list {
	out := make(list, n)
	for i := range out {
		t := object{"name": fmt.Sprintf("T%d", i)}
		if more != nil {
			more(i, t)
		}
		out[i] = t
	}
	return out
}

// manyShapes are plans of many windows.
func manyShapes() []shape {
	campaign := func(regions list, days int, step string, parts object) object {
		return plan(regions, days, object{"search": object{"step": step}, "campaign": parts})
	}
	once := object{"name": "crew", "at_once": 1, "rest": "8h"}
	coded := func(i int, r object) { r["holidays"] = list{codes[i%len(codes)]} }
	wide := func(share int) func(int, object) {
		return func(i int, t object) { t["share"] = 0.2 + 0.8*float64(i%share)/float64(share) }
	}
	// fixed puts each task where the one before it has ended.
	fixed := func(i int, t object) {
		t["fixed"] = origin.Add(time.Duration(i) * 12 * time.Hour).Format(time.RFC3339)
	}
	pairs := list{}
	for i := range 1000 {
		pairs = append(pairs, object{"name": fmt.Sprintf("L%d", i), "at_once": 1, "rest": "4h", "tasks": list{fmt.Sprintf("T%d", i%200), fmt.Sprintf("T%d", (i%200+1+i/200*7)%200)}})
	}
	return []shape{
		{"tasks x regions", "/v1/campaign", asJSON(campaign(regions(131, coded), 20, "15m", object{"tasks": taskList(190, wide(2))})), 0, true},
		{"tasks x regions x horizon", "/v1/campaign", asJSON(campaign(regions(150, coded), allYear, "6h", object{"tasks": taskList(20, wide(1)), "limits": list{once}})), 0, false},
		{"tasks x starts, all effort", "/v1/campaign", asJSON(campaign(regions(10, coded), 20, "15m", object{"tasks": taskList(190, wide(9)), "limits": list{once}, "effort": 100})), 0, true},
		{"tasks x limits", "/v1/campaign", asJSON(campaign(regions(10, nil), 60, "1h", object{"tasks": taskList(200, nil), "limits": pairs, "effort": 100})), 0, false},
		{"tasks in a chain", "/v1/campaign", asJSON(campaign(regions(50, coded), 60, "1h", object{"tasks": taskList(200, func(i int, t object) {
			if i > 0 {
				t["after"] = list{object{"task": fmt.Sprintf("T%d", i-1), "at_least": "1h", "at_most": "20h"}}
			}
		}), "effort": 100})), 0, false},
		{"a series as long as may be", "/v1/campaign", asJSON(campaign(regions(50, coded), allYear, "6h", object{"tasks": list{object{"name": "S", "series": object{"times": 90, "at_least": "7d", "at_most": "8d"}}}, "effort": 100})), 0, false},
		{"rings", "/v1/campaign", asJSON(campaign(regions(50, coded), 60, "1h", object{"tasks": taskList(200, func(i int, t object) { t["ring"], t["share"] = i/20, 0.5 }), "soak": "2d", "limits": list{once}, "effort": 100})), 0, false},
		{"budgets of every region", "/v1/campaign", asJSON(campaign(regions(40, coded), 60, "1h", object{"tasks": taskList(90, wide(2)), "limits": list{object{"name": "few", "per": "week", "windows": 30, "regions": names(40)}, object{"name": "burden", "per": "month", "per_customer": 9.5, "regions": names(40)}}, "effort": 20})), 0, false},
		{"budgets beyond the memory", "/v1/campaign", asJSON(campaign(regions(240, coded), 60, "1h", object{"tasks": taskList(100, wide(5)), "limits": list{object{"name": "burden", "per": "month", "per_customer": 9.5, "regions": names(240)}}})), 422, true},
		{"tasks with own rules", "/v1/campaign", asJSON(campaign(regions(20, coded), 60, "1h", object{"tasks": taskList(60, func(i int, t object) {
			own := list{}
			for b := range 60 {
				own = append(own, object{"name": fmt.Sprintf("B%d", b), "rrule": "FREQ=DAILY;INTERVAL=13", "dtstart": fmt.Sprintf("2026-11-%02dT%02d:00:00", 1+b%28, (i+b)%24), "time_zone": zones[(i+b)%len(zones)], "duration": "1h"})
			}
			t["rules"] = object{"blackouts": own}
		}), "effort": 20})), 0, false},
		{"a campaign that does not fit", "/v1/campaign", asJSON(campaign(regions(100, coded), 20, "15m", object{"tasks": taskList(200, nil), "limits": list{object{"name": "crew", "at_once": 1, "rest": "24h"}}, "effort": 100})), 0, false},
		{"review of tasks x regions", "/v1/campaign/review", asJSON(campaign(regions(130, coded), 100, "2h", object{"tasks": taskList(190, fixed), "limits": list{once}})), 0, true},
		{"recurring, every minute", "/v1/recurring", asJSON(plan(regions(2000, coded), allYear, object{"search": object{"step": "1m", "count": 12}, "recurring": object{"every": "week", "time_zone": "Europe/Berlin"}})), 0, true},
		{"recurring, many slots", "/v1/recurring", asJSON(plan(regions(25, coded), allYear, object{"search": object{"step": "1m", "count": 1000}, "recurring": object{"every": "month"}})), 0, false},
	}
}

// names are those of so many regions.
func names(n int) list {
	out := make(list, n)
	for i := range out {
		out[i] = region(i)["name"]
	}
	return out
}
