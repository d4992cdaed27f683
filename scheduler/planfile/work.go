package planfile

import "github.com/quietwindow/quietwindow/calendar/recur"

// walked is the recur.Charge of a plan: all recurrences and files share one budget of steps, and end with the
// context.
func (r *reader) walked(steps int) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if r.files.steps += steps; r.files.steps > MaxSteps {
		return &recur.WorkError{Steps: MaxSteps}
	}
	return nil
}
