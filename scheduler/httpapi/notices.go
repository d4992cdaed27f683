package httpapi

import (
	"net/http"

	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
)

// noticesPath is where they are asked for.
const noticesPath = "/v1/notices"

// notices answers with the timetable of the notices about a window.
func (t *task) notices() (*answer, error) {
	table, err := t.timetable()
	if err != nil {
		return nil, err
	}
	w, p := t.page(t.ctx)
	if err := bounded.JSON(w, table); err != nil {
		return nil, err
	}
	return &answer{status: http.StatusOK, contentType: typeJSON, body: p.list}, nil
}

// timetable makes the notices that the plan asks for, or those of the zero policy.
func (t *task) timetable() (*notice.Timetable, error) {
	s, err := t.chosen()
	if err != nil {
		return nil, err
	}
	return decision.Notices(t.ctx, t.plan, *s)
}
