package httpapi_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

func serve(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestOptions(t *testing.T) {
	_, err := httpapi.NewHandler(httpapi.Options{MaxBody: -1, MaxRegions: 20_000, MaxHorizon: -1, MaxOccurrences: 1 << 30, Timeout: -1, BodyTimeout: 2 * time.Hour, MaxConcurrent: -1, MaxWaiting: 1 << 30, MaxImpacts: -1, MaxAnswer: -1, MaxRequestMemory: -1, MaxMemory: -1, MaxConnections: -1, TrustedOrigins: []string{"x"}})
	var faults scheduler.FieldErrors
	require.ErrorAs(t, err, &faults)
	assert.Len(t, faults, 14)
	assert.EqualError(t, faults[0], "Options.MaxBody: found -1; expected more than 0, at most 67108864, or 0 for the default")
	assert.EqualError(t, faults[2], "Options.MaxHorizon: found -1ns; expected more than 0, at most 43920h, or 0 for the default")
}

// Each limit is tried on both sides.
func TestLimits(t *testing.T) {
	two := plan(`{"name": "A", "customers": 1, "time_zone": "UTC"}, {"name": "B", "customers": 1, "time_zone": "UTC"}`, "")
	daily := plan("", `"blackouts": [{"name": "Nightly", "rrule": "FREQ=DAILY", "dtstart": "2026-01-01T01:00:00", "time_zone": "Europe/Berlin", "duration": "1h"}]`)
	kind, files := form(t, [3]string{"plan", "", plan("", withFile)}, [3]string{"file", "cal/freezes.ics", strings.Replace(freeze, "SUMMARY", "RRULE:FREQ=DAILY\r\nSUMMARY", 1)})
	const inJSON = "application/json"
	for _, test := range []struct {
		name          string
		kind, body    string
		within, short httpapi.Options
		status        int
		pointer       string
	}{
		{"body", inJSON, two, httpapi.Options{MaxBody: int64(len(two))}, httpapi.Options{MaxBody: int64(len(two)) - 1}, 413, ""},
		{"form", kind, files, httpapi.Options{MaxBody: int64(len(files))}, httpapi.Options{MaxBody: int64(len(files)) - 1}, 413, ""},
		{"regions", inJSON, two, httpapi.Options{MaxRegions: 2}, httpapi.Options{MaxRegions: 1}, 422, "/regions"},
		{"horizon", inJSON, two, httpapi.Options{MaxHorizon: 14 * 24 * time.Hour}, httpapi.Options{MaxHorizon: 14*24*time.Hour - 1}, 422, "/search/to"},
		{"occurrences", inJSON, daily, httpapi.Options{MaxOccurrences: 21}, httpapi.Options{MaxOccurrences: 20}, 422, "/rules/blackouts/0/rrule"},
		{"occurrences in a file", kind, files, httpapi.Options{MaxOccurrences: 17}, httpapi.Options{MaxOccurrences: 16}, 422, "/rules/blackouts/0/ics"},
		{"suggestions", inJSON, two, httpapi.Options{MaxImpacts: 4}, httpapi.Options{MaxImpacts: 3}, 422, "/search/count"},
		{"answer", inJSON, two, httpapi.Options{MaxAnswer: 10_000}, httpapi.Options{MaxAnswer: 2_000}, 422, ""},
		{"memory", inJSON, two, httpapi.Options{MaxRequestMemory: 16 << 20}, httpapi.Options{MaxRequestMemory: 1 << 20}, 422, ""},
		{"memory of all", inJSON, two, httpapi.Options{MaxMemory: 64 << 20}, httpapi.Options{MaxMemory: 1 << 10}, 503, ""},
		{"time", inJSON, two, httpapi.Options{Timeout: time.Hour}, httpapi.Options{Timeout: 1}, 503, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := ask(newHandler(t, test.within), http.MethodPost, "/v1/suggest", test.kind, test.body)
			assert.Equal(t, http.StatusOK, w.Code, w.Body)
			p := problem(t, ask(newHandler(t, test.short), http.MethodPost, "/v1/suggest", test.kind, test.body))
			assert.Equal(t, test.status, p.Status)
			assert.Equal(t, test.pointer, strings.Join(pointers(p), " "))
		})
	}
	// Without a length given the limit holds all the same.
	r := httptest.NewRequest(http.MethodPost, "/v1/suggest", io.MultiReader(strings.NewReader(two), strings.NewReader(" ")))
	r.ContentLength = -1
	r.Header.Set("Content-Type", inJSON)
	assert.Equal(t, http.StatusRequestEntityTooLarge, serve(newHandler(t, httpapi.Options{MaxBody: int64(len(two))}), r).Code)
}

