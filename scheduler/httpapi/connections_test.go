package httpapi_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

// listen serves a handler with NewServer on loopback and returns the address.
func listen(t *testing.T, h http.Handler, opts httpapi.Options) string {
	t.Helper()
	server, err := httpapi.NewServer(h, opts)
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	done := make(chan error)
	go func() { done <- server.Serve(listener) }()
	t.Cleanup(func() {
		server.Close()
		assert.ErrorIs(t, <-done, http.ErrServerClosed)
	})
	return listener.Addr().String()
}

// patience is how long a test waits for what must come at once: so long that a busy machine does not
// matter, and much shorter than the times of the service that must not matter.
const patience = 2 * time.Minute

func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	require.NoError(t, err)
	t.Cleanup(func() { conn.Close() })
	require.NoError(t, conn.SetDeadline(time.Now().Add(patience)))
	return conn
}

// Where the answer is known no body is waited for, and the connection ends.
func TestAnswersDoNotWaitForBodies(t *testing.T) {
	opts := httpapi.Options{BodyTimeout: time.Hour}
	address := listen(t, newHandler(t, opts), opts)
	const inJSON, small = "Content-Type: application/json\r\n", "Content-Length: 1000\r\n"
	var all sync.WaitGroup
	for _, test := range []struct {
		method, path, head string
		status             int
	}{
		{"POST", "/nothing", inJSON + small, 404},
		{"POST", "/v1/suggest/", inJSON + small, 404},
		{"POST", "//v1/suggest", inJSON + small, 404},
		{"PUT", "/v1/suggest", inJSON + small, 405},
		{"GET", "/v1/suggest", "Transfer-Encoding: chunked\r\n", 405},
		{"GET", "/healthz", small, 200},
		{"HEAD", "/v1/zones", small, 200},
		{"POST", "/v1/suggest", small, 415},
		{"POST", "/v1/suggest", "Content-Encoding: br\r\n" + inJSON + small, 415},
		{"POST", "/v1/suggest", inJSON + "Content-Length: 99999999\r\n", 413},
		{"POST", "/v1/suggest", inJSON + "Expect: 100-continue\r\nContent-Length: 99999999\r\n", 413},
		{"POST", "/v1/suggest?at=1", inJSON + small, 400},
		{"POST", "/v1/suggest", "Origin: https://elsewhere.example\r\nContent-Type: multipart/form-data; boundary=x\r\n" + small, 403},
	} {
		conn := dial(t, address)
		all.Go(func() {
			fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n{", test.method, test.path, test.head)
			reader := bufio.NewReader(conn)
			answer, err := http.ReadResponse(reader, &http.Request{Method: test.method})
			if !assert.NoError(t, err, test.path) {
				return
			}
			_, err = io.Copy(io.Discard, answer.Body)
			assert.NoError(t, err, test.path)
			assert.Equal(t, test.status, answer.StatusCode, test.path)
			_, err = reader.ReadByte()
			assert.ErrorIs(t, err, io.EOF, test.path)
		})
	}
	all.Wait()
}

// A connection on which a body came whole serves for the next request.
func TestConnectionsAreKept(t *testing.T) {
	conn := dial(t, listen(t, newHandler(t, httpapi.Options{}), httpapi.Options{}))
	reader := bufio.NewReader(conn)
	for range 3 {
		text := plan("", "")
		fmt.Fprintf(conn, "POST /v1/suggest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(text), text)
		answer, err := http.ReadResponse(reader, nil)
		require.NoError(t, err)
		_, err = io.Copy(io.Discard, answer.Body)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, answer.StatusCode)
	}
}

// With as many connections as there may be, those that say nothing make room, oldest first.
func TestMostConnections(t *testing.T) {
	opts := httpapi.Options{MaxConnections: 3}
	address := listen(t, newHandler(t, opts), opts)
	var silent []net.Conn
	for range 6 {
		silent = append(silent, dial(t, address))
		// The server must have taken it before the next one comes.
		fmt.Fprint(silent[len(silent)-1], "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
		answer, err := http.ReadResponse(bufio.NewReader(silent[len(silent)-1]), nil)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, answer.StatusCode)
		_, err = io.Copy(io.Discard, answer.Body)
		require.NoError(t, err)
	}
	for _, conn := range silent[:3] {
		_, err := conn.Read(make([]byte, 1))
		assert.Error(t, err)
	}
	last := silent[5]
	fmt.Fprint(last, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
	answer, err := http.ReadResponse(bufio.NewReader(last), nil)
	require.NoError(t, err)
	assert.Equal(t, http.StatusOK, answer.StatusCode)
}

// Bodies that do not end make room for those that do.
func TestSlowBodiesMakeRoom(t *testing.T) {
	opts := httpapi.Options{MaxMemory: 6 << 20, BodyTimeout: time.Hour}
	address := listen(t, newHandler(t, opts), opts)
	half := strings.Repeat(" ", 1<<20)
	var slow []net.Conn
	for range 6 {
		conn := dial(t, address)
		fmt.Fprintf(conn, "POST /v1/suggest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", 2<<20, half)
		slow = append(slow, conn)
	}
	answer, err := http.Post("http://"+address+"/v1/suggest", "application/json", strings.NewReader(plan("", "")))
	require.NoError(t, err)
	defer answer.Body.Close()
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	first, err := http.ReadResponse(bufio.NewReader(slow[0]), nil)
	require.NoError(t, err)
	assert.Equal(t, httpapi.TypeBusy, decodeProblem(t, http.StatusServiceUnavailable, first.Body).Type)
}

func TestHosts(t *testing.T) {
	for _, test := range []struct {
		host   string
		hosts  []string
		status int
	}{
		{"localhost", nil, 200}, {"LOCALHOST.:8080", nil, 200}, {"127.0.0.1", nil, 200}, {"127.8.8.8:1", nil, 200}, {"[::1]:8080", nil, 200},
		{"evil.example", nil, 421}, {"localhost.evil.example:80", nil, 421}, {"192.0.2.1", nil, 421},
		{"plans.example:443", []string{"plans.example"}, 200}, {"evil.example", []string{"plans.example"}, 421}, {"evil.example", []string{"*"}, 200},
	} {
		opts := httpapi.Options{Hosts: test.hosts}
		conn := dial(t, listen(t, newHandler(t, opts), opts))
		fmt.Fprintf(conn, "GET /healthz HTTP/1.1\r\nHost: %s\r\n\r\n", test.host)
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		require.NoError(t, err)
		assert.Equal(t, test.status, answer.StatusCode, test.host)
	}
}

func TestFormsFromElsewhere(t *testing.T) {
	h := newHandler(t, httpapi.Options{TrustedOrigins: []string{"https://plans.example"}})
	kind, body := form(t, [3]string{"plan", "", plan("", "")})
	for _, test := range []struct {
		kind, header, value string
		status              int
	}{
		{kind, "", "", 200}, {kind, "Origin", "http://example.com", 200}, {kind, "Origin", "https://plans.example", 200}, {kind, "Sec-Fetch-Site", "same-origin", 200},
		{kind, "Sec-Fetch-Site", "none", 200}, {kind, "Sec-Fetch-Site", "cross-site", 403}, {kind, "Sec-Fetch-Site", "same-site", 403}, {kind, "Origin", "null", 403},
		{kind, "Origin", "https://elsewhere.example", 403}, {"application/json", "Origin", "https://elsewhere.example", 400},
	} {
		r := newRequest(t, test.kind, body)
		r.Header.Set(test.header, test.value)
		w := serve(h, r)
		assert.Equal(t, test.status, w.Code, "%s %s", test.header, test.value)
		assert.Empty(t, w.Header().Get("Access-Control-Allow-Origin"))
	}
}

func newRequest(t *testing.T, kind, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, "http://example.com/v1/suggest", strings.NewReader(body))
	require.NoError(t, err)
	r.Header.Set("Content-Type", kind)
	return r
}
