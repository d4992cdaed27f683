package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

// Bad fields are named by where they stand in what was sent.
func TestPointers(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	odd := plan(`{"name": "A", "customers": 0, "time_zone": "Local"}, {"name": "A", "customers": 1, "time_zone": "UTC", "a/b~c.d": 1, "extra_holidays": {"2026-13-01": "x"}}`, `"blackouts": [{"name": "x"}]`)
	for _, test := range []struct {
		name, path, body string
		kind             string
		want             []string
	}{
		{"plan", "/v1/suggest", odd, httpapi.TypeInvalidPlan, []string{"/regions/0/customers", "/regions/0/time_zone", "/regions/1/name", "/regions/1/a~1b~0c.d", "/regions/1/extra_holidays/2026-13-01", "/rules/blackouts/0"}},
		{"plan within", "/v1/suggest", `{"plan": ` + plan(`{"name": "A", "customers": -1, "time_zone": "UTC"}`, "") + `}`, httpapi.TypeInvalidPlan, []string{"/plan/regions/0/customers"}},
		{"no object", "/v1/suggest", `[]`, httpapi.TypeInvalidPlan, []string{""}},
		{"no object within", "/v1/suggest", `{"plan": 7}`, httpapi.TypeInvalidPlan, []string{"/plan"}},
		{"empty", "/v1/suggest", ``, httpapi.TypeInvalidPlan, []string{""}},
		{"keys around", "/v1/suggest", `{"plan": {}, "plan": {}, "starts": [], "x/y": 1}`, httpapi.TypeInvalidRequest, []string{"/plan", "/starts", "/x~1y"}},
		{"starts", "/v1/assess", `{"plan": ` + plan("", "") + `, "starts": ["2026-12-05", 7, "2030-01-01T00:00:00Z"]}`, httpapi.TypeInvalidRequest, []string{"/starts/0", "/starts/1"}},
		{"starts outside", "/v1/assess", `{"plan": ` + plan("", "") + `, "starts": ["` + saturday + `", "2030-01-01T00:00:00Z"]}`, httpapi.TypeInvalidRequest, []string{"/starts/1"}},
		{"starts of a kind", "/v1/assess", `{"plan": ` + plan("", "") + `, "starts": "x"}`, httpapi.TypeInvalidRequest, []string{"/starts"}},
		{"files", "/v1/suggest", `{"plan": {}, "files": {"../a": "", "b": 7, "c": "", "c": ""}}`, httpapi.TypeInvalidRequest, []string{"/files/..~1a", "/files/b", "/files/c"}},
		{"files of a kind", "/v1/suggest", `{"plan": {}, "files": []}`, httpapi.TypeInvalidRequest, []string{"/files"}},
		{"choice", "/v1/notices", `{"plan": {}, "suggestion": 0, "start": "x"}`, httpapi.TypeInvalidRequest, []string{"/suggestion", "/start"}},
		{"two choices", "/v1/notices", `{"plan": {}, "suggestion": 1, "start": "` + saturday + `"}`, httpapi.TypeInvalidRequest, []string{"/start"}},
		{"beyond the last", "/v1/notices", `{"plan": ` + plan("", "") + `, "suggestion": 3}`, httpapi.TypeInvalidRequest, []string{"/suggestion"}},
		{"start outside", "/v1/notices", `{"plan": ` + plan("", "") + `, "start": "2030-01-01T00:00:00Z"}`, httpapi.TypeInvalidRequest, []string{"/start"}},
		{"clocks outside", "/v1/report/clocks.svg", `{"plan": ` + plan("", "") + `, "start": "2030-01-01T00:00:00Z"}`, httpapi.TypeInvalidRequest, []string{"/start"}},
		{"notice", "/v1/notices", `{"plan": ` + noted(`"reminders": ["1h", "1h"], "updates": "9h", "link": "ftp"`) + `}`, httpapi.TypeInvalidPlan, []string{"/plan/notice/reminders/1", "/plan/notice/link"}},
		{"export", "/v1/export/ical", `{"plan": {}, "export": {"stamp": "x", "status": "y"}}`, httpapi.TypeInvalidRequest, []string{"/export/stamp", "/export/status"}},
		{"export twice", "/v1/export/ical", `{"plan": {}, "export": {"id": "x", "id": "y"}}`, httpapi.TypeInvalidRequest, []string{"/export/id"}},
		{"export of a kind", "/v1/export/ical", `{"plan": {}, "export": {"sequence": "x"}}`, httpapi.TypeInvalidRequest, []string{"/export/sequence"}},
		{"export unknown", "/v1/export/ical", `{"plan": {}, "export": {"x": "x"}}`, httpapi.TypeInvalidRequest, []string{"/export"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := problem(t, post(h, test.path, test.body))
			assert.Equal(t, http.StatusBadRequest, p.Status)
			assert.Equal(t, test.kind, p.Type)
			assert.Equal(t, test.want, pointers(p))
			for _, f := range p.Errors {
				assert.NotEmpty(t, f.Expected)
			}
		})
	}
}