// Rules that block time on every day need memory for it.
func TestDailyRules(t *testing.T) {
	share := `"limit_share": [{"region": "Bavaria", "share": 0.5}]`
	hours := `"only_hours": [{"name": "Night", "hours": "00:00-24:00", "time_zone": "UTC"}]`
	base := int64(2<<20 + 4_000 + 54*24 + 54*24*4*200 + 2*2_000) // 14 days and 40 more of one region, with two suggestions
	for _, test := range []struct {
		rules string
		more  int64
	}{{"", 0}, {share, 54 * 450}, {hours, 54 * 250}} {
		within := post(newHandler(t, httpapi.Options{MaxRequestMemory: base + test.more}), "/v1/suggest", plan("", test.rules))
		assert.Equal(t, http.StatusOK, within.Code, within.Body)
		beyond := post(newHandler(t, httpapi.Options{MaxRequestMemory: base + test.more - 1}), "/v1/suggest", plan("", test.rules))
		assert.Equal(t, httpapi.TypeLimit, problem(t, beyond).Type)
	}
}

// Campaigns have limits of their own: on tasks times regions, on starts, and on what the work needs.
func TestCampaignLimits(t *testing.T) {
	two := `{"name": "A", "customers": 1, "time_zone": "UTC"}, {"name": "B", "customers": 1, "time_zone": "UTC"}`
	campaign := func(days, tasks string) string {
		return strings.Replace(strings.Replace(plan(two, ""), `"search"`, `"campaign": `+tasks+`, "search"`, 1), `"to": "2026-12-15T00:00:00Z"`, `"to": "`+days+`", "step": "1m"`, 1)
	}
	const few, many = "2026-12-08T00:00:00Z", "2027-06-01T00:00:00Z"
	pair := `{"tasks": [{"name": "a"}, {"name": "b"}]}`
	burden := `{"tasks": [{"name": "a"}, {"name": "b"}], "limits": [{"name": "l", "per": "month", "per_customer": 5, "regions": ["A", "B"]}]}`
	apart := `{"tasks": [{"name": "a"}, {"name": "b", "share": 0.5}]}`
	for _, test := range []struct {
		name, within, beyond string
		limits               httpapi.Options
		pointer              string
	}{
		{"tasks times regions", `{"tasks": [{"name": "a"}, {"name": "b", "regions": ["B"]}]}`, pair, httpapi.Options{MaxImpacts: 3}, "/campaign/tasks"},
		{"memory of limits per customer", pair, burden, httpapi.Options{MaxRequestMemory: 6_250_000}, ""},
		{"memory of tasks that differ", pair, apart, httpapi.Options{MaxRequestMemory: 6_250_000}, ""},
	} {
		h := newHandler(t, test.limits)
		w := post(h, "/v1/campaign", campaign(few, test.within))
		assert.Equal(t, http.StatusOK, w.Code, w.Body)
		p := problem(t, post(h, "/v1/campaign", campaign(few, test.beyond)))
		assert.Equal(t, httpapi.TypeLimit, p.Type, test.name)
		assert.Equal(t, test.pointer, strings.Join(pointers(p), " "), test.name)
	}
	p := problem(t, post(newHandler(t, httpapi.Options{}), "/v1/campaign", campaign(many, pair)))
	assert.Equal(t, httpapi.TypeLimit, p.Type)
	assert.Equal(t, "/campaign/tasks", strings.Join(pointers(p), " "))
}

// slow is a body that ends when it is told to.
type slow struct {
	begun chan<- struct{}
	end   <-chan struct{}
	once  sync.Once
}

func (s *slow) Read([]byte) (int, error) {
	s.once.Do(func() { s.begun <- struct{}{} })
	<-s.end
	return 0, io.EOF
}

