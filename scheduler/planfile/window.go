package planfile

import (
	"math"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// window reads the window, what may follow it, what is kept clear and the rollback.
func (r *reader) window(plan *object, d *draft) {
	v, ok := plan.get("window")
	if !ok {
		return
	}
	if o, ok := r.object(v, windowKeys); ok {
		r.windowOf(o, d)
	}
}

// windowOf reads the keys of a window.
func (r *reader) windowOf(o *object, d *draft) {
	if v, ok := o.get("duration"); ok {
		d.req.Duration, _ = r.duration(v, time.Second, scheduler.MaxExposure)
	}
	if v, ok := o.get("overrun"); ok && r.list(v, scheduler.MaxOverrunStages, "stages") {
		for _, item := range v.items("an object with the keys until and probability") {
			d.req.Overrun = append(d.req.Overrun, r.stage(item))
		}
	}
	if v, ok := o.get("keep_clear"); ok {
		d.req.KeepClear, _ = r.duration(v, time.Second, scheduler.MaxExposure)
	}
	if v, ok := o.get("rollback"); ok {
		d.req.Rollback, _ = r.duration(v, time.Second, longestSpan)
	}
}

// stage reads one stage of the overrun. What cannot be read is left at a value that the scheduler
// refuses: it then compares neither of its neighbours with it.
func (r *reader) stage(v value) scheduler.OverrunStage {
	stage := scheduler.OverrunStage{Probability: math.NaN()}
	o, ok := r.object(v, stageKeys)
	if !ok {
		return stage
	}
	if v, ok := o.get("until"); ok {
		stage.Until, _ = r.duration(v, time.Second, scheduler.MaxExposure)
	}
	if v, ok := o.get("probability"); ok {
		if p, ok := r.fraction(v); ok {
			stage.Probability = p
		}
	}
	return stage
}
