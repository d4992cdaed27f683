package httpapi

import (
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// gateAsk is what is asked of a gate.
type gateAsk struct {
	at   time.Time // zero means now
	opts scheduler.GateOptions
	in   Fault // where at stands
	seen []string
}

// asked reports whether the route of these keys is that of the gate.
func (g *gateAsk) asked(keys []string) bool { return slices.Contains(keys, keyAt) }

// query reads at, below and lasting from the query.
func (g *gateAsk) query(query url.Values) []Fault {
	var faults []Fault
	for _, key := range []string{keyAt, keyBelow, keyLasting} {
		if query.Has(key) {
			text := query.Get(key)
			value, _ := json.Marshal(text)
			if key == keyBelow {
				value = []byte(text)
			}
			faults = append(faults, g.set(key, value, Fault{Parameter: key, Value: text})...)
		}
	}
	return faults
}

// set takes one of the values, which stands where the fault says.
func (g *gateAsk) set(key string, value json.RawMessage, in Fault) []Fault {
	if slices.Contains(g.seen, key) {
		in.Expected = "it in the body or in the query, not both"
		return []Fault{in}
	}
	g.seen = append(g.seen, key)
	ok := false
	switch key {
	case keyAt:
		g.at, ok = instant(textOf(value))
		in.Expected, g.in = anInstant(textOf(value)), in
	case keyBelow:
		share, err := strconv.ParseFloat(string(value), 64)
		g.opts.Below, ok = share, err == nil && share > 0 && share <= 1
		in.Expected = "a share greater than 0, at most 1"
	default:
		lasting, err := time.ParseDuration(textOf(value))
		g.opts.Lasting, ok = lasting, err == nil && lasting >= time.Second && lasting <= scheduler.MaxExposure && lasting%time.Second == 0
		in.Expected = "a time such as 90m, in whole seconds"
	}
	if !ok {
		return []Fault{in}
	}
	return nil
}

// gateDocument is the answer of /v1/gate.
type gateDocument struct {
	Version int       `json:"version"`
	At      time.Time `json:"at"`
	Open    bool      `json:"open"`
	// Until is when that changes, and Next when the gate is open from At on; null where that is not within the
	// search, which ends at Known.
	Until    *time.Time `json:"until"`
	Next     *time.Time `json:"next"`
	Known    time.Time  `json:"known_until"`
	Warnings []string   `json:"warnings"`
}

func newGateDocument(g *scheduler.Gate, at time.Time, in Fault, warnings []string) (gateDocument, error) {
	if at.IsZero() {
		at = time.Now().Truncate(time.Second)
	}
	span := g.Span()
	doc := gateDocument{Version: 1, At: at.In(span.Start.Location()), Known: span.End, Warnings: warnings}
	var err error
	if doc.Open, err = g.Open(at); err != nil {
		if !errors.Is(err, scheduler.ErrOutsideGate) {
			return doc, err
		}
		in.Expected = "a time within the search, " + span.Start.Format(time.RFC3339) + " to " + span.End.Format(time.RFC3339)
		if in.Parameter == "" && in.Pointer == nil {
			in.Parameter = keyAt
		}
		return doc, newProblem(TypeOutsideGate, err.Error(), in)
	}
	if until, ok, _ := g.Until(at); ok {
		doc.Until = &until
	}
	if next, ok, _ := g.Next(at); ok {
		doc.Next = &next
	}
	return doc, nil
}

// gate answers whether maintenance may run at a time.
func (t *task) gate() (*answer, error) {
	prepared, err := t.plan.Planner.Prepare(t.ctx, t.plan.Request)
	if err != nil {
		return nil, err
	}
	g, err := prepared.Gate(t.ask.gate.opts)
	if err != nil {
		return nil, err
	}
	doc, err := newGateDocument(g, t.ask.gate.at, t.ask.gate.in, t.warnings())
	if err != nil {
		return nil, err
	}
	return t.inJSON(t.ctx, doc)
}

// standingGate answers the same for the plan that the service was started with.
func (h *handler) standingGate(v *visit, query url.Values) (*answer, error) {
	g := h.opts.Gate
	if h.opts.CurrentGate != nil {
		g = h.opts.CurrentGate()
	}
	if g == nil {
		return nil, newProblem(TypeNotFound, "This service was started without a gate; POST /v1/gate takes a plan.")
	}
	var ask gateAsk
	if faults := ask.query(query); faults != nil {
		return nil, newProblem(TypeInvalidRequest, "The query is wrong.", faults...)
	}
	doc, err := newGateDocument(g, ask.at, ask.in, []string{})
	if err != nil {
		return nil, err
	}
	return v.inJSON(v.r.Context(), doc)
}
