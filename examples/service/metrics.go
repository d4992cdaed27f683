package main

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// metrics counts requests, and answers with the counts in the text format of Prometheus
// (https://prometheus.io/docs/instrumenting/exposition_formats/). It is safe for concurrent use.
type metrics struct {
	mu      sync.Mutex
	open    int
	answers map[answerKey]int64
	took    map[string]*histogram
}

type answerKey struct {
	route  string
	status int
}

// bounds are the upper ends of the histogram's buckets, in seconds.
var bounds = [...]float64{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10}

type histogram struct {
	buckets [len(bounds)]int64 // each counts what is at most its bound
	count   int64
	sum     float64
}

func newMetrics() *metrics {
	return &metrics{answers: make(map[answerKey]int64), took: make(map[string]*histogram)}
}

// routes are the labels of requests: paths are not, since anyone can make up new ones.
var routes = []string{"/v1/suggest", "/v1/assess", "/v1/tradeoff", "/v1/heatmap", "/v1/notices", "/v1/report", "/v1/export", "/v1/holidays", "/v1/zones", "/healthz", "/openapi.json", "/metrics", "/static"}

func routeOf(path string) string {
	for _, r := range routes {
		if path == r || strings.HasPrefix(path, r+"/") {
			return r
		}
	}
	if path == "/" {
		return path
	}
	return "other"
}

func (m *metrics) begin() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open++
}

func (m *metrics) end(route string, status int, took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open--
	m.answers[answerKey{route, status}]++
	h := m.took[route]
	if h == nil {
		h = new(histogram)
		m.took[route] = h
	}
	seconds := took.Seconds()
	h.count++
	h.sum += seconds
	for i, bound := range bounds {
		if seconds <= bound {
			h.buckets[i]++
		}
	}
}

// ServeHTTP writes all of it.
func (m *metrics) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, m.text())
}

func (m *metrics) text() string {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	m.mu.Lock()
	defer m.mu.Unlock()
	var b strings.Builder
	head := func(name, kind, help string) { fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind) }
	head("quietwindow_http_requests_total", "counter", "Requests answered, by route and status.")
	byRoute := func(a, b answerKey) int {
		return cmp.Or(cmp.Compare(a.route, b.route), cmp.Compare(a.status, b.status))
	}
	for _, k := range slices.SortedFunc(maps.Keys(m.answers), byRoute) {
		fmt.Fprintf(&b, "quietwindow_http_requests_total{route=%q,code=\"%d\"} %d\n", k.route, k.status, m.answers[k])
	}
	head("quietwindow_http_request_duration_seconds", "histogram", "Time from the end of the headers to the end of the answer.")
	for _, route := range slices.Sorted(maps.Keys(m.took)) {
		h := m.took[route]
		for i, bound := range bounds {
			fmt.Fprintf(&b, "quietwindow_http_request_duration_seconds_bucket{route=%q,le=\"%g\"} %d\n", route, bound, h.buckets[i])
		}
		fmt.Fprintf(&b, "quietwindow_http_request_duration_seconds_bucket{route=%q,le=\"+Inf\"} %d\n", route, h.count)
		fmt.Fprintf(&b, "quietwindow_http_request_duration_seconds_sum{route=%q} %g\n", route, h.sum)
		fmt.Fprintf(&b, "quietwindow_http_request_duration_seconds_count{route=%q} %d\n", route, h.count)
	}
	head("quietwindow_http_requests_open", "gauge", "Requests that are being answered, this one among them.")
	fmt.Fprintf(&b, "quietwindow_http_requests_open %d\n", m.open)
	head("go_goroutines", "gauge", "Goroutines.")
	fmt.Fprintf(&b, "go_goroutines %d\n", runtime.NumGoroutine())
	head("go_memstats_heap_inuse_bytes", "gauge", "Bytes in heap spans that are in use.")
	fmt.Fprintf(&b, "go_memstats_heap_inuse_bytes %d\n", memory.HeapInuse)
	return b.String()
}
