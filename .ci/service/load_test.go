package service_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// The load is bounded: on loopback, for LOAD_SECONDS (20 unless said otherwise), from as many clients
// as there are processors.
func seconds(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv("LOAD_SECONDS")
	if text == "" {
		text = "20"
	}
	n, err := strconv.Atoi(text)
	require.NoError(t, err)
	require.True(t, n > 0 && n <= 600, "LOAD_SECONDS is from 1 to 600")
	return time.Duration(n) * time.Second
}

// program is examples/service, built as for a container and running.
type program struct {
	address string
	process *exec.Cmd
	log     *bytes.Buffer
	ended   chan error
}

func start(t *testing.T, flags ...string) *program {
	t.Helper()
	path := filepath.Join(t.TempDir(), "service")
	build := exec.Command("go", "build", "-o", path, "./examples/service")
	build.Dir = "../.."
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	p := &program{process: exec.Command(path, append([]string{"-addr", "127.0.0.1:0", "-log", "text"}, flags...)...), log: new(bytes.Buffer), ended: make(chan error, 1)}
	p.process.Env = []string{} // nothing but the program
	p.process.Stderr = p.log
	stdout, err := p.process.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.process.Start())
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err)
	p.address = strings.TrimSuffix(strings.TrimSpace(line), "/")
	go func() { p.ended <- p.process.Wait() }()
	t.Cleanup(func() { _ = p.process.Process.Kill() })
	return p
}

// resident returns the memory of the process in bytes.
func (p *program) resident(t *testing.T) int64 {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.process.Process.Pid))
	require.NoError(t, err)
	m := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(text)
	require.NotNil(t, m)
	n, err := strconv.ParseInt(string(m[1]), 10, 64)
	require.NoError(t, err)
	return n << 10
}

func post(client *http.Client, address, path, body string) (int, []byte, error) {
	answer, err := client.Post(address+path, "application/json", strings.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer.StatusCode, text, err
}

// during runs work on every processor until the time is over, and returns how often it was done.
func during(length time.Duration, work func()) int64 {
	var done atomic.Int64
	var all sync.WaitGroup
	end := time.Now().Add(length)
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for time.Now().Before(end) {
				work()
				done.Add(1)
			}
		})
	}
	all.Wait()
	return done.Load()
}

// The service does at least half of what the library does by itself with the same plan, in the same
// run: rounds of both take turns, so that what else the machine does falls on both. Its memory does
// not grow, and no request fails.
func TestThroughput(t *testing.T) {
	p := start(t)
	text := large(t)
	library := func() {
		read, err := planfile.Parse(t.Context(), []byte(text), planfile.Options{})
		if !assert.NoError(t, err) {
			return
		}
		res, err := read.Planner.Suggest(context.Background(), read.Request)
		if assert.NoError(t, err) {
			assert.NoError(t, document.JSON(io.Discard, res))
		}
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: runtime.GOMAXPROCS(0)}}
	service := func() {
		status, _, err := post(client, p.address, "/v1/suggest", text)
		assert.NoError(t, err)
		assert.Equal(t, http.StatusOK, status)
	}
	const rounds = 10
	round := seconds(t) / rounds
	during(round/2, service) // memory is measured once it is warm
	warm := p.resident(t)
	var byLibrary, byService int64
	for range rounds {
		byService += during(round*2/3, service)
		byLibrary += during(round/3, library)
	}
	ratio := float64(byService) / 2 / float64(byLibrary)
	grown := p.resident(t) - warm
	t.Logf("library %d, service %d in twice the time: %.2f of its throughput; memory %d MiB, grown by %d MiB", byLibrary, byService, ratio, warm>>20, grown>>20)
	assert.Greater(t, ratio, 0.5)
	assert.Less(t, grown, int64(64<<20))
}