// Text that is no JSON is placed by line and column of the body, also within an object.
func TestPositions(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	for _, body := range []string{"{\n  \"regions\": [}\n", "\xef\xbb\xbf{\n  \"regions\": [}\n", "{\n    \"plan\":[}"} {
		p := problem(t, post(h, "/v1/suggest", body))
		require.Len(t, p.Errors, 1)
		assert.Equal(t, 2, p.Errors[0].Line)
		assert.Positive(t, p.Errors[0].Column)
	}
	// The reader of plans refuses what encoding/json would mend: here in line 3 of the body.
	p := problem(t, post(h, "/v1/suggest", "{\n\"plan\":\n{\"regions\": [\"\xff\"]}}"))
	require.Len(t, p.Errors, 1)
	assert.Equal(t, 3, p.Errors[0].Line)
}

func TestQuery(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	for _, test := range []struct{ method, target, want string }{
		{"POST", "/v1/suggest?at=" + saturday, "at"},
		{"POST", "/v1/assess?at=yesterday", "at"},
		{"POST", "/v1/assess?At=" + saturday, "At"},
		{"POST", "/v1/assess", "at"},
		{"POST", "/v1/notices?suggestion=one", "suggestion"},
		{"POST", "/v1/notices?suggestion=1&suggestion=2", "suggestion"},
		{"POST", "/v1/notices?suggestion=1&start=" + saturday, "start"},
		{"POST", "/v1/notices?start=2026-12-05T3:00:00Z", "start"},
		{"POST", "/v1/export/ical?notes=yes", "notes"},
		{"GET", "/v1/holidays/DE", "year"},
		{"GET", "/v1/holidays/DE?year=1066", "year"},
		{"GET", "/v1/holidays/DE?year=2026&lang=de", "lang"},
		{"GET", "/v1/zones?q=1", "q"},
	} {
		p := problem(t, ask(h, test.method, test.target, "application/json", plan("", "")))
		require.Equal(t, httpapi.TypeInvalidRequest, p.Type, test.target)
		require.Len(t, p.Errors, 1, test.target)
		assert.Equal(t, test.want, p.Errors[0].Parameter, test.target)
	}
	assert.Equal(t, http.StatusBadRequest, ask(h, http.MethodGet, "/healthz?a=%zz", "", "").Code)
	for text, why := range map[string]string{
		"2027-02-30T00:00:00Z":      "(there is no such date or time of day)",
		"2026-12-05T03:00:00+01:00": "(in a query + is written %2B)",
		"yesterday":                 "such as 2026-12-05T06:00:00Z",
	} {
		for _, path := range []string{"/v1/assess?at=", "/v1/notices?start=", "/v1/gate?at="} {
			assert.Contains(t, problem(t, post(h, path+text, plan("", ""))).Errors[0].Expected, why, path+text)
		}
	}
	p := problem(t, post(h, "/v1/suggest?foo=1&at=x", plan("", "")))
	assert.Equal(t, "The query is wrong.\n  at: found \"x\"; expected no parameters\n  foo: found \"1\"; expected no parameters", p.Detail)
	p = problem(t, post(h, "/v1/assess", plan("", "")))
	assert.Equal(t, "There is no start to assess.\n  at: expected starts in the query (at=) or in the body (\"starts\")", p.Detail)
	p = problem(t, post(h, "/v1/campaign", plan("", "")))
	assert.Equal(t, "The plan has no campaign.\n  /campaign: expected the key campaign; /v1/suggest answers a plan of one window", p.Detail)
	both := `{"plan": {}, "starts": ["` + saturday + `"]}`
	assert.Equal(t, "at", problem(t, post(h, "/v1/assess?at="+saturday, both)).Errors[0].Parameter)
}

func TestNoWindow(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	full := plan("", `"blackouts": [{"name": "All", "start": "2026-11-01", "end": "2027-02-01"}]`)
	for _, path := range []string{"/v1/suggest", "/v1/notices", "/v1/export/ical", "/v1/report/html", "/v1/tradeoff"} {
		p := problem(t, post(h, path, full))
		assert.Equal(t, http.StatusUnprocessableEntity, p.Status)
		assert.Equal(t, httpapi.TypeNoWindow, p.Type)
		require.NotNil(t, p.NoWindow)
		assert.Equal(t, "no_window", p.NoWindow.Kind)
		assert.NotEmpty(t, p.NoWindow.Blocked)
		assert.Equal(t, "drop blackout All", p.NoWindow.Relaxations[0].Change)
		require.NotNil(t, p.DaysAsOf)
		assert.Equal(t, national.DaysAsOf().Days, p.DaysAsOf.Days)
	}
	// So is a start that was chosen and is not free.
	p := problem(t, post(h, "/v1/export/ical?start=2026-12-08T10:00:00Z", plan("", "")))
	assert.Equal(t, httpapi.TypeNoWindow, p.Type)
	assert.Equal(t, "The start 2026-12-08T10:00:00Z is not free; /v1/assess says what blocks it.", p.Detail)
	assert.Equal(t, http.StatusOK, post(h, "/v1/assess?at="+saturday, full).Code)
}

