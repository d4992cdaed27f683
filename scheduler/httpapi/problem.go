package httpapi

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

const types = "https://pkg.go.dev/github.com/quietwindow/quietwindow/scheduler/httpapi#"

// The types of problems. They are the addresses of their descriptions here.
const (
	// TypeInvalidPlan (400): the plan is wrong. "errors" lists every bad field.
	TypeInvalidPlan = types + "TypeInvalidPlan"
	// TypeInvalidRequest (400): something around the plan is wrong, such as a parameter. "errors" lists
	// what.
	TypeInvalidRequest = types + "TypeInvalidRequest"
	// TypeNotFound (404): there is no such path, code or format.
	TypeNotFound = types + "TypeNotFound"
	// TypeCrossSite (403): a form came from a page of another site.
	TypeCrossSite = types + "TypeCrossSite"
	// TypeHost (421): the name in the header Host is none of this service.
	TypeHost = types + "TypeHost"
	// TypeMethod (405): the path does not take this method; the header Allow lists those it takes.
	TypeMethod = types + "TypeMethod"
	// TypeSlowBody (408): the body did not arrive in time.
	TypeSlowBody = types + "TypeSlowBody"
	// TypeLargeBody (413): the body is larger than is taken here.
	TypeLargeBody = types + "TypeLargeBody"
	// TypeMediaType (415): the body is of a type, or in an encoding, that is not taken; the header
	// Accept-Post lists the types.
	TypeMediaType = types + "TypeMediaType"
	// TypeNoWindow (422): the request is sound and no window fits. "error" says what took the time away
	// and what would help.
	TypeNoWindow = types + "TypeNoWindow"
	// TypeNoPlan (422): the campaign is sound and not all of its tasks fit. "error" is the no_plan object,
	// "campaign" holds the windows of the others.
	TypeNoPlan = types + "TypeNoPlan"
	// TypeLimit (422): the plan, its answer or the work on it is larger than is taken here. "errors" names
	// the limits.
	TypeLimit = types + "TypeLimit"
	// TypeOutsideGate (422): the time lies outside the search of the plan, of which alone a gate knows.
	TypeOutsideGate = types + "TypeOutsideGate"
	// TypeBusy (503): too many requests at once, or too large ones. The header Retry-After says after how many seconds to
	// try again.
	TypeBusy = types + "TypeBusy"
	// TypeTimeout (503): the work took too long, or was given up.
	TypeTimeout = types + "TypeTimeout"
	// TypeInternal (500): a fault of this program.
	TypeInternal = types + "TypeInternal"
)

// Problem is an error in the form of RFC 9457.
type Problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	// Detail says all of it in words. Its form may change.
	Detail string `json:"detail,omitempty"`
	// Errors are the bad fields, in the order of the file.
	Errors []Fault `json:"errors,omitempty"`
	// NoWindow belongs to TypeNoWindow and TypeNoPlan.
	NoWindow *Unfit `json:"error,omitempty"`
	// Campaign belongs to TypeNoPlan: the windows of the tasks that fit.
	Campaign *document.Campaign `json:"campaign,omitempty"`
	// Warnings are what the author of the plan should read besides.
	Warnings []string `json:"warnings,omitempty"`
	// DaysAsOf belongs to TypeNoWindow and TypeNoPlan: how old the built-in days are, if the plan uses any.
	DaysAsOf *document.DaysAsOf `json:"days_as_of,omitempty"`
	// Fingerprint belongs to the same: of what the answer rests on.
	Fingerprint *document.Fingerprint `json:"fingerprint,omitempty"`

	header [2]string
}

// Unfit is why no window fits, or not all tasks of a campaign.
type Unfit struct {
	document.Error
	// LeftOut and Changes are those of a campaign.
	LeftOut []document.LeftOut        `json:"left_out,omitzero"`
	Changes []document.CampaignChange `json:"changes,omitzero"`
}

// Fault is one bad field: where it is, what was found, and what was expected.
type Fault struct {
	// Pointer is a JSON pointer into the body, or into the part "plan" of a form; "" is the whole. Nil
	// where the fault is not in there.
	Pointer *string `json:"pointer,omitempty"`
	// Line and Column belong to text that is no JSON, counted from 1.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
	// Parameter is that of the query, Header that of the request, Part that of a form.
	Parameter string `json:"parameter,omitempty"`
	Header    string `json:"header,omitempty"`
	Part      string `json:"part,omitempty"`
	// Value is what was found, as JSON; left out where something is missing.
	Value    any    `json:"value,omitempty"`
	Expected string `json:"expected"`
}

// Error returns the detail, or else the title.
func (p *Problem) Error() string {
	if p.Detail != "" {
		return p.Detail
	}
	return p.Title
}

