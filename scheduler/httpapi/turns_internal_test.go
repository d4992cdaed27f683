package httpapi

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// queue lets clients wait for a turn in the order given; what comes back is the order in which they had
// one, and who was sent away. Each gives its turn back at once.
func queue(t *testing.T, held *turns, clients ...string) (had, sent []string) {
	t.Helper()
	var mu sync.Mutex
	synctest.Test(t, func(t *testing.T) {
		var all sync.WaitGroup
		for _, client := range clients {
			all.Go(func() {
				err := held.begin(context.Background(), client)
				mu.Lock()
				if err != nil {
					sent = append(sent, client)
					mu.Unlock()
					return
				}
				had = append(had, client)
				mu.Unlock()
				held.end(client)
			})
			synctest.Wait()
		}
		held.end("first")
		all.Wait()
	})
	return had, sent
}

// busy returns turns of which one client holds all: the one there is.
func busy(t *testing.T, waiting int) *turns {
	held := newTurns(1, waiting)
	require.NoError(t, held.begin(context.Background(), "first"))
	return held
}

func TestTurnsGoRoundClients(t *testing.T) {
	for _, test := range []struct {
		name             string
		waiting          int
		clients          []string
		wantHad, wantOut []string
	}{
		{"one client in order", 9, []string{"first", "first"}, []string{"first", "first"}, nil},
		{"no more than fit", 1, []string{"first", "first"}, []string{"first"}, []string{"first"}},
		{"who has none does not wait", 9, []string{"first", "first", "b"}, []string{"b", "first", "first"}, nil},
		{"nor where nobody may wait", 0, []string{"b"}, []string{"b"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			had, out := queue(t, busy(t, test.waiting), test.clients...)
			assert.Equal(t, test.wantHad, had)
			assert.Equal(t, test.wantOut, out)
		})
	}
	// With the turn beyond the usual number taken too, clients take turns, and the one that has most of
	// them waiting makes room.
	held := busy(t, 4)
	require.NoError(t, held.begin(context.Background(), "second"))
	had, out := queue(t, held, "a", "a", "a", "a", "b", "c")
	assert.Equal(t, []string{"a", "b", "c", "a"}, had)
	assert.Equal(t, []string{"a", "a"}, out)
	held.end("second")
	assert.Equal(t, 1, held.free)
	assert.Equal(t, 4, held.room)
	assert.Empty(t, held.inWork)
	assert.Empty(t, held.queues)
	assert.Empty(t, held.circle)
}

func TestTurnsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		held := busy(t, 4)
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error)
		go func() { done <- held.begin(ctx, "first") }()
		synctest.Wait()
		cancel()
		assert.ErrorIs(t, <-done, errNoTurn)
		held.end("first")
		assert.Equal(t, 1, held.free)
		assert.Equal(t, 4, held.room)
	})
}

func TestBudget(t *testing.T) {
	b := newBudget(100)
	open := func(client string, held int64, hangups *[]string) *share {
		s := b.open(client)
		if err := s.take(held); err != nil {
			t.Fatal(err)
		}
		if hangups != nil {
			s.slow(func() { *hangups = append(*hangups, client) })
		}
		return s
	}
	var gone []string
	work := open("a", 30, nil)
	old, young := open("a", 10, &gone), open("a", 20, &gone)
	other := open("b", 40, &gone)
	// Nothing is free: the oldest that waits for its client, of the client that holds most, makes room.
	last := open("c", 5, nil)
	assert.Equal(t, []string{"a"}, gone)
	assert.True(t, old.isLost())
	assert.ErrorIs(t, old.take(1), errNoRoom)
	assert.False(t, young.isLost())
	// Work makes no room, whoever asks.
	require.NoError(t, last.take(60))
	assert.Equal(t, []string{"a", "a", "b"}, gone)
	assert.True(t, other.isLost())
	assert.ErrorIs(t, last.take(10), errNoRoom)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- last.wait(ctx, 30) }()
	work.close()
	assert.NoError(t, <-done)
	go func() { done <- last.wait(ctx, 30) }()
	cancel()
	assert.ErrorIs(t, <-done, errNoRoom)
	last.keep(7)
	assert.EqualValues(t, 93, b.free)
	for _, s := range []*share{old, young, other, last} {
		s.close()
	}
	assert.EqualValues(t, 100, b.free)
	assert.Empty(t, b.all)
	assert.False(t, errors.Is(nil, errNoRoom))
}

func TestAddresses(t *testing.T) {
	for remote, want := range map[string]string{
		"192.0.2.7:80": "192.0.2.7", "[::ffff:192.0.2.7]:80": "192.0.2.7", "[2001:db8:1:2:3::4]:80": "2001:db8:1:2::/64",
		"[2001:db8:1:2:5::6]:80": "2001:db8:1:2::/64", "[fe80::1%eth0]:80": "fe80::/64", "@": "@", "": "",
	} {
		assert.Equal(t, want, addressOf(remote), remote)
	}
}
