package httpapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
)

// handler answers all routes. It never changes once built; turns and budget are safe for concurrent use.
type handler struct {
	opts    Options
	turns   *turns
	budget  *budget
	origins *http.CrossOriginProtection
	mux     *http.ServeMux
	// prompt is the mux behind what ends connections.
	prompt http.Handler
	// zones and document are the answers of /v1/zones and /openapi.json.
	zones, document *answer
	lists           lists
}

// NewHandler returns the handler of all routes, or everything that is wrong with the options, as
// scheduler.FieldErrors. It keeps nothing between requests, and is safe for concurrent use. Cost: it
// loads every time zone once, some milliseconds.
func NewHandler(opts Options) (http.Handler, error) {
	filled, err := opts.filled()
	if err != nil {
		return nil, err
	}
	names := loadable()
	if len(names) == 0 {
		return nil, errors.New("there is no time zone database here: import time/tzdata")
	}
	zones, err := zoneList(names)
	if err != nil {
		return nil, err
	}
	lists, err := newLists(names)
	if err != nil {
		return nil, err
	}
	document, err := openAPIDocument()
	if err != nil {
		return nil, err
	}
	h := &handler{
		opts: filled, turns: newTurns(filled.MaxConcurrent, filled.MaxWaiting), budget: newBudget(filled.shared()),
		origins: http.NewCrossOriginProtection(), mux: http.NewServeMux(), zones: zones, lists: lists, document: lasting(document),
	}
	for _, origin := range filled.TrustedOrigins {
		if err := h.origins.AddTrustedOrigin(origin); err != nil {
			return nil, err
		}
	}
	for pattern, r := range h.routes() {
		h.mux.Handle(pattern, r)
	}
	h.prompt = Prompt(http.HandlerFunc(h.serve), filled.BodyTimeout)
	return h, nil
}

// route is what answers one path.
type route struct {
	*handler
	method string
	// parameters are those of the query; of these, many may be given several times.
	parameters []string
	many       string
	// get answers GET on the same path, where there is such a route.
	get *route
	do  func(v *visit, query url.Values) (*answer, error)
}

func (h *handler) routes() map[string]route {
	get := func(do func(*visit, url.Values) (*answer, error), parameters ...string) route {
		return route{h, http.MethodGet, parameters, "", nil, func(v *visit, query url.Values) (*answer, error) {
			return do(v, query)
		}}
	}
	choice := []string{keySuggestion, keyStart}
	gate, standing := h.post(one((*task).gate), keyAt, keyBelow, keyLasting), get(h.standingGate, "at")
	gate.get = &standing
	return map[string]route{
		"/v1/suggest":                   h.post(one((*task).suggestions)),
		"/v1/assess":                    h.post(one((*task).assess), keyStarts),
		"/v1/tradeoff":                  h.post(one((*task).tradeoff)),
		"/v1/robustness":                h.post(one((*task).robustness)),
		"/v1/campaign":                  h.post((*task).campaign),
		"/v1/campaign/review":           h.post((*task).review),
		"/v1/recurring":                 h.post((*task).recurring),
		"/v1/recurring/export/{format}": h.post((*task).exportSlot, keySuggestion, keyExport, keyNotes),
		"/v1/gate":                      gate,
		"/v1/heatmap":                   h.post(one((*task).heatMap)),
		noticesPath:                     h.post(one((*task).notices), choice...),
		"/v1/report/{format}":           h.post(one((*task).report), choice...),
		"/v1/export/{format}":           h.post(one((*task).export), keySuggestion, keyStart, keyExport, keyNotes),
		"/v1/holidays":                  get(h.listCodes),
		"/v1/holidays/{code}":           get(holidays, "year"),
		"/v1/countries":                 get(h.listCountries),
		"/v1/countries/{code}":          get(h.country),
		"/v1/formats":                   get(h.listFormats),
		"/v1/zones":                     get(h.listZones),
		"/healthz":                      get(healthy),
		"/openapi.json":                 get(h.openAPI),
		"/":                             {handler: h, do: nil},
	}
}

// ServeHTTP answers a request.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.prompt.ServeHTTP(w, r) }

