package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// crowd is how many slow connections there are at once.
const crowd = 500

// paths are those that slow connections go to: answered ones and refused ones.
var paths = []string{
	"/v1/suggest", "/v1/assess", "/v1/tradeoff", "/v1/robustness", "/v1/heatmap", "/v1/notices", "/v1/report/html", "/v1/export/ical",
	"/v1/holidays/DE?year=2026", "/v1/zones", "/healthz", "/openapi.json", "/", "/static/app.js", "/nothing", "//v1/suggest", "/readyz",
}

// slowly are the kinds of slow connections. Each does one thing on one path until stop or until the
// service ends it.
var slowly = []struct {
	name string
	do   func(conn net.Conn, path string, plan []byte, stop <-chan struct{})
}{
	{"says nothing", func(conn net.Conn, _ string, _ []byte, stop <-chan struct{}) { drip(conn, nil, stop) }},
	{"drips its headers", func(conn net.Conn, path string, _ []byte, stop <-chan struct{}) {
		drip(conn, []byte("POST "+path+" HTTP/1.1\r\nHost: localhost\r\nX-Long: "+strings.Repeat("x", 4000)), stop)
	}},
	{"drips its body", func(conn net.Conn, path string, plan []byte, stop <-chan struct{}) {
		fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", path, len(plan))
		drip(conn, plan, stop)
	}},
	{"drips a form with a wrong method", func(conn net.Conn, path string, plan []byte, stop <-chan struct{}) {
		fmt.Fprintf(conn, "PUT %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n", path)
		drip(conn, []byte(strings.Repeat("1\r\n-\r\n", 1000)), stop)
	}},
	{"sends most of a large body of a wrong type", func(conn net.Conn, path string, _ []byte, stop <-chan struct{}) {
		fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 200000\r\n\r\n%s", path, strings.Repeat(" ", 100_000))
		drip(conn, nil, stop)
	}},
	{"sends most of a large body", func(conn net.Conn, path string, _ []byte, stop <-chan struct{}) {
		fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2000000\r\n\r\n%s", path, strings.Repeat(" ", 1_900_000))
		drip(conn, nil, stop)
	}},
	{"takes its answer slowly", func(conn net.Conn, path string, plan []byte, stop <-chan struct{}) {
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetReadBuffer(4 << 10)
		}
		fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", path, len(plan), plan)
		for one := make([]byte, 1); ; {
			select {
			case <-stop:
				return
			case <-time.After(200 * time.Millisecond):
				_ = conn.SetReadDeadline(time.Now().Add(time.Second))
				if _, err := conn.Read(one); err != nil && !isTimeout(err) {
					return
				}
			}
		}
	}},
}

func isTimeout(err error) bool {
	n, ok := err.(net.Error)
	return ok && n.Timeout()
}

// drip sends a byte twice a second, and then nothing, until the service ends the connection.
func drip(conn net.Conn, text []byte, stop <-chan struct{}) {
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, conn)
		close(ended)
	}()
	for {
		select {
		case <-stop:
			return
		case <-ended:
			return
		case <-time.After(500 * time.Millisecond):
			if len(text) > 0 {
				if _, err := conn.Write(text[:1]); err != nil {
					return
				}
				text = text[1:]
			}
		}
	}
}

