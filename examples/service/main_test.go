package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

// environment is that of a test: nothing but these.
func environment(pairs ...string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1], true
			}
		}
		return "", false
	}
}

func newTest(t *testing.T, log io.Writer, args ...string) *service {
	t.Helper()
	// Where a test does not say otherwise no machine is too slow.
	s, err := parse(append([]string{"-timeout", "1h"}, args...), environment(), io.Discard)
	require.NoError(t, err)
	a, err := newService(s, logger(s.log, log))
	require.NoError(t, err)
	a.ready.Store(true)
	return a
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
	h := newTest(t, io.Discard)
	for path, kind := range map[string]string{"/": "text/html", "/static/app.js": "text/javascript", "/static/style.css": "text/css", "/static/example.json": "application/json"} {
		w := get(h, path)
		require.Equal(t, http.StatusOK, w.Code, path)
		assert.Contains(t, w.Header().Get("Content-Type"), kind)
		policy := w.Header().Get("Content-Security-Policy")
		assert.Contains(t, policy, "script-src 'self'; style-src 'self'")
		assert.NotContains(t, policy, "unsafe")
		// It need not be sent again.
		assert.Contains(t, w.Header().Get("Cache-Control"), "max-age=")
		assert.Equal(t, http.StatusNotModified, get(h, path, "If-None-Match", w.Header().Get("ETag")).Code, path)
	}
	assert.Equal(t, http.StatusOK, get(h, "/healthz").Code)
	for _, path := range []string{"/static/", "/static/none", "/main.go", "/static/..%2fmain.go", "/metrics"} {
		assert.Equal(t, http.StatusNotFound, get(h, path).Code, path)
	}
}

// Nothing is asked of other machines, and no text becomes markup. The example is a plan, whose links are text.
func TestPageAsksNobodyElse(t *testing.T) {
	entries, err := pageFiles.ReadDir("page")
	require.NoError(t, err)
	for _, e := range entries {
		if e.Name() == "example.json" {
			continue
		}
		text, err := pageFiles.ReadFile("page/" + e.Name())
		require.NoError(t, err)
		for _, bad := range []string{"http://", "https://", "innerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage", "onclick=\"", "style=\""} {
			assert.NotContains(t, string(text), bad, e.Name())
		}
	}
}

// It begins with the plan of the command line, and is small in all.
func TestPageIsSmall(t *testing.T) {
	entries, err := pageFiles.ReadDir("page")
	require.NoError(t, err)
	size := 0
	for _, e := range entries {
		text, err := pageFiles.ReadFile("page/" + e.Name())
		require.NoError(t, err)
		size += len(text)
	}
	assert.Less(t, size, 200_000)
	want, err := os.ReadFile("../suggest/plan.json")
	require.NoError(t, err)
	got, err := pageFiles.ReadFile("page/example.json")
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got), "page/example.json is a copy of examples/suggest/plan.json")
}

// The plan that the page begins with is answered.
func TestExample(t *testing.T) {
	w := httptest.NewRecorder()
	newTest(t, io.Discard).ServeHTTP(w, suggestion(t))
	assert.Equal(t, http.StatusOK, w.Code, w.Body)
}

func suggestion(t *testing.T) *http.Request {
	t.Helper()
	plan, err := os.ReadFile("page/example.json")
	require.NoError(t, err)
	r := httptest.NewRequest(http.MethodPost, "/v1/suggest", strings.NewReader(string(plan)))
	r.Header.Set("Content-Type", "application/json")
	return r
}

func TestZip(t *testing.T) {
	h := newTest(t, io.Discard)
	plain := get(h, "/v1/zones")
	assert.Empty(t, plain.Header().Get("Content-Encoding"))
	small := get(h, "/healthz", "Accept-Encoding", "gzip")
	assert.Empty(t, small.Header().Get("Content-Encoding"))
	assert.JSONEq(t, `{"status": "ok"}`, small.Body.String())
	for accepted, want := range map[string]string{"gzip": "gzip", "br, GZIP;q=0.5": "gzip", "gzip;q=0": "", "gzip; q=0.0": "", "identity": "", "x-gzip": ""} {
		w := get(h, "/v1/zones", "Accept-Encoding", accepted)
		assert.Equal(t, want, w.Header().Get("Content-Encoding"), accepted)
		assert.Equal(t, "Accept-Encoding", w.Header().Get("Vary"))
	}
	w := get(h, "/v1/zones", "Accept-Encoding", "gzip")
	assert.Empty(t, w.Header().Get("Content-Length"))
	assert.Less(t, w.Body.Len(), plain.Body.Len()/2)
	r, err := gzip.NewReader(w.Body)
	require.NoError(t, err)
	text, err := io.ReadAll(r)
	require.NoError(t, err)
	assert.Equal(t, plain.Body.String(), string(text))
	assert.Equal(t, http.StatusNotModified, get(h, "/v1/zones", "Accept-Encoding", "gzip", "If-None-Match", w.Header().Get("ETag")).Code)
}

