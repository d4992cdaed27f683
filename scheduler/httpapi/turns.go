package httpapi

import (
	"context"
	"slices"
	"sync"
)

// turns bounds how many requests are worked on, and shares them fairly among clients: those who wait
// are served in a circle, client by client, and a client with none in work need not wait for the work
// of others. It is safe for concurrent use.
type turns struct {
	mu sync.Mutex
	// free is how many more may be worked on, less those beyond the usual number.
	free int
	// room is how many more may wait.
	room int
	// inWork counts by client.
	inWork map[string]int
	// queues holds who waits, by client; circle the clients of these in the order of their next turn.
	queues map[string][]*ticket
	circle []string
	// last is the client whose request began last, before the last other one.
	last, before seen
}

// ticket is one request that waits.
type ticket struct {
	client string
	// ready gets nil when it is the ticket's turn, or errNoTurn when it has to go.
	ready chan error
}

func newTurns(working, waiting int) *turns {
	return &turns{free: working, room: waiting, inWork: make(map[string]int), queues: make(map[string][]*ticket)}
}

// begin waits for a turn. Where too many wait, the newest of the client that has most of them waiting
// goes, with errNoTurn; that may be this one.
func (t *turns) begin(ctx context.Context, client string) error {
	t.mu.Lock()
	t.see(client)
	if t.mayBegin(client) {
		t.take(client)
		t.mu.Unlock()
		return nil
	}
	if t.room == 0 && !t.displace(client) {
		t.mu.Unlock()
		return errNoTurn
	}
	own := &ticket{client, make(chan error, 1)}
	if t.queues[client] == nil {
		t.circle = append(t.circle, client)
	}
	t.queues[client] = append(t.queues[client], own)
	t.room--
	t.mu.Unlock()
	select {
	case err := <-own.ready:
		return err
	case <-ctx.Done():
	}
	t.mu.Lock()
	if i := slices.Index(t.queues[client], own); i >= 0 {
		t.remove(client, i)
		t.mu.Unlock()
		return errNoTurn
	}
	t.mu.Unlock()
	// It was called at the same moment.
	if err := <-own.ready; err != nil {
		return err
	}
	t.end(client)
	return errNoTurn
}

// end gives a turn back, to whoever is next.
func (t *turns) end(client string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.free++
	if t.inWork[client]--; t.inWork[client] == 0 {
		delete(t.inWork, client)
	}
	for again := true; again; {
		again = false
		for _, next := range t.circle {
			if !t.mayBegin(next) {
				continue
			}
			own := t.remove(next, 0)
			// The client goes to the end of the circle.
			if i := slices.Index(t.circle, next); i >= 0 {
				t.circle = append(slices.Delete(t.circle, i, i+1), next)
			}
			t.take(next)
			own.ready <- nil
			again = true
			break
		}
	}
}

// mayBegin reports whether a client could have a turn now: a free one, or where it has none in work,
// one beyond the usual number.
func (t *turns) mayBegin(client string) bool {
	return t.free > 0 || t.free == 0 && t.inWork[client] == 0
}

func (t *turns) take(client string) {
	t.free--
	t.inWork[client]++
}

// displace makes room for one more of a client, where another has more waiting than it would have.
func (t *turns) displace(client string) bool {
	most := client
	for _, other := range t.circle {
		if len(t.queues[other]) > len(t.queues[most]) {
			most = other
		}
	}
	if len(t.queues[most]) <= len(t.queues[client])+1 {
		return false
	}
	t.remove(most, len(t.queues[most])-1).ready <- errNoTurn
	return true
}

// remove takes a ticket out of its queue.
func (t *turns) remove(client string, i int) *ticket {
	own := t.queues[client][i]
	t.room++
	if rest := slices.Delete(t.queues[client], i, i+1); len(rest) > 0 {
		t.queues[client] = rest
		return own
	}
	delete(t.queues, client)
	t.circle = slices.DeleteFunc(t.circle, func(c string) bool { return c == client })
	return own
}
