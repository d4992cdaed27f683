package httpapi_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler/export"
	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

const saturday = "2026-12-05T03:00:00Z"

// Every answer is compared whole, or where it is long by what it begins with.
func TestRoutes(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	ics, _ := json.Marshal(freeze)
	withFiles := `{"files": {"cal/freezes.ics": ` + string(ics) + `}, "plan": ` + plan("", withFile) + `}`
	for _, test := range []struct{ name, path, body string }{
		{"suggest.json", "/v1/suggest", plan("", "")},
		{"suggest-files.json", "/v1/suggest", withFiles},
		{"assess.json", "/v1/assess?at=" + saturday + "&at=2026-12-08T20:00:00-08:00", plan("", "")},
		{"assess.json", "/v1/assess", `{"starts": ["` + saturday + `", "2026-12-08T20:00:00-08:00"], "plan": ` + plan("", "") + `}`},
		{"tradeoff.json", "/v1/tradeoff", plan("", "")},
		{"notices.json", "/v1/notices?suggestion=2", noted(`"at_least": "48h", "reminders": ["24h", "1h"], "updates": "30m", "business_hours": "10:00-16:00", "service": "Acme Cloud", "link": "https://status.example.com/", "contact": "ops@example.com"`)},
		{"export.json", "/v1/export/ical?notes=true", `{"start": "` + saturday + `", "export": {"id": "db-1", "title": "Upgrade", "stamp": "2026-11-01T00:00:00Z", "status": "tentative", "sequence": 2, "options": {"calendar": {"name": "Ours"}}}, "plan": ` + plan("", "") + `}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := post(h, test.path, test.body)
			require.Equal(t, http.StatusOK, w.Code, w.Body)
			require.Equal(t, "application/json", w.Header().Get("Content-Type"))
			require.Equal(t, "no-store", w.Header().Get("Cache-Control"))
			require.Equal(t, "nosniff", w.Header().Get("X-Content-Type-Options"))
			golden(t, test.name, w.Body.String())
		})
	}
}

func TestHolidays(t *testing.T) {
	w := ask(newHandler(t, httpapi.Options{}), http.MethodGet, "/v1/holidays/DE-BY?year=2026", "", "")
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	golden(t, "holidays.json", w.Body.String())
}

func TestReports(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	for _, test := range []struct{ format, contentType, want string }{
		{"html", "text/html; charset=utf-8", "<!DOCTYPE html>"},
		{"md", "text/markdown; charset=utf-8", "# Maintenance window"},
		{"md-full", "text/markdown; charset=utf-8", "## Assumptions"},
		{"txt", "text/plain; charset=utf-8", "2,400 customers in 1 region."},
		{"json", "application/json", `"heat_map": {`},
		{"heatmap.svg", "image/svg+xml", "<svg "},
		{"clocks.svg", "image/svg+xml", "<svg "},
	} {
		w := post(h, "/v1/report/"+test.format+"?start="+saturday, plan("", ""))
		require.Equal(t, http.StatusOK, w.Code, w.Body)
		assert.Equal(t, test.contentType, w.Header().Get("Content-Type"))
		assert.Contains(t, w.Body.String(), test.want)
		assert.Equal(t, test.contentType != "application/json", strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment"))
	}
	assert.NotContains(t, post(h, "/v1/report/md", plan("", "")).Body.String(), "## Assumptions", "the short form")
	// A picture of clocks is there for a start that is not free too, and the report for the one chosen.
	require.Equal(t, http.StatusOK, post(h, "/v1/report/clocks.svg?start=2026-12-08T10:00:00Z", plan("", "")).Code)
	second := post(h, "/v1/report/txt?suggestion=2", plan("", ""))
	require.Equal(t, http.StatusOK, second.Code)
	assert.NotEqual(t, post(h, "/v1/report/txt", plan("", "")).Body.String(), second.Body.String())
	page := post(h, "/v1/report/html", noted(`"service": "Acme <Cloud>"`))
	assert.Contains(t, page.Body.String(), "Acme &lt;Cloud&gt;")
}

func TestHeatMap(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	for name, rules := range map[string]string{"free": "", "full": `"blackouts": [{"name": "All", "start": "2026-11-01", "end": "2027-02-01"}]`} {
		w := post(h, "/v1/heatmap", plan("", rules))
		require.Equal(t, http.StatusOK, w.Code, name)
		var m struct {
			Counts struct{ Free int }
			Days   []any
		}
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &m))
		assert.Len(t, m.Days, 14, name)
		assert.Equal(t, name == "free", m.Counts.Free > 0, name)
	}
}

func TestExports(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	w := post(h, "/v1/export/ical", plan("", ""))
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	assert.Equal(t, "text/calendar; charset=utf-8", w.Header().Get("Content-Type"))
	assert.Equal(t, `attachment; filename="maintenance-ical.ics"`, w.Header().Get("Content-Disposition"))
	assert.Contains(t, w.Body.String(), "UID:maintenance-20261205t030000z-1@")

	// A plan with a name, or an id, gives a UID that stays when the window moves.
	for _, start := range []string{saturday, "2026-12-06T01:00:00Z"} {
		named := strings.Replace(plan("", ""), `"regions"`, `"name": "Billing", "regions"`, 1)
		w = post(h, "/v1/export/ical", `{"start": "`+start+`", "plan": `+named+`}`)
		require.Equal(t, http.StatusOK, w.Code)
		assert.Contains(t, w.Body.String(), "UID:"+export.TaskID("Billing")+"-1@")
	}
	p := problem(t, post(h, "/v1/export/fax", plan("", "")))
	assert.Equal(t, httpapi.TypeNotFound, p.Type)
	assert.Contains(t, p.Detail, "ical")
	p = problem(t, post(h, "/v1/export/ical", `{"export": {"id": "Ä", "url": "x"}, "plan": `+plan("", "")+`}`))
	assert.Equal(t, httpapi.TypeInvalidRequest, p.Type)
	assert.Equal(t, []string{"/export/id", "/export/url"}, pointers(p))
}

func TestLookups(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	for _, test := range []struct{ path, want string }{
		{"/healthz", `"ok"`},
		{"/v1/zones", `"Europe/Berlin"`},
		{"/v1/holidays/US?year=2026", `"2026-06-19"`},
		{"/v1/holidays/HU?year=2026", `"2026-01-10"`},
		{"/v1/holidays/HU?year=2027", `"Hungary's transferred working days of 2027 are not in the data of 2026-11-25."`},
		{"/openapi.json", `"#/components/schemas/plan.region"`},
	} {
		w := ask(h, http.MethodGet, test.path, "", "")
		require.Equal(t, http.StatusOK, w.Code, test.path)
		assert.Contains(t, w.Body.String(), test.want)
		head := ask(h, http.MethodHead, test.path, "", "")
		assert.Equal(t, w.Header(), head.Header())
		assert.Empty(t, head.Body)
	}
}

// Every zone of the list can be had where the newest database of Go is embedded.
func TestZones(t *testing.T) {
	w := ask(newHandler(t, httpapi.Options{}), http.MethodGet, "/v1/zones", "", "")
	var got struct{ Zones []string }
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &got))
	assert.Greater(t, len(got.Zones), 500)
	assert.IsIncreasing(t, got.Zones)
	assert.NotContains(t, got.Zones, "Local")
}

func TestBelowAPath(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/maintenance/", http.StripPrefix("/maintenance", newHandler(t, httpapi.Options{})))
	assert.Equal(t, http.StatusOK, post(mux, "/maintenance/v1/suggest", plan("", "")).Code)
}

func pointers(p httpapi.Problem) []string {
	list := []string{}
	for _, f := range p.Errors {
		if f.Pointer != nil {
			list = append(list, *f.Pointer)
		}
	}
	return list
}

// Campaigns and recurring slots have routes of their own, and what they lack is named.
func TestCampaigns(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	const regions = `"regions": [{"name": "Munich", "customers": 2400, "time_zone": "Europe/Berlin"}], "window": {"duration": "1h"},
 "search": {"from": "2027-02-01T00:00:00Z", "to": "2027-03-01T00:00:00Z"}`
	series := `{` + regions + `, "campaign": {"tasks": [{"name": "patch", "series": {"times": 2, "at_least": "7d", "at_most": "14d"}}]}}`
	w := post(h, "/v1/campaign", series)
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	assert.Contains(t, w.Body.String(), `"proven": true`)
	w = post(h, "/v1/campaign", strings.Replace(series, `"times": 2`, `"times": 5`, 1))
	require.Equal(t, http.StatusUnprocessableEntity, w.Code, w.Body)
	assert.Contains(t, w.Body.String(), `"kind": "no_plan"`)
	require.Equal(t, http.StatusOK, post(h, "/v1/campaign/review", series).Code)
	slot := `{` + regions + `, "recurring": {"every": "week"}}`
	w = post(h, "/v1/recurring", slot)
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	assert.Contains(t, w.Body.String(), `"weekday": "S`)
	for _, path := range []string{"/v1/campaign", "/v1/campaign/review", "/v1/recurring"} {
		require.Equal(t, http.StatusBadRequest, post(h, path, `{`+regions+`}`).Code, path)
	}
	for _, path := range []string{"/v1/suggest", "/v1/assess?at=2027-02-06T01:00:00Z", "/v1/tradeoff", "/v1/robustness", "/v1/heatmap", "/v1/notices", "/v1/report/html", "/v1/export/ical"} {
		p := problem(t, post(h, path, series))
		assert.Equal(t, "a plan of one window; /v1/campaign answers this one", p.Errors[0].Expected, path)
		p = problem(t, post(h, path, slot))
		assert.Equal(t, "a plan of one window; /v1/recurring answers this one", p.Errors[0].Expected, path)
	}
	w = post(h, "/v1/campaign", strings.Replace(series, `"times": 2`, `"times": 201`, 1))
	require.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "at most 200 tasks")
}

// What a form needs to offer choices: names are there, and every choice is one that the service takes.
func TestLists(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	read := func(path string, into any) {
		w := ask(h, http.MethodGet, path, "", "")
		require.Equal(t, http.StatusOK, w.Code, w.Body)
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), into))
	}
	var codes struct {
		Codes []struct{ Code, Name, Country string }
	}
	read("/v1/holidays", &codes)
	assert.Len(t, codes.Codes, len(national.Codes()))
	assert.Contains(t, codes.Codes, struct{ Code, Name, Country string }{"DE-BY", "Bavaria", "DE"})
	type country struct {
		Code, Name string
		Zones      []string `json:"time_zones"`
		Holidays   []string
	}
	var countries struct{ Countries []country }
	read("/v1/countries", &countries)
	assert.Len(t, countries.Countries, 250)
	holidays := 0
	for _, c := range countries.Countries {
		holidays += len(c.Holidays)
		var one country
		read("/v1/countries/"+c.Code, &one)
		assert.Equal(t, c, one)
		for _, zone := range c.Zones {
			assert.Contains(t, calendar.ZoneNames(), zone)
		}
	}
	assert.Equal(t, len(codes.Codes), holidays)
	var us country
	read("/v1/countries/US", &us)
	assert.Equal(t, []string{"America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "America/Adak", "Pacific/Honolulu"}, us.Zones)
	var formats struct {
		Exports, Reports []struct{ Format string }
	}
	read("/v1/formats", &formats)
	assert.Len(t, formats.Exports, len(export.Formats()))
	for _, f := range formats.Reports {
		assert.Equal(t, http.StatusOK, post(h, "/v1/report/"+f.Format, plan("", "")).Code, f.Format)
	}
	for path, want := range map[string]string{"/v1/countries/UK": "unknown country code \"UK\" (ISO 3166-1 says GB): expected an ISO 3166 code such as GB", "/v1/countries/DE-BY": "DE-BY (Bavaria) is a part of DE (Germany)", "/v1/countries/Germany": "DE"} {
		w := ask(h, http.MethodGet, path, "", "")
		assert.Equal(t, http.StatusNotFound, w.Code)
		assert.Contains(t, problem(t, w).Detail, want)
	}
}

// What does not change need not be sent again; what may change is not kept.
func TestLasting(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	for _, path := range []string{"/v1/zones", "/v1/holidays", "/v1/holidays/DE-BY?year=2026", "/v1/countries", "/v1/countries/DE", "/v1/formats", "/openapi.json"} {
		w := ask(h, http.MethodGet, path, "", "")
		assert.Equal(t, "max-age=3600", w.Header().Get("Cache-Control"), path)
		tag := w.Header().Get("ETag")
		require.NotEmpty(t, tag, path)
		for given, want := range map[string]int{tag: 304, `"other", ` + tag: 304, "*": 304, `"other"`: 200, "": 200} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.Header.Set("If-None-Match", given)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			assert.Equal(t, want, w.Code, "%s %s", path, given)
			assert.Equal(t, tag, w.Header().Get("ETag"))
			assert.Equal(t, want == 304, w.Body.Len() == 0)
		}
	}
	assert.Empty(t, ask(h, http.MethodGet, "/healthz", "", "").Header().Get("ETag"))
}
