package main

import (
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	flooders = 100
	// leastShare is how much of its usual rate another client keeps in a flood: half is its share of two, and
	// the rest of the margin is for what else a machine does.
	leastShare = 1.0 / 3
)

// flood sends heavy plans from one address, as fast as they are answered, and asks properly from another.
// Those who flood are another process, so that what they do with their answers is not in the way of the
// client that is measured more than that of any other machine is.
func (s *suite) flood() {
	p := s.start()
	defer p.stop()
	good := text(plan(regions(6, nil), 42, nil))
	length := 8 * time.Second
	if s.long {
		length = time.Minute
	}
	share := 0.0
	// On a busy machine somebody else's work may lie between: too little is what is too little three times.
	for range 3 {
		if share = s.flooded(p, good, length); share >= leastShare {
			break
		}
	}
	s.check(share >= leastShare, "another client got %.2f of its usual answers in a flood, and as few twice before", share)
	s.check(p.peak() <= mostMemory, "%d MiB of memory in a flood", p.peak())
}

// flooded returns which part of its usual answers another client gets while the flood lasts.
func (s *suite) flooded(p *program, good []byte, length time.Duration) float64 {
	before, _ := p.ask(good, length/4, "127.0.0.1")
	crowd := exec.Command(s.self, "-flood", p.address, "-soak", (length + 2*time.Second).String())
	var said strings.Builder
	crowd.Stdout = &said
	if err := crowd.Start(); err != nil {
		s.failf("the flood: %v", err)
		return 1
	}
	time.Sleep(time.Second)
	under, bad := p.ask(good, length, "127.0.0.1")
	err := crowd.Wait()
	s.check(err == nil, "the flood: %v", err)
	after, _ := p.ask(good, length/4, "127.0.0.1")
	usual := (before + after) / 2
	fmt.Printf("%d clients of one address send a heavy plan each, %s, peak %d MiB: from another address %.0f good requests a second, %.0f without (%.2f of it), %d not answered\n",
		flooders, strings.TrimSpace(said.String()), p.peak(), under, usual, under/usual, bad)
	s.check(bad == 0, "%d requests of another client were not answered in a flood", bad)
	return under / usual
}

// floodFrom is the other process.
func floodFrom(address string, length time.Duration) {
	heavy := text(plan(regions(1000, nil), 400, object{"search": object{"count": 25}}))
	var all sync.WaitGroup
	var sent, refused atomic.Int64
	end := time.Now().Add(length)
	for range flooders {
		all.Go(func() {
			c := client("127.0.0.2")
			c.Timeout = max(time.Second, time.Until(end)+time.Second)
			for time.Now().Before(end) {
				sent.Add(1)
				if status, _, err := post(c, address, "/v1/suggest", "application/json", heavy); err != nil || status != http.StatusOK {
					refused.Add(1)
					time.Sleep(100 * time.Millisecond)
				}
			}
		})
	}
	all.Wait()
	fmt.Printf("%d in all, %d refused", sent.Load(), refused.Load())
}