// large is a plan that takes some milliseconds: 120 regions over half a year.
func large(t *testing.T) string {
	zones := []string{"Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "America/Sao_Paulo", "Asia/Riyadh"}
	codes := []string{"DE", "US", "JP", "AU", "BR", "SA"}
	var regions []string
	for i := range 120 {
		regions = append(regions, fmt.Sprintf(`{"name": "R%d", "customers": %d, "time_zone": %q, "holidays": [%q]}`, i, 100+i, zones[i%6], codes[i%6]))
	}
	text := plan(t)
	from, to := strings.Index(text, `"regions": [`)+len(`"regions": [`), strings.Index(text, `"window"`)
	text = text[:from] + strings.Join(regions, ",") + "], " + text[to:]
	return strings.Replace(text, "2027-01-12T00:00:00Z", "2027-06-01T00:00:00Z", 1)
}

// wrong are texts of the plan, and what makes it wrong in their place.
var wrong = [][2]string{
	{`"customers": `, `"customers": -`}, {`"customers"`, `"customer"`}, {`"time_zone": "`, `"time_zone": "Mars/`}, {`["US`, `["XX`},
	{`"name": "`, `"name": "` + strings.Repeat("n", 300)}, {`"2026-12-01T`, `"2027-12-01T`}, {`"1h"`, `"1h1s1"`}, {`0.25`, `2.5e300`},
	{`true`, `"true"`}, {`[{`, `[[[[{`}, {`"2027-01-04"`, `"2027-02-30"`}, {`"count": 5`, `"count": 5000000000000`}, {`"until": "3h"`, `"until": "30000h"`},
}

// 10,000 bad plans, slow clients and bodies that are too large or end half-way: each is answered or
// let go, those who ask properly meanwhile are answered, and nothing is kept of it.
func TestBadClients(t *testing.T) {
	p := start(t, "-body-timeout", "2s", "-max-waiting", "64", "-max-body", "100000")
	text := plan(t)
	host := strings.TrimPrefix(p.address, "http://")
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}
	const head = "POST /v1/suggest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
	var bad sync.WaitGroup
	var slow, half, oversized atomic.Int64
	for i := range 60 {
		bad.Go(func() {
			conn, err := net.Dial("tcp", host)
			if !assert.NoError(t, err) {
				return
			}
			defer conn.Close()
			_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
			switch i % 3 {
			case 0: // slow: nothing after the first byte, until it is told off
				fmt.Fprintf(conn, head, 1000)
				io.WriteString(conn, "{")
				answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
				if assert.NoError(t, err) {
					assert.Equal(t, http.StatusRequestTimeout, answer.StatusCode)
					slow.Add(1)
				}
			case 1: // half a body, then gone
				fmt.Fprintf(conn, head, len(text))
				io.WriteString(conn, text[:len(text)/2])
				half.Add(1)
			default: // too large, and said so
				fmt.Fprintf(conn, head, 50<<20)
				answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
				if assert.NoError(t, err) {
					assert.Equal(t, http.StatusRequestEntityTooLarge, answer.StatusCode)
					oversized.Add(1)
				}
			}
		})
	}
	want, _, err := post(client, p.address, "/v1/suggest", text)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, want)
	random := rand.New(rand.NewPCG(1, 2))
	statuses := make(map[int]int)
	before := int64(0)
	for i := range 10_000 {
		broken := []byte(text)
		switch i % 3 {
		case 0: // other bytes
			for range 1 + i%5 {
				broken[random.IntN(len(broken))] = byte(random.IntN(256))
			}
		case 1: // cut off
			broken = broken[:len(broken)-1-random.IntN(len(broken)-1)]
		default: // JSON, with wrong values
			word := wrong[random.IntN(len(wrong))]
			broken = []byte(strings.Replace(text, word[0], word[1], 1+random.IntN(6)))
		}
		status, answer, err := post(client, p.address, "/v1/suggest", string(broken))
		require.NoError(t, err)
		statuses[status]++
		if status != http.StatusOK {
			require.Contains(t, []int{400, 422}, status, "%s", answer)
			require.Contains(t, string(answer), `"type"`)
		}
		if i == 2000 {
			before = p.resident(t)
		}
	}
	bad.Wait()
	grown := p.resident(t) - before
	t.Logf("answers to bad plans %v; slow %d, half %d, oversized %d; memory grown by %d MiB", statuses, slow.Load(), half.Load(), oversized.Load(), grown>>20)
	assert.EqualValues(t, 20, slow.Load())
	assert.EqualValues(t, 20, oversized.Load())
	assert.Less(t, grown, int64(64<<20))
	status, _, err := post(client, p.address, "/v1/suggest", text)
	require.NoError(t, err)
	assert.Equal(t, http.StatusOK, status)
}

// Told to stop under load, the service answers every request that it has accepted: the lines of its
// log and the answers that clients got are the same ones.
func TestStopUnderLoad(t *testing.T) {
	p := start(t)
	text := large(t)
	var answered sync.Map
	var clients sync.WaitGroup
	stopped := make(chan struct{})
	for c := range 16 {
		clients.Go(func() {
			client := &http.Client{Transport: &http.Transport{}}
			for n := 0; ; n++ {
				id := fmt.Sprintf("c%d-%d", c, n)
				r, err := http.NewRequest(http.MethodPost, p.address+"/v1/suggest", strings.NewReader(text))
				if !assert.NoError(t, err) {
					return
				}
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("X-Request-Id", id)
				answer, err := client.Do(r)
				if err != nil {
					select {
					case <-stopped:
					default:
						assert.NoError(t, err, "before the service was told to stop")
					}
					return
				}
				body, err := io.ReadAll(answer.Body)
				answer.Body.Close()
				assert.NoError(t, err)
				assert.Equal(t, http.StatusOK, answer.StatusCode)
				assert.Contains(t, string(body), `"suggestions"`)
				answered.Store(id, true)
			}
		})
	}
	time.Sleep(time.Second)
	close(stopped)
	require.NoError(t, p.process.Process.Signal(syscall.SIGTERM))
	require.NoError(t, <-p.ended)
	clients.Wait()
	lines := regexp.MustCompile(`msg=request id=(\S+) .* status=200`).FindAllStringSubmatch(p.log.String(), -1)
	require.Greater(t, len(lines), 16)
	for _, line := range lines {
		_, ok := answered.LoadAndDelete(line[1])
		assert.True(t, ok, "%s was accepted and not answered", line[1])
	}
	answered.Range(func(id, _ any) bool { return assert.Fail(t, "answered and not logged", "%s", id) })
	t.Logf("%d requests accepted, all answered", len(lines))
	assert.Contains(t, p.log.String(), "msg=stopped")
}
