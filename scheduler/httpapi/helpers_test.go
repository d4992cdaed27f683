package httpapi_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

// plan is a small plan with the parts given instead of its own: an empty list of blackouts, and one
// region.
func plan(regions, rules string) string {
	if regions == "" {
		regions = `{"name": "Bavaria", "customers": 2400, "time_zone": "Europe/Berlin", "holidays": ["DE-BY"]}`
	}
	return `{
  "regions": [` + regions + `],
  "window": {"duration": "1h", "overrun": [{"until": "3h", "probability": 0.25}], "rollback": "15m"},
  "search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-15T00:00:00Z", "count": 2},
  "rules": {` + rules + `}
}`
}

// noted is a plan with notices.
func noted(notice string) string {
	return strings.Replace(plan("", ""), `"regions"`, `"notice": {`+notice+`}, "regions"`, 1)
}

// newHandler returns a handler. Where a test says nothing of its times they are so long that no machine is
// too slow.
func newHandler(t *testing.T, opts httpapi.Options) http.Handler {
	t.Helper()
	opts.Timeout = cmp.Or(opts.Timeout, time.Hour)
	opts.BodyTimeout = cmp.Or(opts.BodyTimeout, time.Hour)
	h, err := httpapi.NewHandler(opts)
	require.NoError(t, err)
	return h
}

// ask sends one request to a handler and returns what it answered.
func ask(h http.Handler, method, target, contentType, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func post(h http.Handler, target, body string) *httptest.ResponseRecorder {
	return ask(h, http.MethodPost, target, "application/json", body)
}

// problem reads a problem, and checks what all of them have in common.
func problem(t *testing.T, w *httptest.ResponseRecorder) httpapi.Problem {
	t.Helper()
	require.Equal(t, "application/problem+json", w.Header().Get("Content-Type"), w.Body.String())
	return decodeProblem(t, w.Code, w.Body)
}

func decodeProblem(t *testing.T, status int, body io.Reader) httpapi.Problem {
	t.Helper()
	var p httpapi.Problem
	dec := json.NewDecoder(body)
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(&p))
	require.Equal(t, status, p.Status)
	require.NotEmpty(t, p.Title)
	require.Contains(t, p.Type, "#Type")
	return p
}

// form makes a multipart body of parts: name, file name, text.
func form(t *testing.T, parts ...[3]string) (contentType, body string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range parts {
		h := textproto.MIMEHeader{}
		disposition := `form-data; name="` + p[0] + `"`
		if p[1] != "" {
			disposition += `; filename="` + p[1] + `"`
		}
		h.Set("Content-Disposition", disposition)
		part, err := w.CreatePart(h)
		require.NoError(t, err)
		_, err = io.WriteString(part, p[2])
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return w.FormDataContentType(), b.String()
}

// golden compares with testdata/name, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), got, "go test ./scheduler/httpapi -update writes %s", path)
}

const freeze = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n" +
	"DTSTART:20261205T000000Z\r\nDTEND:20261206T000000Z\r\nSUMMARY:Freeze\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

const withFile = `"blackouts": [{"name": "Retail", "ics": "cal/freezes.ics"}]`