func (h *handler) serve(w http.ResponseWriter, r *http.Request) {
	// The mux would redirect to the clean path, with a page in HTML.
	if p := r.URL.Path; p != path.Clean("/"+p) {
		v := h.visit(w, r)
		defer v.share.close()
		v.send(v.problem(notFound(r)))
		return
	}
	h.mux.ServeHTTP(w, r)
}

func notFound(r *http.Request) *Problem {
	return newProblem(TypeNotFound, fmt.Sprintf("There is nothing at %q; GET /openapi.json lists what there is.", r.URL.Path))
}

// ServeHTTP checks method and query, and answers.
func (rt route) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	v := rt.visit(w, r)
	defer v.share.close()
	a, err := rt.answer(v)
	if err != nil {
		a = v.problem(problemOf("", err))
	}
	v.send(a)
}

func (rt route) answer(v *visit) (*answer, error) {
	r := v.r
	if rt.get != nil && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
		return rt.get.answer(v)
	}
	if problem := rt.hostProblem(r); problem != nil {
		return nil, problem
	}
	if rt.do == nil {
		return nil, notFound(r)
	}
	if allowed := r.Method == rt.method || r.Method == http.MethodHead && rt.method == http.MethodGet; !allowed {
		p := newProblem(TypeMethod, fmt.Sprintf("%s takes %s.", r.URL.Path, rt.method))
		p.header = [2]string{"Allow", rt.method}
		switch {
		case rt.get != nil:
			p.Detail, p.header[1] = fmt.Sprintf("%s takes GET and POST.", r.URL.Path), "GET, HEAD, POST"
		case rt.method == http.MethodGet:
			p.header[1] = "GET, HEAD"
		}
		return nil, p
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, newProblem(TypeInvalidRequest, fmt.Sprintf("The query cannot be read: %v.", err))
	}
	if faults := rt.badParameters(query); faults != nil {
		return nil, newProblem(TypeInvalidRequest, "The query is wrong.", faults...)
	}
	return rt.do(v, query)
}

// badParameters lists parameters that the path does not take, and those given too often, by name.
func (rt route) badParameters(query url.Values) []Fault {
	var faults []Fault
	names := make([]string, 0, len(query))
	for name := range query {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		switch values := query[name]; {
		case !slices.Contains(rt.parameters, name):
			expected := "no parameters"
			if len(rt.parameters) > 0 {
				expected = "one of " + strings.Join(rt.parameters, ", ")
			}
			faults = append(faults, Fault{Parameter: name, Value: values[0], Expected: expected})
		case len(values) > 1 && name != rt.many:
			faults = append(faults, Fault{Parameter: name, Value: values[1], Expected: "each parameter once"})
		}
	}
	return faults
}

// post returns the route of work on a plan. Keys are those that may stand beside the plan.
func (h *handler) post(do func(*task) (*answer, error), keys ...string) route {
	rt := route{handler: h, method: http.MethodPost}
	for _, key := range keys {
		if parameter, ok := parameterOf[key]; ok {
			rt.parameters = append(rt.parameters, parameter)
		}
	}
	rt.many = parameterOf[keyStarts]
	rt.do = func(v *visit, query url.Values) (*answer, error) {
		kind, boundary, problem := h.bodyKind(v.r)
		if problem != nil {
			return nil, problem
		}
		body, problem := v.readBody()
		if problem != nil {
			return nil, problem
		}
		return v.inTurn(func(ctx context.Context) (*answer, error) {
			if err := v.share.wait(ctx, weightOfText(len(body))); err != nil {
				return nil, err
			}
			var files memory
			if kind == typeForm {
				if body, files, problem = readForm(body, boundary); problem != nil {
					return nil, problem
				}
			}
			a, problem := readAsk(body, files, query, keys)
			if problem != nil {
				return nil, problem
			}
			t, err := v.newTask(ctx, a)
			if err != nil {
				return nil, problemOf(a.in, err)
			}
			out, err := do(t)
			if err != nil {
				return nil, t.problem(err)
			}
			return out, nil
		})
	}
	return rt
}
