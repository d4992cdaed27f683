package httpapi

import (
	"context"
	"errors"
	"sync"
	"time"
)

// budget shares a number of bytes among the bodies, the work and the answers of all requests. A request
// whose client is slow, to send a body or to take an answer, makes room for others: of the client that
// holds most, the one that has been slow for longest. It is safe for concurrent use.
type budget struct {
	mu         sync.Mutex
	size, free int64
	all        map[*share]struct{}
	// more is closed when bytes come free.
	more chan struct{}
}

func newBudget(size int64) *budget {
	return &budget{size: size, free: size, all: make(map[*share]struct{}), more: make(chan struct{})}
}

// share is what one request holds of it.
type share struct {
	of     *budget
	client string
	held   int64
	// since says from when on the request has been waiting for its client; zero where it is not. Hangup
	// ends the wait.
	since  time.Time
	hangup func()
	lost   bool
}

// errNoRoom says that there is not enough memory for a request now.
var errNoRoom = errors.New("there is not enough memory for this request now")

// open returns a share of nothing.
func (m *budget) open(client string) *share {
	s := &share{of: m, client: client}
	m.mu.Lock()
	m.all[s] = struct{}{}
	m.mu.Unlock()
	return s
}

// close gives back all that is held.
func (s *share) close() {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	delete(s.of.all, s)
	s.of.release(s)
}

// slow says that from now on the request waits for its client, which hangup would end; quick that it
// does so no more. A share that was lost meanwhile stays so.
func (s *share) slow(hangup func()) {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	s.since, s.hangup = time.Now(), hangup
}

func (s *share) quick() {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	s.since, s.hangup = time.Time{}, nil
}

// take adds to what is held, at once or not at all.
func (s *share) take(n int64) error {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	return s.of.take(s, n)
}

// wait adds to what is held as soon as there is room. What there can never be room for is refused.
func (s *share) wait(ctx context.Context, n int64) error {
	for {
		s.of.mu.Lock()
		err, more := s.of.take(s, n), s.of.more
		never := s.lost || n > s.of.size-s.held
		s.of.mu.Unlock()
		if err == nil || never {
			return err
		}
		select {
		case <-more:
		case <-ctx.Done():
			return errNoRoom
		}
	}
}

// keep gives back what is held beyond so much.
func (s *share) keep(n int64) {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	if rest := s.held - n; rest > 0 {
		s.held = n
		s.of.add(rest)
	}
}

func (m *budget) take(s *share, n int64) error {
	for m.free < n && !s.lost {
		victim := m.victim(s)
		if victim == nil {
			break
		}
		victim.lost = true
		victim.hangup()
		m.release(victim)
	}
	if s.lost || m.free < n {
		return errNoRoom
	}
	m.free -= n
	s.held += n
	return nil
}

// victim returns the share that makes room: of those that wait for their client, one of the client that
// holds most, and of its the one that has waited for longest.
func (m *budget) victim(other *share) *share {
	held := make(map[string]int64)
	for s := range m.all {
		held[s.client] += s.held
	}
	var found *share
	for s := range m.all {
		if s == other || s.lost || s.since.IsZero() || s.held == 0 {
			continue
		}
		if found == nil || held[s.client] > held[found.client] || held[s.client] == held[found.client] && s.since.Before(found.since) {
			found = s
		}
	}
	return found
}

func (m *budget) release(s *share) {
	n := s.held
	s.held = 0
	m.add(n)
}

func (m *budget) add(n int64) {
	if n > 0 {
		m.free += n
		close(m.more)
		m.more = make(chan struct{})
	}
}

// isLost reports whether the share made room for others.
func (s *share) isLost() bool {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	return s.lost
}
