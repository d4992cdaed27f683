package httpapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

func TestGate(t *testing.T) {
	h := newHandler(t, httpapi.Options{Gate: gate(t)})
	text := example(t, "plan.json")
	for _, c := range []struct{ query, want string }{
		{"at=2026-12-04T10:00:00Z", `{"open": false, "until": "2026-12-05T06:00:00Z", "next": "2026-12-05T06:00:00Z"}`},
		{"at=2026-12-05T12:00:00Z", `{"open": true, "until": "2026-12-06T23:00:00Z", "next": "2026-12-05T12:00:00Z"}`},
		{"at=2026-12-14T12:00:00Z", `{"open": false, "until": null, "next": null}`},
	} {
		want := strings.Trim(c.want, "{}")
		for _, w := range []interface {
			String() string
		}{post(h, "/v1/gate?"+c.query, text).Body, ask(h, http.MethodGet, "/v1/gate?"+c.query, "", "").Body} {
			var got map[string]any
			require.NoError(t, json.Unmarshal([]byte(w.String()), &got), w.String())
			picked, err := json.Marshal(map[string]any{"open": got["open"], "until": got["until"], "next": got["next"]})
			require.NoError(t, err)
			assert.JSONEq(t, "{"+want+"}", string(picked), c.query)
		}
	}
	// A threshold closes it in the day, and work that lasts needs the time.
	busy := `{"plan": ` + text + `, "at": "2026-12-05T12:00:00Z", "below": 0.01}`
	assert.Contains(t, post(h, "/v1/gate", busy).Body.String(), `"open": false`)
	assert.Contains(t, post(h, "/v1/gate?at=2026-12-06T22:30:00Z&lasting=1h", text).Body.String(), `"open": false`)
	// Its end is told, never read as closed.
	for _, w := range []string{"2027-06-01T00:00:00Z", "2026-12-15T00:00:00Z"} {
		assert.Equal(t, httpapi.TypeOutsideGate, problem(t, post(h, "/v1/gate?at="+w, text)).Type)
		assert.Equal(t, httpapi.TypeOutsideGate, problem(t, ask(h, http.MethodGet, "/v1/gate?at="+w, "", "")).Type)
	}
	p := problem(t, post(h, "/v1/gate?at=soon&below=2&lasting=1ms", text))
	require.Len(t, p.Errors, 3)
	p = problem(t, post(h, "/v1/gate?at=2026-12-05T12:00:00Z", busy))
	assert.Equal(t, "at", p.Errors[0].Parameter)
	assert.Equal(t, http.StatusNotFound, ask(newHandler(t, httpapi.Options{}), http.MethodGet, "/v1/gate", "", "").Code)
	w := ask(h, http.MethodDelete, "/v1/gate", "", "")
	assert.Equal(t, "GET, HEAD, POST", w.Header().Get("Allow"))
}
