package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"strings"
)

// object and list are parts of a plan.
type (
	object map[string]any
	list   []any
)

var (
	zones = []string{"Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Riyadh", "Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns", "Africa/Casablanca"}
	codes = []string{"DE", "US", "JP", "AU", "BR", "SA", "NP", "NZ", "CA", "MA", "FR", "GB", "IN", "TH", "ES", "IT"}
)

// region is one of many.
func region(i int) object {
	return object{"name": fmt.Sprintf("R%d", i), "customers": 100 + i, "time_zone": zones[i%len(zones)]}
}

// regions makes so many, each changed by more.
func regions(n int, more func(int, object)) list {
	out := make(list, n)
	for i := range out {
		r := region(i)
		if more != nil {
			more(i, r)
		}
		out[i] = r
	}
	return out
}

// plan returns a plan of regions over so many days, with other parts put in.
func plan(regions list, days int, parts object) object {
	out := object{
		"regions": regions,
		"window":  object{"duration": "1h", "overrun": list{object{"until": "3h", "probability": 0.25}}},
		"search":  object{"from": "2026-12-01T00:00:00Z", "to": after(days), "count": 5},
		"rules":   object{"exclude_weekdays": false, "exclude_holidays": false},
	}
	for key, value := range parts {
		if inner, ok := value.(object); ok && out[key] != nil {
			for k, v := range inner {
				out[key].(object)[k] = v
			}
			continue
		}
		out[key] = value
	}
	return out
}

// text writes JSON without blanks, so that as much as may be fits a body.
func text(value any) []byte {
	out, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return out
}

// form makes a multipart body of a plan and files.
func form(plan []byte, files map[string]string) (kind string, body []byte) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, _ := w.CreateFormField("plan")
	_, _ = part.Write(plan)
	for name, content := range files {
		part, _ := w.CreateFormFile("file", name)
		_, _ = part.Write([]byte(content))
	}
	_ = w.Close()
	return w.FormDataContentType(), b.Bytes()
}

// onlyHours are so many rules that leave out two minutes of every day, each on the clocks of a zone.
func onlyHours(n int) object {
	hours := list{}
	for i := range n {
		hours = append(hours, object{"name": fmt.Sprintf("H%d", i), "hours": "00:01-23:59", "time_zone": zones[i%len(zones)]})
	}
	return object{"rules": object{"only_hours": hours}}
}

// worded is what a plan says of notices with wordings of its own, with so much time between updates.
func worded(updates string) object {
	templates := object{}
	for _, kind := range noticeKinds {
		templates[kind] = kind + ".tmpl"
	}
	return object{"window": object{"duration": "24h", "overrun": list{}}, "notice": object{"reminders": list{"72h", "24h", "1h"}, "updates": updates, "templates": templates}}
}

// wordings are the files of that, each with the same body.
func wordings(body string) map[string]string {
	files := make(map[string]string)
	for _, kind := range noticeKinds {
		files[kind+".tmpl"] = "Subject: x\n\n" + body
	}
	return files
}

var noticeKinds = []string{"announcement", "reminder", "start", "update", "end"}

// callsOfCalls is a wording of templates each of which calls the one before so many times.
func callsOfCalls(levels, times int) string {
	var b strings.Builder
	b.WriteString(`{{define "t0"}}{{end}}`)
	for i := range levels {
		fmt.Fprintf(&b, `{{define "t%d"}}%s{{end}}`, i+1, strings.Repeat(fmt.Sprintf(`{{template "t%d"}}`, i), times))
	}
	return b.String() + fmt.Sprintf(`{{template "t%d"}}`, levels)
}

// history is a CSV of hourly values: so many hours of so many series.
func history(hours, series int) string {
	var b strings.Builder
	b.WriteString("timestamp_utc,region,value\n")
	for h := range hours {
		for s := range series {
			fmt.Fprintf(&b, "%s,S%d,%d\n", hourBefore(hours-h), s, 50+(h*7+s)%24*10)
		}
	}
	return b.String()
}

// feed is an iCalendar file of so many events, each with the lines given.
func feed(events int, lines string) string {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//attack//EN\r\n")
	for i := range events {
		fmt.Fprintf(&b, "BEGIN:VEVENT\r\nUID:%d\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:202612%02dT%02d0000Z\r\nDTEND:202612%02dT%02d3000Z\r\nSUMMARY:E%d\r\n%sEND:VEVENT\r\n", i, 1+i%28, i%24, 1+i%28, i%24, i, lines)
	}
	b.WriteString("END:VCALENDAR\r\n")
	return b.String()
}

// days24 is a row of an activity.
func days24(seed int) list {
	out := make(list, 24)
	for h := range out {
		out[h] = float64((h*37+seed*13)%100) / 100
	}
	out[seed%24] = 1
	return out
}
