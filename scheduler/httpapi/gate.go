package httpapi

import "context"

// gate bounds how many requests are open, and how many of those are worked on.
type gate struct {
	open, work chan struct{}
}

func newGate(working, waiting int) gate {
	return gate{open: make(chan struct{}, working+waiting), work: make(chan struct{}, working)}
}

// enter takes one of the places for open requests, and reports whether there was one.
func (g gate) enter() bool {
	select {
	case g.open <- struct{}{}:
		return true
	default:
		return false
	}
}

func (g gate) leave() { <-g.open }

// begin waits for a turn to work. A request whose client takes its time with the body does not hold
// one.
func (g gate) begin(ctx context.Context) error {
	select {
	case g.work <- struct{}{}:
		return nil
	case <-ctx.Done():
		return errNoTurn
	}
}

func (g gate) end() { <-g.work }
