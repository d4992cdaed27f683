package service_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/export"
	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

// description is the OpenAPI document, as it is served, and a compiler of the schemas in it.
type description struct {
	doc      map[string]any
	compiler *jsonschema.Compiler
}

const location = "https://example.com/openapi.json"

func describe(t *testing.T, server *httptest.Server) *description {
	t.Helper()
	answer, err := http.Get(server.URL + "/openapi.json")
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	// The lint of .ci/checks/service.sh reads what is served.
	require.NoError(t, os.WriteFile("openapi.served.json", text, 0o644))
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	require.NoError(t, c.AddResource(location, doc))
	return &description{doc.(map[string]any), c}
}

// schema returns the schema of an answer: the description must know its path, method, status and type.
func (d *description) schema(t *testing.T, pattern, method string, status int, kind string) *jsonschema.Schema {
	t.Helper()
	place := fmt.Sprintf("#/paths/%s/%s/responses/%d", escape(pattern), strings.ToLower(method), status)
	at := d.at(t, place)
	if ref, ok := at["$ref"].(string); ok {
		place = ref
		at = d.at(t, place)
	}
	content, _ := at["content"].(map[string]any)
	require.Contains(t, content, kind, "%s %s %d", method, pattern, status)
	s, err := d.compiler.Compile(location + place + "/content/" + escape(kind) + "/schema")
	require.NoError(t, err)
	return s
}

func escape(key string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(key) }

func (d *description) at(t *testing.T, pointer string) map[string]any {
	t.Helper()
	here := d.doc
	for _, key := range strings.Split(pointer, "/")[1:] {
		next, ok := here[strings.NewReplacer("~1", "/", "~0", "~").Replace(key)].(map[string]any)
		require.True(t, ok, "the description has no %s", pointer)
		here = next
	}
	return here
}

// check holds one real answer against the description.
func (d *description) check(t *testing.T, server *httptest.Server, pattern, path, method, contentType, body string, status int) {
	t.Helper()
	r, err := http.NewRequest(method, server.URL+path, strings.NewReader(body))
	require.NoError(t, err)
	r.Header.Set("Content-Type", contentType)
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.Equal(t, status, answer.StatusCode, "%s %s: %s", method, path, text)
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	require.NoError(t, err)
	schema := d.schema(t, pattern, method, status, kind)
	var value any = string(text)
	if strings.HasSuffix(kind, "json") {
		value, err = jsonschema.UnmarshalJSON(bytes.NewReader(text))
		require.NoError(t, err)
	}
	assert.NoError(t, schema.Validate(value), "%s %s", method, path)
}

// checkMethod holds the answer to a method that a path does not take against the description: OpenAPI lists it
// with the methods that the path does take.
func (d *description) checkMethod(t *testing.T, server *httptest.Server) {
	t.Helper()
	answer, err := http.Post(server.URL+"/v1/zones", "application/json", strings.NewReader("{}"))
	require.NoError(t, err)
	defer answer.Body.Close()
	require.Equal(t, http.StatusMethodNotAllowed, answer.StatusCode)
	value, err := jsonschema.UnmarshalJSON(answer.Body)
	require.NoError(t, err)
	assert.NoError(t, d.schema(t, "/v1/zones", "GET", answer.StatusCode, "application/problem+json").Validate(value))
}

func example(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("../../scheduler/httpapi/examples/" + name)
	require.NoError(t, err)
	return string(text)
}

func plan(t *testing.T) string { return example(t, "plan.json") }

func serve(t *testing.T, opts httpapi.Options) *httptest.Server {
	t.Helper()
	h, err := httpapi.NewHandler(opts)
	require.NoError(t, err)
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server
}