// Bodies that do not come take no turn: everyone else is answered meanwhile.
func TestSlowBodiesTakeNoTurn(t *testing.T) {
	h := newHandler(t, httpapi.Options{MaxConcurrent: 1, MaxWaiting: 1})
	begun, end := make(chan struct{}), make(chan struct{})
	var open sync.WaitGroup
	for range 100 {
		open.Go(func() {
			r := httptest.NewRequest(http.MethodPost, "/v1/suggest", &slow{begun: begun, end: end})
			r.Header.Set("Content-Type", "application/json")
			serve(h, r)
		})
		<-begun
	}
	assert.Equal(t, http.StatusOK, post(h, "/v1/suggest", plan("", "")).Code)
	close(end)
	open.Wait()
}

// A request whose client is gone is given up.
func TestCancelled(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, path := range []string{"/v1/suggest", "/v1/assess?at=" + saturday, "/v1/tradeoff", "/v1/notices", "/v1/heatmap", "/v1/report/html", "/v1/report/clocks.svg", "/v1/export/ical"} {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(plan("", ""))).WithContext(ctx)
		r.Header.Set("Content-Type", "application/json")
		p := problem(t, serve(h, r))
		assert.Equal(t, http.StatusServiceUnavailable, p.Status, path)
	}
}

// recording tells which status is sent.
type recording struct {
	http.ResponseWriter
	status chan<- int
}

func (r *recording) WriteHeader(status int) {
	r.status <- status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recording) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// wholeBody tells when a body has been read to its end.
type wholeBody struct {
	io.ReadCloser
	read func()
}

func (b wholeBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == io.EOF {
		b.read()
	}
	return n, err
}

// The search itself stops: a plan that takes long is answered, with an error, as soon as its client
// goes away, and the place is free for the next.
func TestCancelledWhileSearching(t *testing.T) {
	h := newHandler(t, httpapi.Options{MaxConcurrent: 1})
	var regions strings.Builder
	for i := range 800 {
		fmt.Fprintf(&regions, `%s{"name": "R%d", "customers": %d, "time_zone": "Europe/Berlin", "extra_holidays": {"2027-01-%02d": "x"}}`, map[bool]string{true: ","}[i > 0], i, i+1, i%28+1)
	}
	large := strings.NewReplacer(`"to": "2026-12-15T00:00:00Z", "count": 2`, `"to": "2028-11-15T00:00:00Z", "step": "1m", "count": 30`).Replace(plan(regions.String(), ""))
	ctx, cancel := context.WithCancel(context.Background())
	status := make(chan int, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = wholeBody{r.Body, cancel}
		h.ServeHTTP(&recording{w, status}, r)
	}))
	defer server.Close()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+"/v1/robustness", strings.NewReader(large))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err == nil {
		answer.Body.Close()
	}
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, http.StatusServiceUnavailable, <-status)
	// The next waits for its turn, which comes once the first has been given up.
	assert.Equal(t, http.StatusOK, post(h, "/v1/suggest", plan("", "")).Code)
}

// A client that sends half of its body and no more is answered, and let go.
func TestSlowBody(t *testing.T) {
	server := httptest.NewServer(newHandler(t, httpapi.Options{BodyTimeout: 50 * time.Millisecond}))
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	require.NoError(t, err)
	defer conn.Close()
	_, err = fmt.Fprintf(conn, "POST /v1/suggest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	require.NoError(t, err)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	defer answer.Body.Close()
	assert.Equal(t, httpapi.TypeSlowBody, decodeProblem(t, http.StatusRequestTimeout, answer.Body).Type)
	_, err = conn.Read(make([]byte, 1))
	assert.ErrorIs(t, err, io.EOF)
}

// Equal requests, all at once, get equal answers.
func TestConcurrent(t *testing.T) {
	h := newHandler(t, httpapi.Options{MaxConcurrent: 4})
	want := post(h, "/v1/suggest", plan("", "")).Body.String()
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			assert.Equal(t, want, post(h, "/v1/suggest", plan("", "")).Body.String())
			assert.Equal(t, http.StatusBadRequest, post(h, "/v1/assess", "{").Code)
			assert.Equal(t, http.StatusOK, ask(h, http.MethodGet, "/v1/holidays/US-CA?year=2027", "", "").Code)
		})
	}
	all.Wait()
}
