package scheduler_test

import (
	"context"

	"github.com/quietwindow/quietwindow/scheduler"
)

// must returns what a call with sound arguments returns.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// blocksOf is the function of a rule that blocks the same whatever it sees.
func blocksOf(blocks []scheduler.Block) func(context.Context, *scheduler.View, func(scheduler.Block) bool) error {
	return func(_ context.Context, _ *scheduler.View, yield func(scheduler.Block) bool) error {
		for _, b := range blocks {
			if !yield(b) {
				break
			}
		}
		return nil
	}
}