func TestAnswersAreAsDescribed(t *testing.T) {
	server := serve(t, httpapi.Options{})
	d := describe(t, server)
	text := plan(t)
	full := strings.Replace(text, `"2026-12-03"`, `"2027-01-01"`, 1)
	const inJSON = "application/json"
	envelope := func(more string) string { return `{"plan": ` + text + more + `}` }
	many, slots := example(t, "campaign.json"), example(t, "recurring.json")
	start := `"2026-12-08T20:00:00-08:00"`
	for _, c := range []struct {
		pattern, path, body string
		status              int
	}{
		{"/v1/suggest", "/v1/suggest", text, 200},
		{"/v1/suggest", "/v1/suggest", envelope(`, "files": {"a.ics": ""}`), 200},
		{"/v1/suggest", "/v1/suggest", full, 422},
		{"/v1/suggest", "/v1/suggest", `{"regions": 7`, 400},
		{"/v1/suggest", "/v1/suggest", `{"regions": [{"name": ""}], "x": 1}`, 400},
		{"/v1/assess", "/v1/assess", envelope(`, "starts": [` + start + `]`), 200},
		{"/v1/assess", "/v1/assess", text, 400},
		{"/v1/tradeoff", "/v1/tradeoff", text, 200},
		{"/v1/robustness", "/v1/robustness", text, 200},
		{"/v1/robustness", "/v1/robustness", full, 422},
		{"/v1/gate", "/v1/gate?at=2026-12-08T20:00:00Z", text, 200},
		{"/v1/gate", "/v1/gate?at=2030-01-01T00:00:00Z", text, 422},
		{"/v1/heatmap", "/v1/heatmap", text, 200},
		{"/v1/heatmap", "/v1/heatmap", full, 200},
		{"/v1/notices", "/v1/notices?suggestion=2", text, 200},
		{"/v1/notices", "/v1/notices", strings.Replace(text, `["24h"]`, `["24h"], "updates": "1h"`, 1), 200},
		{"/v1/notices", "/v1/notices?suggestion=99", text, 400},
		{"/v1/report/{format}", "/v1/report/json", text, 200},
		{"/v1/report/{format}", "/v1/report/html", text, 200},
		{"/v1/report/{format}", "/v1/report/md", text, 200},
		{"/v1/report/{format}", "/v1/report/md-full", text, 200},
		{"/v1/report/{format}", "/v1/report/txt", text, 200},
		{"/v1/report/{format}", "/v1/report/heatmap.svg", text, 200},
		{"/v1/report/{format}", "/v1/report/clocks.svg", text, 200},
		{"/v1/report/{format}", "/v1/report/pdf", text, 404},
		{"/v1/export/{format}", "/v1/export/ical", text, 200},
		{"/v1/export/{format}", "/v1/export/ical?notes=true", envelope(`, "export": {"id": "db-1", "title": "Upgrade"}`), 200},
		{"/v1/export/{format}", "/v1/export/fax", text, 404},
		{"/v1/campaign", "/v1/campaign", many, 200},
		{"/v1/campaign", "/v1/campaign", strings.Replace(many, `"times": 2`, `"times": 5`, 1), 422},
		{"/v1/campaign/review", "/v1/campaign/review", many, 200},
		{"/v1/recurring", "/v1/recurring", slots, 200},
		{"/v1/recurring/export/{format}", "/v1/recurring/export/ical?notes=true", slots, 200},
		{"/v1/recurring/export/{format}", "/v1/recurring/export/fax", slots, 404},
	} {
		d.check(t, server, c.pattern, c.path, "POST", inJSON, c.body, c.status)
	}
	for _, f := range export.Formats() {
		// Some formats ask for options of their own; then the answer says which.
		answer, err := http.Post(server.URL+"/v1/export/"+f.Name, inJSON, strings.NewReader(text))
		require.NoError(t, err)
		answer.Body.Close()
		d.check(t, server, "/v1/export/{format}", "/v1/export/"+f.Name, "POST", inJSON, text, answer.StatusCode)
	}
	for _, f := range export.RecurringForms() {
		d.check(t, server, "/v1/recurring/export/{format}", "/v1/recurring/export/"+f.Name, "POST", inJSON, slots, 200)
	}
	for path, status := range map[string]int{"/v1/holidays/DE-BY?year=2026": 200, "/v1/holidays/DE-BY": 400, "/v1/holidays/XX?year=2026": 404} {
		d.check(t, server, "/v1/holidays/{code}", path, "GET", "", "", status)
	}
	for path, status := range map[string]int{"/v1/countries/US": 200, "/v1/countries/UK": 404, "/v1/countries/US?year=1": 400} {
		d.check(t, server, "/v1/countries/{code}", path, "GET", "", "", status)
	}
	for _, path := range []string{"/v1/holidays", "/v1/countries", "/v1/formats", "/v1/zones", "/healthz", "/openapi.json"} {
		d.check(t, server, path, path, "GET", "", "", 200)
		d.check(t, server, path, path+"?x=1", "GET", "", "", 400)
	}
	d.check(t, server, "/v1/suggest", "/v1/suggest", "POST", "text/plain", text, 415)
	d.checkMethod(t, server)
	d.check(t, serve(t, httpapi.Options{MaxBody: 10}), "/v1/suggest", "/v1/suggest", "POST", inJSON, text, 413)
	d.check(t, serve(t, httpapi.Options{MaxRegions: 1}), "/v1/suggest", "/v1/suggest", "POST", inJSON, text, 422)
	d.check(t, serve(t, httpapi.Options{Timeout: 1}), "/v1/suggest", "/v1/suggest", "POST", inJSON, text, 503)
}

// The description knows every route, and the bodies that are taken.
func TestBodiesAreAsDescribed(t *testing.T) {
	d := describe(t, serve(t, httpapi.Options{}))
	var value any
	for name, body := range map[string]string{
		"PlanRequest": plan(t), "AssessRequest": `{"plan": ` + plan(t) + `, "starts": ["2026-12-08T20:00:00-08:00"]}`,
		"ChoiceRequest": `{"plan": ` + plan(t) + `, "suggestion": 2, "files": {"a": "b"}}`, "ExportRequest": `{"plan": ` + plan(t) + `, "export": {"id": "x"}}`,
		"SlotRequest": `{"plan": ` + example(t, "recurring.json") + `, "suggestion": 1}`,
	} {
		s, err := d.compiler.Compile(location + "#/components/schemas/" + name)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal([]byte(body), &value))
		assert.NoError(t, s.Validate(value), name)
		require.NoError(t, json.Unmarshal([]byte(`{"plan": 7, "x": 1}`), &value))
		assert.Error(t, s.Validate(value), name)
	}
}