// One line of the log, read.
func lines(t *testing.T, log string) (out []map[string]any) {
	t.Helper()
	for line := range strings.Lines(log) {
		var fields map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &fields))
		out = append(out, fields)
	}
	return out
}

func TestLog(t *testing.T) {
	var log strings.Builder
	h := newTest(t, &log, "-proxies", "192.0.2.0/24")
	const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	assert.Equal(t, "from-proxy.1", get(h, "/healthz", "X-Request-Id", "from-proxy.1", "Traceparent", parent, "X-Forwarded-For", "10.9.9.9, 203.0.113.5").Header().Get("X-Request-Id"))
	first := get(h, "/healthz", "X-Request-Id", "two\nlines", "Traceparent", "\"x").Header().Get("X-Request-Id")
	second := get(h, "/v2").Header().Get("X-Request-Id")
	assert.Len(t, first, 16)
	assert.NotEqual(t, first, second)
	got := lines(t, log.String())
	require.Len(t, got, 3)
	for key, want := range map[string]any{"msg": "request", "id": "from-proxy.1", "method": "GET", "path": "/healthz", "status": 200.0, "remote": "192.0.2.1:1234", "client": "203.0.113.5", "traceparent": parent} {
		assert.Equal(t, want, got[0][key], key)
	}
	assert.Equal(t, first, got[1]["id"])
	assert.NotContains(t, got[1], "traceparent")
	assert.Equal(t, 404.0, got[2]["status"])
}

// A panic is a fault of ours, and counts as one.
func TestPanics(t *testing.T) {
	var log strings.Builder
	a := newTest(t, &log)
	mux := http.NewServeMux()
	mux.HandleFunc("/healthz", func(http.ResponseWriter, *http.Request) { panic("soon") })
	mux.HandleFunc("/v1/zones", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("half", 1000))
		panic("late")
	})
	h := a.watched(settings{}, zipped(mux))
	w := get(h, "/healthz", "Accept-Encoding", "gzip")
	assert.Equal(t, http.StatusInternalServerError, w.Code)
	assert.Equal(t, "application/problem+json", w.Header().Get("Content-Type"))
	assert.JSONEq(t, `{"type": "about:blank", "title": "Internal Server Error", "status": 500}`, w.Body.String())
	// Half an answer is cut off.
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() { get(h, "/v1/zones") })
	got := lines(t, log.String())
	require.Len(t, got, 4)
	assert.Equal(t, "soon", got[0]["fault"])
	assert.Contains(t, got[0]["stack"], "main_test.go")
	assert.Equal(t, 500.0, got[1]["status"])
	assert.Equal(t, 500.0, got[3]["status"])
	assert.Contains(t, get(a.counts.server().Handler, "/metrics").Body.String(), `quietwindow_http_requests_total{code="500",route="/v1/zones"} 1`)
}

func TestMetrics(t *testing.T) {
	a := newTest(t, io.Discard)
	get(a, "/healthz")
	get(a, "/v1/holidays/XX?year=2026")
	get(a, "/made/up")
	server := a.counts.server()
	text := get(server.Handler, "/metrics").Body.String()
	for _, line := range []string{
		`quietwindow_http_requests_total{code="200",route="/healthz"} 1`,
		`quietwindow_http_requests_total{code="404",route="/v1/holidays"} 1`,
		`quietwindow_http_requests_total{code="404",route="other"} 1`,
		`quietwindow_http_request_duration_seconds_bucket{route="/healthz",le="+Inf"} 1`,
		`quietwindow_http_request_duration_seconds_count{route="/healthz"} 1`,
		"quietwindow_http_requests_open 0",
		"# TYPE quietwindow_http_request_duration_seconds histogram",
		"# TYPE go_goroutines gauge",
	} {
		assert.Contains(t, text, line+"\n")
	}
	assert.NotContains(t, text, "made")
	assert.Equal(t, http.StatusNotFound, get(server.Handler, "/v1/zones").Code)
}

func TestToken(t *testing.T) {
	h := newTest(t, io.Discard, "-token", "0123456789abcdef")
	for header, want := range map[string]int{"": 401, "Bearer": 401, "Bearer 0123456789abcdeF": 401, "Basic 0123456789abcdef": 401, "Bearer 0123456789abcdef": 200, "bearer 0123456789abcdef": 200} {
		w := get(h, "/v1/zones", "Authorization", header)
		assert.Equal(t, want, w.Code, header)
		assert.Equal(t, want == 401, w.Header().Get("WWW-Authenticate") != "", header)
	}
	// Those who watch the service need none; the page is not there.
	assert.Equal(t, http.StatusOK, get(h, "/healthz").Code)
	assert.Equal(t, http.StatusOK, get(h, "/readyz").Code)
	assert.Equal(t, http.StatusUnauthorized, get(h, "/").Code)
	assert.Equal(t, http.StatusUnauthorized, get(h, "/openapi.json").Code)
}

