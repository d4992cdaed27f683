package httpapi

import (
	"bytes"
	"net/http"

	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// notices answers with the timetable of the notices about a window.
func (t *task) notices() (*answer, error) {
	table, err := t.timetable()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := table.WriteJSON(&b); err != nil {
		return nil, err
	}
	return &answer{status: http.StatusOK, contentType: typeJSON, body: b.Bytes()}, nil
}

// timetable makes the notices that the plan asks for, or those of the zero policy.
func (t *task) timetable() (*notice.Timetable, error) {
	s, err := t.chosen()
	if err != nil {
		return nil, err
	}
	var n planfile.Notice
	if t.plan.Notice != nil {
		n = *t.plan.Notice
	}
	return notice.Plan(t.plan.Planner, t.plan.Request, *s, n.Policy, n.Options)
}
