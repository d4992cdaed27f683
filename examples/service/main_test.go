package main

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func newTest(t *testing.T, metrics bool, log io.Writer) http.Handler {
	t.Helper()
	h, err := newHandler(settings{metrics: metrics}, slog.New(slog.NewTextHandler(log, nil)))
	require.NoError(t, err)
	return h
}

func get(h http.Handler, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPage(t *testing.T) {
	h := newTest(t, false, io.Discard)
	for path, kind := range map[string]string{"/": "text/html", "/static/app.js": "text/javascript", "/static/style.css": "text/css", "/static/example.json": "application/json"} {
		w := get(h, path)
		require.Equal(t, http.StatusOK, w.Code, path)
		assert.Contains(t, w.Header().Get("Content-Type"), kind)
		policy := w.Header().Get("Content-Security-Policy")
		assert.Contains(t, policy, "script-src 'self'; style-src 'self'")
		assert.NotContains(t, policy, "unsafe")
	}
	assert.Equal(t, http.StatusOK, get(h, "/healthz").Code)
	for _, path := range []string{"/static/", "/static/none", "/main.go", "/static/..%2fmain.go", "/metrics"} {
		assert.Equal(t, http.StatusNotFound, get(h, path).Code, path)
	}
}

// Nothing is asked of other machines, and no text becomes markup.
func TestPageAsksNobodyElse(t *testing.T) {
	entries, err := pageFiles.ReadDir("page")
	require.NoError(t, err)
	for _, e := range entries {
		text, err := pageFiles.ReadFile("page/" + e.Name())
		require.NoError(t, err)
		for _, bad := range []string{"http://", "https://", "innerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage", "onclick=\"", "style=\""} {
			assert.NotContains(t, string(text), bad, e.Name())
		}
	}
}

// The plan that the page begins with is answered.
func TestExample(t *testing.T) {
	plan, err := os.ReadFile("page/example.json")
	require.NoError(t, err)
	r := httptest.NewRequest(http.MethodPost, "/v1/suggest", strings.NewReader(string(plan)))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	newTest(t, false, io.Discard).ServeHTTP(w, r)
	assert.Equal(t, http.StatusOK, w.Code, w.Body)
}

func TestRequestIDs(t *testing.T) {
	var log strings.Builder
	h := newTest(t, false, &log)
	assert.Equal(t, "from-proxy.1", get(h, "/healthz", "X-Request-Id", "from-proxy.1").Header().Get("X-Request-Id"))
	assert.Contains(t, log.String(), "id=from-proxy.1 method=GET path=/healthz status=200")
	first := get(h, "/healthz", "X-Request-Id", "two\nlines").Header().Get("X-Request-Id")
	second := get(h, "/v2").Header().Get("X-Request-Id")
	assert.Len(t, first, 16)
	assert.NotEqual(t, first, second)
	assert.Contains(t, log.String(), "id="+second+" method=GET path=/v2 status=404")
}

func TestMetrics(t *testing.T) {
	h := newTest(t, true, io.Discard)
	get(h, "/healthz")
	get(h, "/v1/holidays/XX?year=2026")
	get(h, "/made/up")
	w := get(h, "/metrics")
	assert.Equal(t, "text/plain; version=0.0.4; charset=utf-8", w.Header().Get("Content-Type"))
	text := w.Body.String()
	for _, line := range []string{
		`quietwindow_http_requests_total{route="/healthz",code="200"} 1`,
		`quietwindow_http_requests_total{route="/v1/holidays",code="404"} 1`,
		`quietwindow_http_requests_total{route="other",code="404"} 1`,
		`quietwindow_http_request_duration_seconds_bucket{route="/healthz",le="+Inf"} 1`,
		`quietwindow_http_request_duration_seconds_count{route="/healthz"} 1`,
		"quietwindow_http_requests_open 1",
		"# TYPE quietwindow_http_request_duration_seconds histogram",
	} {
		assert.Contains(t, text, line+"\n")
	}
	assert.NotContains(t, text, "made")
}

func TestCommandLine(t *testing.T) {
	for _, test := range []struct {
		args   string
		status int
		want   string
	}{
		{"-h", 0, "-addr"},
		{"-bogus", 2, "not defined"},
		{"plan.json", 2, `found "plan.json"`},
		{"-timeout -1s", 2, "Options.Timeout"},
		{"-addr 127.0.0.1:-1", 1, "invalid port"},
	} {
		var stderr strings.Builder
		assert.Equal(t, test.status, run(context.Background(), strings.Fields(test.args), io.Discard, &stderr), test.args)
		assert.Contains(t, stderr.String(), test.want)
	}
}

// Told to stop, it answers what it has accepted and takes no more.
func TestStop(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	out, in := io.Pipe()
	status := make(chan int)
	go func() { status <- run(ctx, []string{"-addr", "127.0.0.1:0", "-grace", "20s"}, in, io.Discard) }()
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	addr := strings.Trim(strings.TrimPrefix(strings.TrimSpace(line), "http:"), "/")
	conn, err := net.DialTimeout("tcp", addr, 10*time.Second)
	require.NoError(t, err)
	defer conn.Close()
	plan, err := os.ReadFile("page/example.json")
	require.NoError(t, err)
	r, err := http.NewRequest(http.MethodPost, "http://"+addr+"/v1/suggest", strings.NewReader(string(plan)))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Expect", "100-continue")
	// The head is sent, and the service says that it will take the body: the request is accepted.
	var head strings.Builder
	require.NoError(t, r.Write(&head))
	split := strings.Index(head.String(), "\r\n\r\n") + 4
	_, err = io.WriteString(conn, head.String()[:split])
	require.NoError(t, err)
	reader := bufio.NewReader(conn)
	answer, err := http.ReadResponse(reader, r)
	require.NoError(t, err)
	require.Equal(t, http.StatusContinue, answer.StatusCode)
	stop()
	_, err = io.WriteString(conn, head.String()[split:])
	require.NoError(t, err)
	answer, err = http.ReadResponse(reader, r)
	require.NoError(t, err)
	defer answer.Body.Close()
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	assert.Contains(t, string(body), `"suggestions"`)
	assert.Equal(t, 0, <-status)
	_, err = net.Dial("tcp", addr)
	assert.Error(t, err)
}
