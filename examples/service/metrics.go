package main

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts requests. They are served at an address of their own, which need not be reachable from
// where requests come.
type metrics struct {
	registry *prometheus.Registry
	open     prometheus.Gauge
	answers  *prometheus.CounterVec
	took     *prometheus.HistogramVec
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		open:     prometheus.NewGauge(prometheus.GaugeOpts{Name: "quietwindow_http_requests_open", Help: "Requests that are being answered."}),
		answers:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "quietwindow_http_requests_total", Help: "Requests answered, by route and status."}, []string{"route", "code"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "quietwindow_http_request_duration_seconds", Help: "Time from the end of the headers to the end of the answer.",
			Buckets: []float64{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10},
		}, []string{"route"}),
	}
	m.registry.MustRegister(m.open, m.answers, m.took, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// routes are the labels of requests: paths are not, since anyone can make up new ones.
var routes = []string{
	"/v1/suggest", "/v1/assess", "/v1/tradeoff", "/v1/robustness", "/v1/heatmap", "/v1/notices", "/v1/report", "/v1/export", "/v1/gate", "/v1/campaign", "/v1/recurring",
	"/v1/holidays", "/v1/zones", "/v1/formats", "/v1/countries", "/healthz", "/readyz", "/openapi.json", "/static",
}

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

func (m *metrics) end(route string, status int, took time.Duration) {
	m.open.Dec()
	m.answers.WithLabelValues(route, strconv.Itoa(status)).Inc()
	m.took.WithLabelValues(route).Observe(took.Seconds())
}

// server returns what answers GET /metrics, and nothing else.
func (m *metrics) server() *http.Server {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	return &http.Server{
		Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 5 * time.Second, WriteTimeout: 10 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
}
