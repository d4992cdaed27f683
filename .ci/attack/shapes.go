package main

import (
	"fmt"
	"strings"
	"time"
)

var origin = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

func after(days int) string { return origin.AddDate(0, 0, days).Format(time.RFC3339) }
func hourBefore(hours int) string {
	return origin.Add(-time.Duration(hours) * time.Hour).Format(time.RFC3339)
}

// shape is one kind of heavy request.
type shape struct {
	name, path string
	make       func() (kind string, body []byte)
	// status is what must come: 200, or 422 where it is beyond a default limit. 0 takes 200, 422 for no
	// window and 503 for the time.
	status int
	short  bool // also in the short form
}

func asJSON(value any) func() (string, []byte) {
	return func() (string, []byte) { return "application/json", text(value) }
}

func asForm(plan any, files map[string]string) func() (string, []byte) {
	return func() (string, []byte) { return form(text(plan), files) }
}

const allYear = 731

// shapes are plans that pass the default limits, or but for the one they are about, and are as heavy as
// they can be in one way.
func shapes() []shape {
	periods := func(n int, make func(int) object) object {
		out := list{}
		for i := range n {
			out = append(out, make(i))
		}
		return object{"rules": object{"blackouts": out}}
	}
	rule := func(rrule, length string) func(int) object {
		return func(i int) object {
			return object{"name": fmt.Sprintf("B%d", i), "rrule": rrule, "dtstart": fmt.Sprintf("2026-01-%02dT%02d:00:00", 1+i%28, i%24), "time_zone": zones[i%len(zones)], "duration": length}
		}
	}
	crews := list{}
	for i := range 100 {
		crews = append(crews, object{"name": fmt.Sprintf("C%d", i), "people": 1 + i%5, "time_zone": zones[i%len(zones)], "hours": "08:00-20:00", "holidays": list{codes[i%len(codes)]}})
	}
	coded := func(i int, r object) { r["holidays"] = list{codes[i%len(codes)]} }
	every := object{"search": object{"count": 5, "step": "1m"}}
	full := object{"rules": object{"exclude_weekdays": true, "exclude_holidays": true, "blackouts": list{object{"name": "All", "start": "2026-01-01", "end": "2030-01-01"}}}}
	one := []shape{
		{"regions x suggestions, as reported", "/v1/suggest", asJSON(plan(regions(1000, nil), 400, object{"search": object{"count": 1000}})), 422, true},
		{"regions x suggestions, at the limit", "/v1/suggest", asJSON(plan(regions(1000, nil), 400, object{"search": object{"count": 25}})), 200, true},
		{"few regions x 1,000 suggestions, every minute", "/v1/suggest", asJSON(plan(regions(25, coded), allYear, object{"search": object{"count": 1000, "step": "1m"}})), 200, false},
		{"regions x starts", "/v1/assess", func() (string, []byte) {
			starts := list{}
			for i := range 100 {
				starts = append(starts, origin.Add(time.Duration(i)*time.Hour).Format(time.RFC3339))
			}
			return "application/json", text(object{"plan": plan(regions(250, nil), 30, nil), "starts": starts})
		}, 200, false},
		{"regions x horizon", "/v1/suggest", asJSON(plan(regions(2000, coded), allYear, every)), 200, true},
		{"regions x codes", "/v1/suggest", asJSON(plan(regions(2000, func(_ int, r object) { r["holidays"] = codes }), allYear, object{"rules": object{"exclude_weekdays": true, "exclude_holidays": true, "tolerate": 0.9}})), 0, false},
		{"regions x own holidays", "/v1/suggest", asJSON(plan(regions(100, func(i int, r object) {
			days := object{}
			for d := range 700 {
				days[origin.AddDate(0, 0, d).Format(time.DateOnly)] = "x"
			}
			r["extra_holidays"] = days
		}), allYear, object{"rules": object{"exclude_holidays": true, "tolerate": 0.9}})), 0, false},
		{"regions x one history, as reported", "/v1/suggest", asForm(plan(regions(2000, func(_ int, r object) { r["activity"] = object{"history": "h.csv"} }), 60, nil), map[string]string{"h.csv": history(45_000, 1)}), 0, true},
		{"regions x own series of one history", "/v1/suggest", asForm(plan(regions(40, func(i int, r object) { r["activity"] = object{"history": "h.csv", "series": fmt.Sprintf("S%d", i)} }), 60, nil), map[string]string{"h.csv": history(1400, 40)}), 0, false},
		{"entries x one feed", "/v1/suggest", asForm(plan(regions(10, nil), allYear, periods(1000, func(i int) object { return object{"name": fmt.Sprintf("B%d", i), "ics": "f.ics"} })), map[string]string{"f.ics": feed(20, "")}), 0, false},
		{"one feed of sparse rules", "/v1/suggest", asForm(plan(regions(10, nil), allYear, periods(1, func(i int) object { return object{"name": "B", "ics": "f.ics"} })), map[string]string{"f.ics": feed(8000, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO\r\n")}), 0, true},
		{"regions x one feed of holidays", "/v1/suggest", asForm(plan(regions(2000, func(i int, r object) { r["holidays"] = list{object{"ics": "f.ics"}} }), allYear, nil), map[string]string{"f.ics": feed(5000, "")}), 0, false},
		{"daily rules up to the limit", "/v1/suggest", asJSON(plan(regions(10, nil), allYear, periods(27, rule("FREQ=DAILY", "1h")))), 200, false},
		{"sparse rules, as reported", "/v1/suggest", asJSON(plan(regions(10, nil), allYear, periods(1000, rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "1h")))), 0, true},
		{"sparse rules by position", "/v1/suggest", asJSON(plan(regions(10, nil), allYear, periods(1000, rule("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=31;BYMONTH=2", "1h")))), 0, false},
		{"every-minute rules", "/v1/suggest", asJSON(plan(regions(10, nil), allYear, periods(100, rule("FREQ=DAILY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=30", "1m")))), 0, false},
		{"local dates x regions", "/v1/suggest", asJSON(plan(regions(500, nil), allYear, periods(1000, func(i int) object {
			return object{"name": fmt.Sprintf("B%d", i), "start": origin.AddDate(0, 0, i%700).Format(time.DateOnly), "end": origin.AddDate(0, 0, i%700+2).Format(time.DateOnly)}
		}))), 0, false},
		{"regions x crews, trade-off", "/v1/tradeoff", asJSON(plan(regions(2000, coded), allYear, object{"crew": crews})), 0, true},
		{"robustness", "/v1/robustness", asJSON(plan(regions(2000, coded), 365, nil)), 0, true},
		{"report with everything", "/v1/report/html", asJSON(plan(regions(2000, coded), allYear, object{"crew": crews, "notice": object{"reminders": list{"24h", "1h"}, "updates": "30m"}})), 0, true},
		{"report in JSON", "/v1/report/json", asJSON(plan(regions(1000, coded), allYear, object{"search": object{"count": 25}})), 0, false},
		{"heat map", "/v1/heatmap", asJSON(plan(regions(2000, coded), allYear, nil)), 0, false},
		{"clocks", "/v1/report/clocks.svg", asJSON(plan(regions(2000, coded), allYear, nil)), 0, false},
		{"notices x regions", "/v1/notices", asJSON(plan(regions(900, nil), 60, object{"window": object{"duration": "24h", "overrun": list{}}, "notice": object{"reminders": list{"72h", "48h", "24h", "1h"}, "updates": "15m"}})), 422, true},
		{"notices x regions, at the limit", "/v1/notices", asJSON(plan(regions(700, nil), 60, object{"window": object{"duration": "12h", "overrun": list{}}, "notice": object{"reminders": list{"24h"}, "updates": "15m"}})), 200, true},
		{"notices in long wordings of one's own", "/v1/notices", asForm(plan(regions(900, nil), 60, worded("30m")), wordings("{{range .Regions}}- {{.Name}} {{printf \"%999d\" 1}}\n{{end}}")), 422, true},
		{"notices in as many steps as may be", "/v1/notices", asForm(plan(regions(900, nil), 60, worded("30m")), wordings("{{range .Regions}}"+strings.Repeat("{{if $.Late}}{{end}}", 99)+"{{end}}")), 0, true},
		{"a wording that doubles", "/v1/notices", asForm(plan(regions(10, nil), 60, worded("1h")), wordings(`{{$x := "ab"}}`+strings.Repeat("{{$x = print $x $x}}", 60))), 400, true},
		{"a wording of calls of calls", "/v1/notices", asForm(plan(regions(10, nil), 60, worded("1h")), wordings(callsOfCalls(12, 4))), 400, true},
		{"regions x activities", "/v1/suggest", func() (string, []byte) {
			activities := object{}
			for i := range 900 {
				activities[fmt.Sprintf("A%d", i)] = object{"workday": days24(i), "weekend": days24(i + 1), "holiday": days24(i + 2)}
			}
			return "application/json", text(plan(regions(2000, func(i int, r object) { r["activity"] = fmt.Sprintf("A%d", i%900) }), allYear, object{"activities": activities}))
		}, 0, false},
		{"limits of share x regions", "/v1/suggest", func() (string, []byte) {
			limits := list{}
			for i := range 300 {
				limits = append(limits, object{"region": fmt.Sprintf("R%d", i), "share": 0.5})
			}
			return "application/json", text(plan(regions(300, nil), allYear, object{"rules": object{"limit_share": limits}}))
		}, 0, false},
		{"limits of share x regions, beyond the memory", "/v1/suggest", func() (string, []byte) {
			limits := list{}
			for i := range 1000 {
				limits = append(limits, object{"region": fmt.Sprintf("R%d", i), "share": 0.5})
			}
			return "application/json", text(plan(regions(1000, nil), allYear, object{"rules": object{"limit_share": limits}}))
		}, 422, true},
		{"only hours of every zone", "/v1/suggest", asJSON(plan(regions(100, nil), allYear, onlyHours(700))), 0, false},
		{"only hours of every zone, beyond the memory", "/v1/suggest", asJSON(plan(regions(100, nil), allYear, onlyHours(1000))), 422, true},
		{"nothing fits, what would help", "/v1/suggest", asJSON(plan(regions(2000, coded), allYear, full)), 422, true},
		{"10,000 candidates", "/v1/suggest", func() (string, []byte) {
			starts := list{}
			for i := range 10_000 {
				starts = append(starts, origin.Add(time.Duration(i)*time.Hour).Format(time.RFC3339))
			}
			return "application/json", text(plan(regions(2, nil), 500, object{"search": object{"candidates": starts, "count": 1000}}))
		}, 0, false},
		{"2 MiB of brackets", "/v1/suggest", func() (string, []byte) { return "application/json", []byte(fmt.Sprintf(`{"regions": [%01048000d`, 0)) }, 400, false},
		{"2 MiB of small values", "/v1/suggest", func() (string, []byte) {
			many := make(list, 500_000)
			for i := range many {
				many[i] = object{}
			}
			return "application/json", text(object{"regions": many})
		}, 400, true},
		{"export", "/v1/export/ical?notes=true", asJSON(plan(regions(2000, coded), allYear, nil)), 0, false},
	}
	return append(one, manyShapes()...)
}
