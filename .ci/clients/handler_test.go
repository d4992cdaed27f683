package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/httpapi"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// operations are those of the description, as "POST /v1/suggest", sorted.
func operations(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("openapi.served.json")
	require.NoError(t, err)
	var doc struct{ Paths map[string]map[string]any }
	require.NoError(t, json.Unmarshal(text, &doc))
	var list []string
	for pattern, methods := range doc.Paths {
		for method := range methods {
			list = append(list, strings.ToUpper(method)+" "+pattern)
		}
	}
	slices.Sort(list)
	return list
}

// answered is a handler that remembers which operations it answered with 200.
type answered struct {
	server *httptest.Server
	mutex  sync.Mutex
	list   []string
}

func serve(t *testing.T) *answered {
	t.Helper()
	plan, err := os.ReadFile("../../scheduler/httpapi/examples/plan.json")
	require.NoError(t, err)
	parsed, err := planfile.Parse(t.Context(), plan, planfile.Options{})
	require.NoError(t, err)
	prepared, err := parsed.Planner.Prepare(t.Context(), parsed.Request)
	require.NoError(t, err)
	gate, err := prepared.Gate(scheduler.GateOptions{})
	require.NoError(t, err)
	h, err := httpapi.NewHandler(httpapi.Options{Gate: gate})
	require.NoError(t, err)
	all := operations(t)
	a := new(answered)
	a.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// It is noted when the answer begins: its client may go on before the handler ends.
		h.ServeHTTP(&watched{w, func(code int) { a.note(all, r, code) }}, r)
	}))
	t.Cleanup(a.server.Close)
	return a
}

// note notes an operation that is answered with 200.
func (a *answered) note(all []string, r *http.Request, code int) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	// Patterns without a parameter come first where both match: none has the other's path today.
	i := slices.IndexFunc(all, func(op string) bool {
		method, pattern, _ := strings.Cut(op, " ")
		return method == r.Method && matches(pattern, r.URL.Path)
	})
	if i >= 0 && code == http.StatusOK && !slices.Contains(a.list, all[i]) {
		a.list = append(a.list, all[i])
	}
}

// matches reports whether a path is of a pattern such as /v1/report/{format}.
func matches(pattern, given string) bool {
	if dir, last := path.Split(pattern); strings.HasPrefix(last, "{") {
		given, _ = path.Split(given)
		return dir == given
	}
	return pattern == given
}

// requireAll asserts that every operation was answered.
func (a *answered) requireAll(t *testing.T) {
	t.Helper()
	a.mutex.Lock()
	defer a.mutex.Unlock()
	slices.Sort(a.list)
	require.Equal(t, operations(t), a.list)
}

// watched tells the code of an answer as it begins.
type watched struct {
	http.ResponseWriter
	begins func(code int)
}

func (s *watched) WriteHeader(code int) {
	s.begins(code)
	s.ResponseWriter.WriteHeader(code)
}

func (s *watched) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// example reads one of the examples of the description into a value of the made types.
func example[T any](t *testing.T, name string) (value T) {
	t.Helper()
	text, err := os.ReadFile("../../scheduler/httpapi/examples/" + name)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &value))
	return value
}