func TestPathsAndMethods(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	for _, test := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"GET", "/", 404, ""},
		{"GET", "/v1", 404, ""},
		{"GET", "/v2/suggest", 404, ""},
		{"POST", "/v1/suggest/", 404, ""},
		{"POST", "//v1/suggest", 404, ""},
		{"POST", "/v1/../v1/suggest", 404, ""},
		{"POST", "/v1/report/pdf", 404, ""},
		{"GET", "/v1/holidays/XX?year=2026", 404, ""},
		{"GET", "/v1/suggest", 405, "POST"},
		{"DELETE", "/v1/export/ical", 405, "POST"},
		{"OPTIONS", "/v1/assess", 405, "POST"},
		{"POST", "/healthz", 405, "GET, HEAD"},
		{"PUT", "/v1/zones", 405, "GET, HEAD"},
	} {
		w := ask(h, test.method, test.path, "application/json", plan("", ""))
		assert.Equal(t, test.status, problem(t, w).Status, test.path)
		assert.Equal(t, test.allow, w.Header().Get("Allow"), test.path)
	}
}

func TestMediaTypes(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	for _, test := range []struct {
		kind   string
		status int
	}{
		{"application/json", 200},
		{"application/json; charset=UTF-8", 200},
		{"application/json; charset=latin1", 415},
		{"", 415},
		{"text/json", 415},
		{"application/x-www-form-urlencoded", 415},
		{"application/json; charset", 415},
		{"multipart/form-data", 400},
	} {
		w := ask(h, http.MethodPost, "/v1/suggest", test.kind, plan("", ""))
		assert.Equal(t, test.status, w.Code, test.kind)
		assert.Equal(t, test.status == 415, strings.Contains(w.Header().Get("Accept-Post"), "multipart/form-data"), test.kind)
	}
	r, err := http.NewRequest(http.MethodPost, "/v1/suggest", strings.NewReader("x"))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Content-Encoding", "gzip")
	assert.Equal(t, http.StatusUnsupportedMediaType, serve(h, r).Code)
}

func TestForms(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	text := plan("", withFile)
	kind, body := form(t, [3]string{"plan", "", text}, [3]string{"file", "cal/freezes.ics", freeze}, [3]string{"file", "more.ics", "x"})
	w := ask(h, http.MethodPost, "/v1/suggest", kind, body)
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	assert.Contains(t, w.Body.String(), `"reason": "Retail"`)
	assert.Contains(t, w.Body.String(), "more.ics")
	for _, test := range []struct {
		parts  [][3]string
		detail string
	}{
		{[][3]string{{"plan", "", text}}, "the request does not hold this file"},
		{[][3]string{{"plan", "", text}, {"file", "freezes.ics", freeze}}, "the request does not hold this file"},
		{[][3]string{{"plan", "", text}, {"file", "../freezes.ics", freeze}}, "The form is wrong."},
		{[][3]string{{"plan", "", text}, {"file", "", freeze}}, "The form is wrong."},
		{[][3]string{{"plan", "", text}, {"file", "a", ""}, {"file", "a", ""}}, "The form is wrong."},
		{[][3]string{{"plan", "", text}, {"plan", "", text}}, "The form is wrong."},
		{[][3]string{{"plan", "", text}, {"secret", "", text}}, "The form is wrong."},
		{[][3]string{{"file", "a", ""}}, "The form is wrong."},
	} {
		kind, body := form(t, test.parts...)
		p := problem(t, ask(h, http.MethodPost, "/v1/suggest", kind, body))
		assert.Equal(t, http.StatusBadRequest, p.Status)
		assert.Contains(t, p.Detail, test.detail)
	}
	// A form that ends too early is no form.
	assert.Equal(t, http.StatusBadRequest, ask(h, http.MethodPost, "/v1/suggest", kind, body[:len(body)/2]).Code)
}

// A fault shows what was found, but not a megabyte of it, and nothing that is no Unicode.
func TestValuesAreShortened(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	long := strings.Repeat("ä", 100_000)
	w := post(h, "/v1/assess", `{"plan": {}, "starts": ["`+long+`", "\u00e9\ufffd", "`+"\xff"+`", 1e3, [7]], "`+long+`": 1}`)
	assert.Less(t, w.Body.Len(), 3000)
	assert.True(t, utf8.Valid(w.Body.Bytes()))
	p := problem(t, w)
	require.Len(t, p.Errors, 6)
	assert.Equal(t, []any{"é\ufffd", "\ufffd", 1e3, []any{7.0}}, []any{p.Errors[1].Value, p.Errors[2].Value, p.Errors[3].Value, p.Errors[4].Value})
}
