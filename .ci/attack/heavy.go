package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

const (
	// What the defaults promise.
	mostMemory = 512 // MiB
	mostAnswer = 16 << 20
	timeout    = 10 * time.Second
	// programMemory is what GOMEMLIMIT does not count, in MiB: the pages of the program itself. The service's own limit is
	// seven eighths of what is promised, so it does not matter there.
	programMemory = 16
	// late is what a busy machine may add to a time.
	late = 1500 * time.Millisecond
)

// heavy sends every shape to a fresh service: alone, and then six at once. Its table is the time and the
// bytes of the answer, the most memory of the process alone and with six, and what was answered.
func (s *suite) heavy() {
	fmt.Println("| shape | path | body KB | status | seconds | answer KB | peak MiB | six: seconds | peak MiB | statuses |")
	fmt.Println("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
	for _, shape := range shapes() {
		if (shape.short || s.long) && strings.Contains(shape.name, s.shapes) {
			s.heavyShape(shape)
		}
	}
}

func (s *suite) heavyShape(shape shape) {
	kind, body := shape.make()
	p := s.start()
	defer p.stop()
	c := client("127.0.0.1")
	begun := time.Now()
	status, answer, err := post(c, p.address, shape.path, kind, body)
	took := time.Since(begun)
	alone := p.peak()
	s.judge(shape, status, answer, err, took)
	if s.long {
		s.check(shape.status == 0 || status == shape.status, "%s: status %d, not %d: %s", shape.name, status, shape.status, head(answer))
	}
	var all sync.WaitGroup
	var mu sync.Mutex
	counts := make(map[int]int)
	begun = time.Now()
	for range 6 {
		all.Go(func() {
			started := time.Now()
			status, answer, err := post(client("127.0.0.1"), p.address, shape.path, kind, body)
			mu.Lock()
			defer mu.Unlock()
			counts[status]++
			s.judge(shape, status, answer, err, time.Since(started))
		})
	}
	all.Wait()
	six := time.Since(begun)
	most := mostMemory
	if s.memory != "" {
		most += programMemory
	}
	s.check(p.peak() <= most, "%s: %d MiB of memory, at most %d are promised", shape.name, p.peak(), most)
	fmt.Printf("| %s | %s | %d | %d | %.2f | %d | %d | %.2f | %d | %v |\n", shape.name, shape.path, len(body)>>10, status, took.Seconds(), len(answer)>>10, alone, six.Seconds(), p.peak(), counts)
}

// judge holds one answer to what is promised.
func (s *suite) judge(shape shape, status int, answer []byte, err error, took time.Duration) {
	if err != nil {
		s.failf("%s: %v", shape.name, err)
		return
	}
	s.check(took <= timeout+late, "%s: %s, at most %s are promised", shape.name, took, timeout)
	s.check(len(answer) <= mostAnswer, "%s: %d bytes", shape.name, len(answer))
	s.check(status == 200 || status == 400 || status == 422 || status == 503, "%s: status %d: %s", shape.name, status, head(answer))
	if status == http.StatusUnprocessableEntity || status == http.StatusBadRequest {
		s.check(bytes.Contains(answer, []byte(`"expected"`)) || bytes.Contains(answer, []byte(`"no_window"`)), "%s: no limit or reason is named: %s", shape.name, head(answer))
	}
	if bytes.HasPrefix(bytes.TrimSpace(answer), []byte("{")) {
		s.check(json.Valid(answer), "%s: the answer is no JSON: %s", shape.name, head(answer))
	}
}

func head(text []byte) string { return string(text[:min(len(text), 700)]) }
