package main

import (
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// hangUps sends heavy requests and goes away in the middle of the work: the service must stop working.
func (s *suite) hangUps() {
	p := s.start()
	defer p.stop()
	fmt.Println("| shape | gone after | processor time in the 3 s from 300 ms after |")
	fmt.Println("| --- | ---: | ---: |")
	waits := []time.Duration{500 * time.Millisecond}
	if s.long {
		waits = []time.Duration{50 * time.Millisecond, 500 * time.Millisecond, 2 * time.Second}
	}
	for _, shape := range shapes() {
		if !shape.short && !s.long || !strings.Contains(shape.name, s.shapes) {
			continue
		}
		kind, body := shape.make()
		for _, wait := range waits {
			conn, err := net.Dial("tcp", p.address)
			if err != nil {
				s.failf("%s: %v", shape.name, err)
				return
			}
			fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n", shape.path, kind, len(body))
			_, err = conn.Write(body)
			if err != nil {
				s.failf("%s: %v", shape.name, err)
			}
			_ = conn.SetReadDeadline(time.Now().Add(wait))
			n, _ := io.Copy(io.Discard, conn)
			conn.Close()
			if n > 0 {
				continue // it was answered before
			}
			time.Sleep(300 * time.Millisecond)
			before := p.cpu()
			watch := 3 * time.Second
			if !s.long {
				watch = time.Second
			}
			time.Sleep(watch)
			after := p.cpu() - before
			fmt.Printf("| %s | %s | %s |\n", shape.name, wait, after)
			s.check(after <= 250*time.Millisecond, "%s: %s of processor time after the client hung up at %s", shape.name, after, wait)
		}
	}
}
