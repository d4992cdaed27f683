package httpapi_test

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

// A service mounts the handler among its own, and anyone who can send JSON asks.
func ExampleNewHandler() {
	handler, err := httpapi.NewHandler(httpapi.Options{})
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/maintenance/", http.StripPrefix("/maintenance", handler))

	server := httptest.NewServer(mux) // a service has its own
	defer server.Close()
	plan := `{
		"regions": [{"name": "Bavaria", "customers": 2400, "time_zone": "Europe/Berlin", "holidays": ["DE-BX"]}],
		"window": {"duration": "1h"},
		"search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-15T00:00:00Z"}
	}`
	answer, err := http.Post(server.URL+"/maintenance/v1/suggest", "application/json", strings.NewReader(plan))
	if err != nil {
		log.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.Status)
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, "pointer") || strings.Contains(line, "value") {
			fmt.Println(strings.TrimSpace(line))
		}
	}
	// Output:
	// 400 Bad Request
	// "pointer": "/regions/0/holidays/0",
	// "value": "DE-BX",
}
