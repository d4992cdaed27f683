package httpapi

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

const (
	headerTimeout = 5 * time.Second
	idleTimeout   = time.Minute
	mostHeader    = 16 << 10
	// writeBuffer is what the system holds of an answer that a client is slow to take. By itself it would
	// be megabytes a connection, which count as memory of a container.
	writeBuffer = 256 << 10
)

// NewServer returns a server whose connections end: headers, bodies, answers and pauses between
// requests have their time, and there are at most Options.MaxConnections, shared fairly among clients.
// Handler answers the requests; usually it is that of [NewHandler], by itself or among others. The
// caller sets Addr, ErrorLog and the like, and may change everything but ConnState and ConnContext.
// Errors are those of NewHandler.
//
// The longest that one request can hold a connection is 5 seconds for the headers, Options.BodyTimeout
// for the body and Options.Timeout for the rest.
func NewServer(handler http.Handler, opts Options) (*http.Server, error) {
	filled, err := opts.filled()
	if err != nil {
		return nil, err
	}
	conns := &connections{most: filled.MaxConnections, all: make(map[net.Conn]*connection), count: make(map[string]int)}
	return &http.Server{
		Handler:           Prompt(handler, filled.BodyTimeout),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       headerTimeout + filled.BodyTimeout,
		// From the end of the headers on. The handler makes it shorter once a body is in.
		WriteTimeout:   filled.BodyTimeout + filled.Timeout,
		IdleTimeout:    idleTimeout,
		MaxHeaderBytes: mostHeader,
		ConnState:      conns.changed,
		ConnContext:    conns.context,
	}, nil
}

// connections are those of one server.
type connections struct {
	mu    sync.Mutex
	most  int
	all   map[net.Conn]*connection
	count map[string]int // by client
}

// connection is one of them.
type connection struct {
	of     *connections
	tcp    *net.TCPConn // nil where it is of another kind
	client string
	// since is when the last request began or ended. Working says that the service, not the client, is
	// what takes time now.
	since   time.Time
	working bool
}

// changed follows the connections of a server.
func (c *connections) changed(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch state {
	case http.StateNew:
		c.enter(conn)
	case http.StateClosed, http.StateHijacked:
		c.leave(conn)
	default:
		if own := c.all[conn]; own != nil {
			own.since = time.Now()
		}
	}
}

func (c *connections) enter(conn net.Conn) {
	own := &connection{of: c, tcp: tcpOf(conn), client: addressOf(conn.RemoteAddr().String()), since: time.Now()}
	if own.tcp != nil {
		_ = own.tcp.SetWriteBuffer(writeBuffer)
	}
	c.all[conn] = own
	c.count[own.client]++
	if len(c.all) <= c.most {
		return
	}
	victim := conn
	for other, o := range c.all {
		if o.working {
			continue
		}
		best := c.all[victim]
		if c.count[o.client] > c.count[best.client] || c.count[o.client] == c.count[best.client] && o.since.Before(best.since) {
			victim = other
		}
	}
	c.leave(victim)
	// Its goroutine notices. Closing can take a moment where it is encrypted.
	go victim.Close()
}

func (c *connections) leave(conn net.Conn) {
	own := c.all[conn]
	if own == nil {
		return
	}
	delete(c.all, conn)
	if c.count[own.client]--; c.count[own.client] == 0 {
		delete(c.count, own.client)
	}
}

type connectionKey struct{}

// context lets the handler find the connection of a request.
func (c *connections) context(ctx context.Context, conn net.Conn) context.Context {
	c.mu.Lock()
	defer c.mu.Unlock()
	return context.WithValue(ctx, connectionKey{}, c.all[conn])
}

// working says of the connection of a request, if the server is one of NewServer, that it must not be
// closed for others, or that it may be.
func working(ctx context.Context, yes bool) {
	own, _ := ctx.Value(connectionKey{}).(*connection)
	if own == nil {
		return
	}
	own.of.mu.Lock()
	defer own.of.mu.Unlock()
	own.working, own.since = yes, time.Now()
}

// drop makes the end of a connection throw away what the client has not taken of an answer; else the
// system would go on offering it for minutes.
func drop(ctx context.Context) {
	if own, _ := ctx.Value(connectionKey{}).(*connection); own != nil && own.tcp != nil {
		_ = own.tcp.SetLinger(0)
	}
}

func tcpOf(conn net.Conn) *net.TCPConn {
	if within, ok := conn.(interface{ NetConn() net.Conn }); ok { // TLS
		conn = within.NetConn()
	}
	tcp, _ := conn.(*net.TCPConn)
	return tcp
}

// addressOf returns the part of a network address that stands for one client: an IPv4 address, the
// first 64 bits of an IPv6 address, which one subscriber has all of, or the text as it is.
func addressOf(remote string) string {
	port, err := netip.ParseAddrPort(remote)
	if err != nil {
		return remote
	}
	addr := port.Addr().Unmap().WithZone("")
	if addr.Is4() {
		return addr.String()
	}
	prefix, err := addr.Prefix(64)
	if err != nil {
		return remote
	}
	return prefix.String()
}
