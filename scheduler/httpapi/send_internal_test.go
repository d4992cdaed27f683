package httpapi

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The time of a request includes the last byte of its answer: a client that takes none of an answer is let
// go, half-way. Nothing is computed here, and the client waits for what the service does, not for a clock.
func TestSlowReadersAreLetGo(t *testing.T) {
	const size = 256 << 20 // more than both systems hold for a connection
	opts := Options{Timeout: time.Second}
	built, err := NewHandler(opts)
	require.NoError(t, err)
	letGo := make(chan struct{})
	server, err := NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(letGo)
		v := built.(*handler).visit(w, r)
		defer v.share.close()
		piece := bytes.Repeat([]byte{'x'}, 1<<20)
		a, err := v.inTurn(func(context.Context) (*answer, error) {
			large := &answer{status: http.StatusOK, contentType: typeJSON}
			for range size / len(piece) {
				large.body = append(large.body, piece)
			}
			return large, nil
		})
		assert.NoError(t, err)
		v.send(a)
	}), opts)
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	done := make(chan error)
	go func() { done <- server.Serve(listener) }()
	conn, err := net.Dial("tcp", listener.Addr().String())
	require.NoError(t, err)
	defer conn.Close()
	_, err = fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
	require.NoError(t, err)
	<-letGo
	// What this side's system holds of the answer may still come; then it ends.
	n, err := io.Copy(io.Discard, conn)
	assert.Less(t, n, int64(size))
	t.Logf("%d bytes came, then %v", n, err)
	require.NoError(t, server.Close())
	assert.ErrorIs(t, <-done, http.ErrServerClosed)
}
