package httpapi

import (
	"context"
	"sync/atomic"
	"time"
)

// Go looks for what has come over the network when a processor has nothing to run, or every 10 ms: with all
// processors at long work a small request of another client would take that long at each of its steps,
// turn or no turn. So long work stops for a breath while others are about.
const (
	// slice is how long work goes on without a breath.
	slice = time.Millisecond
	// breath is the shortest sleep that the runtime knows, if a processor has nothing else to do.
	breath = time.Millisecond
	// about is for how long after it began a request its client counts as being about. Two clients with
	// nothing but long work seldom are, and hold up each other for nothing.
	about = 100 * time.Millisecond
)

// paced is the context of work that has a turn. All work asks its context often whether to go on, and takes
// its breath then.
type paced struct {
	context.Context
	turns  *turns
	client string
	// since is when the slice began.
	since atomic.Pointer[time.Time]
}

func newPaced(ctx context.Context, turns *turns, client string) *paced {
	p := &paced{Context: ctx, turns: turns, client: client}
	p.begin()
	return p
}

func (p *paced) begin() {
	now := time.Now()
	p.since.Store(&now)
}

// Err returns why the work has to end, nil where it goes on.
func (p *paced) Err() error {
	if time.Since(*p.since.Load()) >= slice {
		if p.turns.othersAbout(p.client) {
			time.Sleep(breath)
		}
		p.begin()
	}
	return p.Context.Err()
}

// seen is a client, and when a request of it last began.
type seen struct {
	client string
	at     time.Time
}

// see notes that a request of a client begins. The caller holds the lock.
func (t *turns) see(client string) {
	if t.last.client != client {
		t.before = t.last
	}
	t.last = seen{client, time.Now()}
}

// othersAbout reports whether a request of another client began a short time ago.
func (t *turns) othersAbout(client string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	other := t.last
	if other.client == client {
		other = t.before
	}
	return !other.at.IsZero() && time.Since(other.at) < about
}
