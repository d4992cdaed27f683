package httpapi

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/export"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// slots finds the best recurring slots.
func (t *task) slots() (*scheduler.RecurringResult, error) {
	if t.plan.Recurring == nil {
		return nil, newProblem(TypeInvalidPlan, "The plan has no recurring slot.", at(t.ask.in+"/recurring", nil, "the key recurring; /v1/suggest answers a plan of one window"))
	}
	return t.plan.Planner.Recurring(t.ctx, t.plan.Request, *t.plan.Recurring)
}

func (t *task) recurring() (*answer, error) {
	res, err := t.slots()
	if err != nil {
		return nil, err
	}
	doc := document.NewRecurring(res, t.warnings())
	doc.Learned, doc.DaysAsOf = decision.Learned(t.plan), decision.DaysAsOf(t.plan)
	doc.Fingerprint, err = decision.Fingerprint(t.ctx, t.plan)
	return t.found(doc, err)
}

// exportSlot answers with a slot in the form of another tool.
func (t *task) exportSlot() (*answer, error) {
	if !slices.Contains(export.RecurringFormats(), t.format) {
		return nil, newProblem(TypeNotFound, fmt.Sprintf("There is no export %q of a recurring slot; there are %s.", t.format, strings.Join(export.RecurringFormats(), ", ")))
	}
	res, err := t.slots()
	if err != nil {
		return nil, err
	}
	n := max(1, t.ask.suggestion)
	if n > len(res.Slots) {
		f := t.ask.choiceIn
		f.Expected = fmt.Sprintf("at most %d: there are no more slots", len(res.Slots))
		return nil, newProblem(TypeInvalidRequest, "There are fewer slots.", f)
	}
	slot := res.Slots[n-1]
	m := t.ask.export.maintenance(t.plan.ID, calendar.Interval{Start: slot.FirstStart, End: slot.FirstStart.Add(res.Duration)}, nil, time.Now())
	out, err := export.Recurring(t.format, export.RecurringWindow{ID: m.ID, Title: m.Title, Every: res.Every, Location: res.Location, Duration: res.Duration, Slot: slot, Stamp: m.Stamp})
	var faults scheduler.FieldErrors
	if errors.As(err, &faults) && faults[0].Path == "format" {
		return nil, newProblem(TypeInvalidRequest, fmt.Sprintf("%s cannot hold this slot: it takes %s.", t.format, faults[0].Expected))
	}
	if err != nil {
		return nil, inExport(err)
	}
	if t.ask.notes {
		doc := exportDocument{Format: out.Format.Name, MediaType: out.Format.MediaType, Bodies: []string{string(out.Bytes)}, Notes: []export.Note{}}
		for _, text := range out.Notes {
			doc.Notes = append(doc.Notes, export.Note{Kind: export.NoteByHand, Window: -1, Text: text})
		}
		return t.inJSON(t.ctx, doc)
	}
	w, p := t.page(t.ctx)
	if _, err := w.Write(out.Bytes); err != nil {
		return nil, err
	}
	return &answer{status: http.StatusOK, contentType: out.Format.MediaType, file: "maintenance-" + out.Format.Name + out.Format.Extension, body: p.list}, nil
}