// slow holds a crowd of slow connections while someone asks properly, from the same address. Afterwards
// each kind is held alone on each path, and must be ended by the service in time.
func (s *suite) slow() {
	p := s.start()
	defer p.stop()
	length := 8 * time.Second
	if s.long {
		length = 40 * time.Second
	}
	good := text(plan(regions(6, nil), 42, nil))
	usual, bad := p.ask(good, length/2, "127.0.0.1")
	s.check(bad == 0, "%d of the usual requests were not answered", bad)
	stop := make(chan struct{})
	var all sync.WaitGroup
	var held, ended atomic.Int64
	for i := range crowd {
		all.Go(func() {
			for n := i; ; n += crowd {
				kind, path := slowly[n%len(slowly)], paths[n/len(slowly)%len(paths)]
				conn, err := net.Dial("tcp", p.address)
				if err != nil {
					return
				}
				held.Add(1)
				kind.do(conn, path, good, stop)
				conn.Close()
				ended.Add(1)
				select {
				case <-stop:
					return
				case <-time.After(100 * time.Millisecond):
				}
			}
		})
	}
	time.Sleep(2 * time.Second)
	under, bad := p.ask(good, length, "127.0.0.1")
	fmt.Printf("%d slow connections of %d kinds on %d paths, %d opened in all, peak %d MiB: %.0f good requests a second, %.0f without (%.2f of it), %d not answered\n",
		crowd, len(slowly), len(paths), held.Load(), p.peak(), under, usual, under/usual, bad)
	s.check(under >= usual/2, "good requests are answered at %.2f of their usual rate", under/usual)
	s.check(bad == 0, "%d good requests were not answered among slow connections", bad)
	s.check(p.peak() <= mostMemory, "%d MiB of memory with slow connections", p.peak())
	close(stop)
	all.Wait()
	s.ends(p, good)
}

// ask sends good requests from two clients for some time, and returns how many were answered a second,
// and how many were not.
func (p *program) ask(plan []byte, length time.Duration, from string) (rate float64, bad int64) {
	var done, failed atomic.Int64
	var all sync.WaitGroup
	begun := time.Now()
	for range 2 {
		all.Go(func() {
			c := client(from)
			for time.Since(begun) < length {
				status, _, err := post(c, p.address, "/v1/suggest", "application/json", plan)
				if err != nil || status != http.StatusOK {
					failed.Add(1)
					continue
				}
				done.Add(1)
			}
			c.CloseIdleConnections()
		})
	}
	all.Wait()
	return float64(done.Load()) / time.Since(begun).Seconds(), failed.Load()
}

// ends holds each kind on each path, all at the same time, and notes how long the service let each. An
// answer that is small is out before its client is slow, and the connection then idle.
func (s *suite) ends(p *program, plan []byte) {
	var all sync.WaitGroup
	var mu sync.Mutex
	longest := make(map[string]time.Duration)
	stop := make(chan struct{})
	limit := 30 * time.Second // headers 5, body 15, the rest 10
	for _, kind := range slowly[:6] {
		for _, path := range paths {
			all.Go(func() {
				conn, err := net.Dial("tcp", p.address)
				if err != nil {
					return
				}
				defer conn.Close()
				begun := time.Now()
				kind.do(conn, path, plan, stop)
				mu.Lock()
				longest[kind.name] = max(longest[kind.name], time.Since(begun))
				mu.Unlock()
			})
		}
	}
	over := time.AfterFunc(limit+10*time.Second, func() { close(stop) })
	all.Wait()
	over.Stop()
	fmt.Println("\n| a client that | is let go after, at most |\n| --- | ---: |")
	for _, kind := range slowly[:6] {
		fmt.Printf("| %s | %.1f s |\n", kind.name, longest[kind.name].Seconds())
		s.check(longest[kind.name] <= limit, "a client that %s was held for %s", kind.name, longest[kind.name])
	}
	for _, want := range []struct{ method, path, head string }{
		{"POST", "/nothing", "Content-Type: application/json\r\n"}, {"PUT", "/v1/suggest", ""}, {"POST", "/v1/suggest", "Content-Type: text/plain\r\n"}, {"POST", "//v1/suggest", ""}, {"POST", "/", ""},
	} {
		begun := time.Now()
		conn, err := net.Dial("tcp", p.address)
		if err != nil {
			s.failf("%v", err)
			return
		}
		fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: 100\r\n\r\n{", want.method, want.path, want.head)
		_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err == nil {
			_, err = io.Copy(io.Discard, answer.Body)
		}
		conn.Close()
		s.check(err == nil && time.Since(begun) < time.Second, "%s %s with a slow body: answered after %s, %v", want.method, want.path, time.Since(begun), err)
	}
}
