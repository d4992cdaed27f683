package main

import (
	"fmt"
	"net/http"
	"strings"
)

// bad are characters that are no text: they change how others read, or are not seen.
var bad = []rune{'\u202e', '\u202a', '\u2066', '\u2069', '\u200b', '\u200d', '\u2060', '\u2028', '\u2029', '\ufeff', '\ufffe', '\U0001ffff', '\u0007', '\u0085', '\u200e', '\u061c', '\u00ad'}

// names puts each of them into every name of a plan.
func (s *suite) names() {
	p := s.start()
	defer p.stop()
	c := client("127.0.0.1")
	tried := 0
	for _, char := range bad {
		name := "x" + string(char) + "y"
		one := region(1)
		one["name"] = name
		holiday := region(1)
		holiday["extra_holidays"] = object{"2026-12-24": name}
		for where, parts := range map[string]object{
			"/regions/0/name":                      {"regions": list{one}},
			"/regions/0/extra_holidays/2026-12-24": {"regions": list{holiday}},
			"/rules/blackouts/0/name":              {"rules": object{"blackouts": list{object{"name": name, "start": "2026-12-18", "end": "2026-12-19"}}}},
			"/rules/only_during/0/name":            {"rules": object{"only_during": list{object{"name": name, "start": "2026-11-18", "end": "2027-12-19"}}}},
			"/rules/only_hours/0/name":             {"rules": object{"only_hours": list{object{"name": name, "hours": "01:00-23:00", "time_zone": "UTC"}}}},
			"/crew/0/name":                         {"crew": list{object{"name": name, "people": 1, "time_zone": "UTC"}}},
			"/notice/service":                      {"notice": object{"service": name}},
			"/activities":                          {"activities": object{name: object{"workday": days24(1), "weekend": days24(1), "holiday": days24(1)}}},
		} {
			tried++
			status, answer, err := post(c, p.address, "/v1/suggest", "application/json", text(plan(regions(1, nil), 30, parts)))
			s.check(err == nil && status == http.StatusBadRequest && strings.Contains(string(answer), where), "U+%04X in %s: %d %v %s", char, where, status, err, head(answer))
		}
	}
	fmt.Printf("%d names that are no text\n", tried)
}

// crossSite sends what a page of another site could make a browser send.
func (s *suite) crossSite() {
	p := s.start()
	defer p.stop()
	kind, body := form(text(plan(regions(1, nil), 30, nil)), nil)
	for _, test := range []struct {
		host, header, value string
		want                int
	}{
		{p.address, "Origin", "http://" + p.address, 200}, {p.address, "Sec-Fetch-Site", "same-origin", 200},
		{p.address, "Origin", "https://elsewhere.example", 403}, {p.address, "Origin", "null", 403}, {p.address, "Sec-Fetch-Site", "cross-site", 403}, {p.address, "Sec-Fetch-Site", "same-site", 403},
		{"elsewhere.example", "Origin", "http://elsewhere.example", 421}, {"localhost.elsewhere.example", "", "", 421},
	} {
		r, err := http.NewRequest(http.MethodPost, "http://"+p.address+"/v1/suggest", strings.NewReader(string(body)))
		if err != nil {
			s.failf("%v", err)
			continue
		}
		r.Host = test.host
		r.Header.Set("Content-Type", kind)
		if test.header != "" {
			r.Header.Set(test.header, test.value)
		}
		answer, err := client("127.0.0.1").Do(r)
		if err != nil {
			s.failf("%v", err)
			continue
		}
		answer.Body.Close()
		s.check(answer.StatusCode == test.want, "a form with Host %s and %s %q: %d, not %d", test.host, test.header, test.value, answer.StatusCode, test.want)
		s.check(answer.Header.Get("Access-Control-Allow-Origin") == "" && answer.Header.Get("X-Content-Type-Options") == "nosniff", "headers %v", answer.Header)
	}
	fmt.Println("forms of other sites and foreign names are refused")
}
