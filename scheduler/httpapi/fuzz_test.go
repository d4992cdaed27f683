package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

// Whatever is sent is answered: with what was asked for, or with a problem that says what is wrong.
func FuzzBodies(f *testing.F) {
	for _, seed := range []string{"", "{}", `{"plan": {}}`, `{"plan": [], "files": {"a": ""}}`, plan("", ""), `{"plan": ` + plan("", withFile) + `, "files": {"cal/freezes.ics": "BEGIN:VCALENDAR"}}`, strings.Repeat("[", 1000), "{\"plan\":\"\xff\"}"} {
		f.Add("/v1/suggest", seed)
		f.Add("/v1/notices", `{"start": "2026-12-05T03:00:00Z", "plan": `+seed+`}`)
		f.Add("/v1/export/ical", `{"export": {"id": "a"}, "suggestion": 2, "plan": `+seed+`}`)
	}
	h, err := httpapi.NewHandler(httpapi.Options{MaxBody: 1 << 16, MaxRegions: 10, MaxOccurrences: 100})
	require.NoError(f, err)
	paths := []string{"/v1/suggest", "/v1/notices", "/v1/export/ical"}
	f.Fuzz(func(t *testing.T, path, body string) {
		w := post(h, paths[len(path)%len(paths)], body)
		if w.Code != http.StatusOK {
			p := problem(t, w)
			require.Contains(t, []int{400, 413, 422, 503}, p.Status)
		}
	})
}

// hostile bodies each used to cost a parser somewhere its memory or its stack.
func TestHostileBodies(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	for _, body := range []string{
		strings.Repeat("[", 1<<17), strings.Repeat(`{"plan":`, 1<<14), `{"plan": ` + strings.Repeat("[", 1<<17),
		`{"` + strings.Repeat("a", 1<<17) + `": 1}`, "\x00", "nul", `"plan"`, `{"plan": {}} {"plan": {}}`, `{"plan": {"regions": 1e999999999}}`,
		"{" + strings.Repeat(`"plan": {},`, 1<<13) + `"plan": {}}`, `{"plan": {}, ` + strings.Repeat(`"x": 1,`, 1<<13) + `"y": 1}`,
	} {
		for _, path := range []string{"/v1/suggest", "/v1/assess", "/v1/export/ical"} {
			w := post(h, path, body)
			require.Equal(t, http.StatusBadRequest, w.Code)
			require.Less(t, w.Body.Len(), 200_000)
		}
	}
}
