package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// build makes the program that is attacked, as for a container, if none was named.
func (s *suite) build() error {
	if s.binary != "" {
		return nil
	}
	dir, err := os.MkdirTemp("", "attack")
	if err != nil {
		return err
	}
	s.built = dir
	s.binary = filepath.Join(dir, "service")
	cmd := exec.Command("go", "build", "-o", s.binary, "./examples/service")
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building examples/service: %v\n%s", err, out)
	}
	return nil
}

// program is examples/service with default settings, running.
type program struct {
	*suite
	address, metrics string
	process          *exec.Cmd
	log              bytes.Buffer
}

// start runs the program on free ports of loopback.
func (s *suite) start(flags ...string) *program {
	port := freePort()
	p := &program{suite: s, metrics: port, process: exec.Command(s.binary, append([]string{"-addr", "127.0.0.1:0", "-metrics", port}, flags...)...)}
	p.process.Env = []string{}
	if s.memory != "" {
		p.process.Env = []string{"GOMEMLIMIT=" + s.memory}
	}
	p.process.Stderr = &p.log
	stdout, err := p.process.StdoutPipe()
	if err == nil {
		err = p.process.Start()
	}
	if err != nil {
		panic(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		panic(fmt.Sprintf("%v\n%s", err, &p.log))
	}
	p.address = strings.Trim(strings.TrimPrefix(strings.TrimSpace(line), "http:"), "/")
	return p
}

func freePort() string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// stop ends the program, which must end well.
func (p *program) stop() {
	_ = p.process.Process.Signal(syscall.SIGTERM)
	ended := time.AfterFunc(40*time.Second, func() { _ = p.process.Process.Kill() })
	err := p.process.Wait()
	ended.Stop()
	p.check(err == nil, "the service ended with %v: %s", err, tail(p.log.String()))
	p.check(!strings.Contains(p.log.String(), "panic"), "the service panicked: %s", tail(p.log.String()))
}

func tail(text string) string { return text[max(0, len(text)-500):] }

// kilobytes reads a figure of /proc/PID/status.
func (p *program) kilobytes(key string) int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.process.Process.Pid))
	if err != nil {
		return 0
	}
	m := regexp.MustCompile(key + `:\s+(\d+) kB`).FindSubmatch(text)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}

// peak is the most memory that the process has had so far, resident the memory it has, in MiB.
func (p *program) peak() int     { return p.kilobytes("VmHWM") >> 10 }
func (p *program) resident() int { return p.kilobytes("VmRSS") >> 10 }

// cpu is the processor time that the process has used.
func (p *program) cpu() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.process.Process.Pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond // of 100 Hz
}

// goroutines is how many the service has.
func (p *program) goroutines() int {
	answer, err := http.Get("http://" + p.metrics + "/metrics")
	if err != nil {
		return -1
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	m := regexp.MustCompile(`(?m)^go_goroutines (\d+)`).FindSubmatch(text)
	if m == nil {
		return -1
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}

// client returns a client of its own connections, from one address of loopback.
func client(from string) *http.Client {
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}, Timeout: 10 * time.Second}
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{DialContext: dialer.DialContext, MaxIdleConnsPerHost: 8, DisableCompression: true}}
}

// post sends one body and reads the answer.
func post(c *http.Client, address, path, kind string, body []byte) (int, []byte, error) {
	answer, err := c.Post("http://"+address+path, kind, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer.StatusCode, text, err
}
