package httpapi_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/export"
	"github.com/quietwindow/quietwindow/scheduler/httpapi"
	"github.com/quietwindow/quietwindow/scheduler/internal/markup"
)

// worked are the paths that work on a plan, each with what they are asked besides.
func worked() []string {
	list := []string{
		"/v1/suggest", "/v1/assess?at=2026-12-05T03:00:00Z&at=2026-12-08T20:00:00-08:00", "/v1/tradeoff", "/v1/robustness", "/v1/heatmap", "/v1/notices?suggestion=1", "/v1/campaign", "/v1/campaign/review", "/v1/recurring",
		"/v1/report/html", "/v1/report/html?start=2026-12-05T03:00:00Z", "/v1/report/md", "/v1/report/md-full", "/v1/report/json", "/v1/report/txt", "/v1/report/heatmap.svg", "/v1/report/clocks.svg",
	}
	for _, f := range export.Formats() {
		list = append(list, "/v1/export/"+f.Name, "/v1/export/"+f.Name+"?notes=true")
	}
	for _, name := range export.RecurringFormats() {
		list = append(list, "/v1/recurring/export/"+name)
	}
	return list
}

// Before anything in them changes, bodies are answered.
func TestSoundBodies(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	for i, paths := range [][]string{{"/v1/suggest", "/v1/tradeoff", "/v1/robustness", "/v1/report/html", "/v1/export/ical"}, {"/v1/suggest", "/v1/report/html"}, {"/v1/campaign", "/v1/campaign/review"}, {"/v1/recurring", "/v1/recurring/export/ical"}} {
		for _, path := range paths {
			w := post(h, path, bodies[i])
			require.Equal(t, 200, w.Code, "%s: %s", path, w.Body)
			sound(t, w, path, bodies[i])
		}
	}
}

// Bodies that were sound before something in them changed, on every path that works on a plan: never a fault
// of the service, always a sound answer, always in time.
func FuzzMutatedBodies(f *testing.F) {
	paths := worked()
	for i := range paths {
		f.Add(byte(i), byte(0), []byte{})
		f.Add(byte(i), byte(i), []byte{0, byte(7 * i), byte(i), byte(i), 0, byte(11 * i), 0, byte(5 * i)})
	}
	const timeout = 5 * time.Second
	h, err := httpapi.NewHandler(httpapi.Options{MaxBody: 1 << 16, MaxRegions: 10, MaxHorizon: 62 * 24 * time.Hour, MaxOccurrences: 200, MaxImpacts: 500, Timeout: timeout})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, path, seed byte, steps []byte) {
		target := paths[int(path)%len(paths)]
		body := mutated(bodies[int(seed)%len(bodies)], steps[:min(len(steps), 32)])
		// Far beyond the time of a request, so that a busy machine does not matter: what comes up is what hangs.
		watch := time.AfterFunc(24*timeout, func() { panic("no answer in time: " + target + " " + body) })
		w := post(h, target, body)
		watch.Stop()
		sound(t, w, target, body)
	})
}

// sound checks that an answer is one of those that a request from outside can have, and well formed.
func sound(t *testing.T, w *httptest.ResponseRecorder, target, body string) {
	t.Helper()
	if w.Code != 200 {
		p := problem(t, w)
		require.Contains(t, []int{400, 413, 422, 503}, p.Status, "%s %s: %s", target, body, p.Detail)
		require.NotEqual(t, httpapi.TypeInternal, p.Type)
		return
	}
	kind, text := w.Header().Get("Content-Type"), w.Body.String()
	require.NotEmpty(t, text)
	require.True(t, utf8.ValidString(text))
	switch {
	case strings.HasPrefix(kind, "application/json"):
		require.True(t, json.Valid(w.Body.Bytes()), "%s %s", target, body)
	case strings.HasPrefix(kind, "text/html"), strings.HasPrefix(kind, "image/svg+xml"):
		require.NoError(t, markup.Nested(text), "%s %s", target, body)
	case strings.HasPrefix(kind, "text/calendar"):
		require.True(t, strings.HasPrefix(text, "BEGIN:VCALENDAR\r\n") && strings.HasSuffix(text, "END:VCALENDAR\r\n"), "%s %s", target, body)
	}
}