func TestProxies(t *testing.T) {
	trusted, err := networks("127.0.0.1, 10.0.0.0/8,::1")
	require.NoError(t, err)
	for _, test := range []struct{ remote, forwarded, want string }{
		{"203.0.113.9:1", "", "203.0.113.9"},
		{"203.0.113.9:1", "198.51.100.1", "203.0.113.9"}, // no proxy: what it says is not believed
		{"127.0.0.1:1", "198.51.100.1", "198.51.100.1"},
		{"127.0.0.1:1", "6.6.6.6, 198.51.100.1, 10.1.2.3", "198.51.100.1"},
		{"[::1]:1", "2001:db8::1", "2001:db8::1"},
		{"[::ffff:10.0.0.1]:1", "198.51.100.1", "198.51.100.1"},
		{"127.0.0.1:1", "not an address", "127.0.0.1"},
		{"@", "", "@"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = test.remote
		if test.forwarded != "" {
			r.Header.Set("X-Forwarded-For", test.forwarded)
		}
		assert.Equal(t, test.want, trusted.client(r), "%v", test)
	}
}

func TestSettings(t *testing.T) {
	for _, test := range []struct {
		args   string
		env    []string
		status int
		want   string
	}{
		{"-h", nil, 0, "-addr"},
		{"-bogus", nil, 2, `command line: found "-bogus"; expected an option that -h lists`},
		{"plan.json", nil, 2, `found "plan.json"`},
		{"-timeout -1s", nil, 2, "-timeout: found -1s; expected more than 0, at most 1h, or 0 for the default"},
		{"-addr 127.0.0.1:-1", nil, 1, "invalid port"},
		{"-log xml", nil, 2, `found -log "xml"; expected json or text`},
		{"-token short", nil, 2, "16"},
		{"-proxies 10.0.0.0/99", nil, 2, `found "10.0.0.0/99" among the proxies`},
		{"", []string{"QUIETWINDOW_TIMEOUT", "soon"}, 2, `QUIETWINDOW_TIMEOUT: found "soon"; expected a length of time`},
		{"-timeout 5 -max-body x", []string{"QUIETWINDOW_MAX_REGIONS", "few"}, 2, "3 problems:\n  QUIETWINDOW_MAX_REGIONS: found \"few\"; expected a whole number\n  -timeout: found \"5\""},
		{"", []string{"QUIETWINDOW_MAX_BODY", "-1"}, 2, "-max-body: found -1; expected more than 0, at most 67108864, or 0 for the default"},
		{"-addr 127.0.0.1:-1", []string{"QUIETWINDOW_ADDR", "127.0.0.1:-2"}, 1, "-1"}, // the command line wins
	} {
		var said strings.Builder
		assert.Equal(t, test.status, run(context.Background(), strings.Fields(test.args), environment(test.env...), &said, &said), test.args)
		assert.Contains(t, said.String(), test.want)
	}
	s, err := parse([]string{"-hosts", "plans.example, b.example"}, environment("QUIETWINDOW_MAX_REGIONS", "7", "QUIETWINDOW_LOG", "text"), io.Discard)
	require.NoError(t, err)
	assert.Equal(t, 7, s.limits.MaxRegions)
	assert.Equal(t, "text", s.log)
	assert.Equal(t, []string{"plans.example", "b.example"}, s.limits.Hosts)
}

// Told to stop, it says so, answers what it has accepted and takes no more. What waits here waits for what
// the service does, not for a clock: a busy machine changes nothing.
func TestStop(t *testing.T) {
	s, err := parse([]string{"-drain", "1h", "-grace", "1h", "-timeout", "1h", "-body-timeout", "1h"}, environment(), io.Discard)
	require.NoError(t, err)
	a, err := newService(s, logger(s.log, io.Discard))
	require.NoError(t, err)
	draining, drained := make(chan time.Duration), make(chan struct{})
	a.pause = func(length time.Duration) {
		draining <- length
		<-drained
	}
	server, err := httpapi.NewServer(a, s.limits)
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	addr := listener.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	status := make(chan int)
	go func() { status <- a.serve(ctx, s, []*http.Server{server}, []net.Listener{listener}) }()
	require.Eventually(t, func() bool { return ready(addr) == http.StatusOK }, 2*time.Minute, time.Millisecond)
	conn, err := net.Dial("tcp", addr)
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
	assert.Equal(t, time.Hour, <-draining)
	assert.Equal(t, http.StatusServiceUnavailable, ready(addr))
	close(drained)
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

// It says where it listens, and ends well where it is told to at once.
func TestRun(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var stdout strings.Builder
	assert.Equal(t, 0, run(ctx, []string{"-addr", "127.0.0.1:0", "-metrics", "127.0.0.1:0", "-drain", "1ms"}, environment(), &stdout, io.Discard))
	assert.Regexp(t, `^http://127\.0\.0\.1:\d+/\n$`, stdout.String())
}

// ready asks /readyz, and returns 0 where nobody answers.
func ready(addr string) int {
	answer, err := http.Get("http://" + addr + "/readyz")
	if err != nil {
		return 0
	}
	answer.Body.Close()
	return answer.StatusCode
}
