package recur

import (
	"context"
	"fmt"
)

// Charge is told of the work of an expansion while it goes on: the steps walked since it was told
// last, some hundreds apart where the rule gives days, and once more at the end. An error that it returns
// stops the expansion and is the expansion's error, as it is. A step is a day or a reading looked at, some
// hundred nanoseconds; a rule over five years has about two thousand, and one that gives no day up to
// forty years more of them at its end, which are walked without a stop. A nil Charge costs nothing and stops
// nothing.
type Charge func(steps int) error

// WorkError reports that expansions took more steps than allowed.
type WorkError struct {
	Steps int // the number allowed
}

// Error says what the limit is and what to do.
func (e *WorkError) Error() string {
	return fmt.Sprintf("recurrences that take more than %d steps to work out: choose a shorter interval, fewer rules, or starts nearer to it for rules with a COUNT", e.Steps)
}

// Budget returns a Charge that allows so many steps in all and ends with ctx. Its errors are that of the
// context, and a *[WorkError]; once there was one it stays. One budget may serve any number of
// expansions one after the other, but not several at the same time.
func Budget(ctx context.Context, steps int) Charge {
	left := steps
	return func(n int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if n > left {
			left = -1
		}
		if left < 0 {
			return &WorkError{Steps: steps}
		}
		left -= n
		return nil
	}
}

// meter gathers steps, so that a Charge is not called for each.
type meter struct {
	charge Charge
	steps  int
}

// stepsAtOnce is how many steps are gathered: some microseconds.
const stepsAtOnce = 512

func (m *meter) add(n int) error {
	if m.steps += n; m.steps < stepsAtOnce {
		return nil
	}
	return m.flush()
}

func (m *meter) flush() error {
	steps := m.steps
	m.steps = 0
	if m.charge == nil || steps == 0 {
		return nil
	}
	return m.charge(steps)
}
