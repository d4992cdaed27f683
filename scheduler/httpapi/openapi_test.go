package httpapi_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/httpapi"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// operation is what the description says about one method of a path.
type operation struct {
	OperationID string
	Parameters  []struct {
		Name, In string
		Required bool
		Example  any
	}
	RequestBody struct{ Content map[string]media }
	Responses   map[string]struct {
		Ref     string `json:"$ref"`
		Content map[string]media
	}
}

type media struct{ Example json.RawMessage }

// described reads operations from a description, by path and method.
func described(t *testing.T, text []byte) (doc struct {
	Paths      map[string]map[string]operation
	Components struct {
		Responses map[string]struct{ Content map[string]media }
	}
}) {
	t.Helper()
	require.NoError(t, json.Unmarshal(text, &doc))
	return doc
}

// Every operation has an example, and it is true: what is sent there is answered so. Run with -update after a
// change of the answers, it renews those that stand in files.
func TestOpenAPIExamples(t *testing.T) {
	h := newHandler(t, httpapi.Options{Gate: gate(t)})
	served := described(t, ask(h, http.MethodGet, "/openapi.json", "", "").Body.Bytes())
	text, err := os.ReadFile("openapi.json")
	require.NoError(t, err)
	raw := described(t, text)
	ids := make(map[string]bool)
	for path, methods := range served.Paths {
		for method, op := range methods {
			assert.False(t, ids[op.OperationID], "%s stands twice", op.OperationID)
			ids[op.OperationID] = true
			target := path
			for _, p := range op.Parameters {
				if p.Required || method == "get" {
					require.NotNil(t, p.Example, "%s %s", path, p.Name)
					value, _ := json.Marshal(p.Example)
					text := strings.Trim(string(value), `"`)
					target = strings.Replace(target, "{"+p.Name+"}", text, 1)
					target += map[string]string{"query": "?" + url.QueryEscape(p.Name) + "=" + text}[p.In]
				}
			}
			body := string(op.RequestBody.Content["application/json"].Example)
			require.Equal(t, method == "post", body != "", path)
			w := ask(h, strings.ToUpper(method), target, "application/json", body)
			require.Equal(t, http.StatusOK, w.Code, "%s: %s", target, w.Body)
			shown := 0
			for kind, m := range op.Responses["200"].Content {
				if m.Example == nil {
					continue
				}
				shown++
				require.Equal(t, kind, strings.Split(w.Header().Get("Content-Type"), ";")[0], path)
				got, mark := w.Body.Bytes(), raw.Paths[path][method].Responses["200"].Content[kind].Example
				if strings.HasSuffix(kind, "json") {
					renew(t, mark, shorten(t, got))
					assertWithin(t, m.Example, got, path)
					continue
				}
				got = bytes.Join(firstLines(got), nil)
				renew(t, mark, got)
				want, _ := json.Marshal(string(got))
				assertWithin(t, m.Example, want, path)
			}
			assert.Equal(t, 1, shown, "examples of an answer of %s", path)
			for _, status := range []string{"400", "405", "500"} {
				assert.Contains(t, op.Responses, status, path)
			}
		}
	}
	assert.Len(t, ids, len(httpapi.Paths()), "the gate has two, what is not there none")
	for name, r := range map[string]struct {
		body   string
		status int
	}{"Bad": {`{"regions": [], "window": {"duration": "1 hour"}}`, 400}, "Unprocessable": {strings.Replace(example(t, "plan.json"), `"2026-12-03"`, `"2027-01-01"`, 1), 422}} {
		w := post(h, "/v1/suggest", r.body)
		require.Equal(t, r.status, w.Code, w.Body)
		renew(t, raw.Components.Responses[name].Content["application/problem+json"].Example, shorten(t, w.Body.Bytes()))
		assertWithin(t, served.Components.Responses[name].Content["application/problem+json"].Example, w.Body.Bytes(), name)
	}
}

// gate is that of the plan of the examples.
func gate(t *testing.T) *scheduler.Gate {
	t.Helper()
	p, err := planfile.Parse(t.Context(), []byte(example(t, "plan.json")), planfile.Options{})
	require.NoError(t, err)
	prepared, err := p.Planner.Prepare(t.Context(), p.Request)
	require.NoError(t, err)
	g, err := prepared.Gate(scheduler.GateOptions{})
	require.NoError(t, err)
	return g
}

func example(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("examples", name))
	require.NoError(t, err)
	return string(text)
}

// renew writes an example to the file that a mark such as "@x.answer.json" names, where -update is given.
func renew(t *testing.T, mark json.RawMessage, text []byte) {
	t.Helper()
	if name, ok := strings.CutPrefix(strings.Trim(string(mark), `"`), "@"); ok && *update {
		require.NoError(t, os.WriteFile(filepath.Join("examples", name), text, 0o644))
	}
}

// firstLines are what an example shows of a text.
func firstLines(text []byte) [][]byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	return lines[:min(len(lines), 20)]
}

// shorten cuts every list of a JSON text after three entries.
func shorten(t *testing.T, text []byte) []byte {
	t.Helper()
	out, err := json.MarshalIndent(cut(decoded(t, text)), "", "  ")
	require.NoError(t, err)
	return append(out, '\n')
}

func cut(value any) any {
	switch v := value.(type) {
	case []any:
		v = v[:min(len(v), 3)]
		for i := range v {
			v[i] = cut(v[i])
		}
		return v
	case map[string]any:
		for key := range v {
			v[key] = cut(v[key])
		}
	}
	return value
}

func decoded(t *testing.T, text []byte) (value any) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	require.NoError(t, dec.Decode(&value))
	return value
}

// assertWithin asserts that an answer is as the example says, which may have shorter lists and fewer keys.
func assertWithin(t *testing.T, example, answer []byte, where string) {
	t.Helper()
	if *update {
		return // what was served was that of before
	}
	within(t, decoded(t, example), decoded(t, answer), where)
}

func within(t *testing.T, want, got any, where string) {
	t.Helper()
	switch w := want.(type) {
	case []any:
		g, _ := got.([]any)
		require.GreaterOrEqual(t, len(g), len(w), where)
		for i := range w {
			within(t, w[i], g[i], where)
		}
	case map[string]any:
		g, _ := got.(map[string]any)
		for key := range w {
			within(t, w[key], g[key], where+" "+key)
		}
	default:
		require.Equal(t, want, got, where)
	}
}

// What is described as the error of a campaign is what the library's own type has.
func TestOpenAPIHasNoPlan(t *testing.T) {
	w := post(newHandler(t, httpapi.Options{}), "/v1/campaign", strings.Replace(example(t, "campaign.json"), `"times": 2`, `"times": 5`, 1))
	require.Equal(t, http.StatusUnprocessableEntity, w.Code)
	p := problem(t, w)
	assert.Equal(t, document.KindNoPlan, p.NoWindow.Kind)
}