// titles say each type in a sentence, with its status.
var titles = map[string]struct {
	status int
	title  string
}{
	TypeInvalidPlan:    {http.StatusBadRequest, "The plan is wrong"},
	TypeInvalidRequest: {http.StatusBadRequest, "The request is wrong"},
	TypeNotFound:       {http.StatusNotFound, "There is no such thing"},
	TypeCrossSite:      {http.StatusForbidden, "The form comes from another site"},
	TypeHost:           {http.StatusMisdirectedRequest, "This service has another name"},
	TypeMethod:         {http.StatusMethodNotAllowed, "This path does not take this method"},
	TypeSlowBody:       {http.StatusRequestTimeout, "The body did not arrive in time"},
	TypeLargeBody:      {http.StatusRequestEntityTooLarge, "The body is too large"},
	TypeMediaType:      {http.StatusUnsupportedMediaType, "The body is of a type that is not taken"},
	TypeNoWindow:       {http.StatusUnprocessableEntity, "No window fits"},
	TypeNoPlan:         {http.StatusUnprocessableEntity, "Not all tasks fit"},
	TypeLimit:          {http.StatusUnprocessableEntity, "The plan is larger than is taken here"},
	TypeOutsideGate:    {http.StatusUnprocessableEntity, "The time lies outside the search"},
	TypeBusy:           {http.StatusServiceUnavailable, "Too many requests at once"},
	TypeTimeout:        {http.StatusServiceUnavailable, "The work was given up"},
	TypeInternal:       {http.StatusInternalServerError, "A fault of this program"},
}

// mostFaults is the most faults that are listed at once, as in a plan.
const mostFaults = planfile.MaxProblems

// newProblem returns a problem of a type.
func newProblem(kind, detail string, faults ...Fault) *Problem {
	if len(faults) > mostFaults {
		faults = append(faults[:mostFaults:mostFaults], Fault{Expected: fmt.Sprintf("no more than the %d faults before this one; mend them first", mostFaults)})
	}
	for i := range faults {
		faults[i].Value = shown(faults[i].Value)
	}
	return &Problem{Type: kind, Title: titles[kind].title, Status: titles[kind].status, Detail: withFaults(detail, faults), Errors: faults}
}

// withFaults adds the faults to a sentence that says only that there are some: who logs the detail alone has all of it.
func withFaults(detail string, faults []Fault) string {
	if !strings.HasSuffix(detail, ".") {
		return detail // the words of an error, which names them
	}
	for _, f := range faults {
		detail += "\n  " + f.line()
	}
	return detail
}

// line says a fault in one line.
func (f Fault) line() string {
	place := cmp.Or(f.Parameter, f.Header, f.Part)
	switch {
	case place != "":
	case f.Pointer == nil:
		return f.Expected
	default:
		place = cmp.Or(*f.Pointer, "the body")
	}
	if f.Value == nil {
		return fmt.Sprintf("%s: expected %s", place, f.Expected)
	}
	return (&scheduler.FieldError{Path: place, Value: f.Value, Expected: f.Expected}).Error()
}

// shown returns a value for a fault: shortened where it is long, and never anything but Unicode.
func shown(value any) any {
	text, isText := value.(string)
	if raw, ok := value.(json.RawMessage); ok {
		if len(raw) <= mostShown && json.Unmarshal(raw, &value) == nil {
			return value
		}
		text, isText = string(raw), true
	}
	if !isText {
		return value
	}
	if text = strings.ToValidUTF8(text, "\ufffd"); len(text) > mostShown {
		text = strings.ToValidUTF8(text[:mostShown], "") + "…"
	}
	return text
}

// mostShown is how much of a value or a key is shown, in bytes.
const mostShown = 200

// at returns a fault of the body.
func at(pointer string, value any, expected string) Fault {
	return Fault{Pointer: &pointer, Value: value, Expected: expected}
}

func retryAfter(seconds int) [2]string { return [2]string{"Retry-After", strconv.Itoa(seconds)} }

// errNoTurn says that a request waited for its turn in vain.
var errNoTurn = errors.New("no turn came up in time")

// planProblem turns the faults of a plan into a problem. In is the pointer of the plan in the body.
func planProblem(in string, err error) *Problem {
	doc := document.NewErrorResult(err).Error
	p := newProblem(TypeInvalidPlan, doc.Message)
	for _, item := range doc.Problems {
		f := at(in+pointer(item.Path), item.Value, item.Expected)
		f.Line, f.Column, _ = position(item.Path)
		p.Errors = append(p.Errors, f)
	}
	return p
}

// problemOf turns what the scheduler answered into a problem.
func problemOf(in string, err error) *Problem {
	var p *Problem
	var none *scheduler.NoWindowError
	var large *bounded.LimitError
	var largePlan *planfile.LimitError
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &largePlan):
		p := planProblem(in, largePlan)
		p.Type, p.Title, p.Status = TypeLimit, titles[TypeLimit].title, titles[TypeLimit].status
		return p
	case errors.As(err, &none):
		doc := document.NewErrorResult(none).Error
		p := newProblem(TypeNoWindow, doc.Message)
		p.NoWindow = &Unfit{Error: doc}
		return p
	case errors.As(err, &large):
		return newProblem(TypeLimit, fmt.Sprintf("The answer would be larger than %d bytes.", large.Limit),
			at(in, nil, fmt.Sprintf("a plan whose answer has at most %d bytes: fewer regions or fewer suggestions help", large.Limit)))
	case errors.Is(err, errNoTurn), errors.Is(err, errNoRoom):
		p := newProblem(TypeBusy, "Others are being worked on; try again soon.")
		p.header = retryAfter(1)
		return p
	case errors.Is(err, context.DeadlineExceeded):
		return newProblem(TypeTimeout, "The plan takes longer than is allowed here: fewer regions, a shorter search or a coarser step help.")
	case errors.Is(err, context.Canceled):
		return newProblem(TypeTimeout, "The client went away, or the server is stopping.")
	case document.NewErrorResult(err).Error.Kind == document.KindInvalidPlan:
		return planProblem(in, err)
	}
	return newProblem(TypeInternal, fmt.Sprintf("An error that should not have come up: %v.", err))
}
