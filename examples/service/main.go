// Service answers plan files over HTTP, and has a page to plan with in a browser.
//
//	go run ./examples/service
//	open http://127.0.0.1:8080/
//
// It keeps nothing: a plan lives in the address of the page, or in a file. It binds to loopback
// unless told otherwise, since it knows no users and no encryption; put a proxy with both in front.
// The folder deploy says how it runs in a container, in Kubernetes and under systemd.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// Told a second time, it ends at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr))
}

// run serves until the context is done, then lets the requests that were accepted finish. It returns
// the exit status: 0, 1 where it cannot listen, 2 where the settings are wrong.
func run(ctx context.Context, args []string, lookup func(string) (string, bool), stdout, stderr io.Writer) int {
	s, err := parse(args, lookup, stderr)
	if errors.Is(err, flag.ErrHelp) {
		help(stdout)
		return 0
	}
	if err != nil {
		return 2 // parse has said why
	}
	fail := func(status int, err error) int {
		fmt.Fprintln(stderr, "service:", err)
		return status
	}
	limitMemory(s.limits.MaxMemory)
	app, err := newService(s, logger(s.log, stderr))
	if err != nil {
		return fail(2, named(s, err))
	}
	server, err := httpapi.NewServer(app, s.limits)
	if err != nil {
		return fail(2, named(s, err))
	}
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		return fail(1, err)
	}
	servers, listeners := []*http.Server{server}, []net.Listener{listener}
	if s.metrics != "" {
		if listener, err = net.Listen("tcp", s.metrics); err != nil {
			return fail(1, err)
		}
		servers, listeners = append(servers, app.counts.server()), append(listeners, listener)
	}
	fmt.Fprintf(stdout, "http://%s/\n", listeners[0].Addr())
	return app.serve(ctx, s, servers, listeners)
}

// serve runs the servers until the context is done, and stops them in order: it says that it is not
// ready, waits until those who ask have heard it, takes no more, and lets the open requests finish.
func (a *service) serve(ctx context.Context, s settings, servers []*http.Server, listeners []net.Listener) int {
	failed := make(chan error, len(servers))
	for i, server := range servers {
		server.ErrorLog = slog.NewLogLogger(a.log.Handler(), slog.LevelWarn)
		go func() { failed <- server.Serve(listeners[i]) }()
	}
	a.ready.Store(true)
	again := make(chan os.Signal, 1)
	if s.standing != nil {
		signal.Notify(again, syscall.SIGHUP)
		defer signal.Stop(again)
	}
	for ctx.Err() == nil {
		select {
		case err := <-failed:
			a.log.Error("serving", "error", err)
			return 1
		case <-again:
			s.standing.reread()
		case <-ctx.Done():
		}
	}
	a.ready.Store(false)
	a.log.Info("stopping", "drain", s.drain.String(), "grace", s.grace.String())
	a.pause(s.drain)
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.grace)
	defer cancel()
	for _, server := range servers { // metrics last, so that the end is counted
		if err := server.Shutdown(patience); err != nil {
			a.log.Error("stopped before all requests were answered", "error", err)
			return 1
		}
	}
	a.log.Info("stopped")
	return 0
}

// logger writes lines to a writer, in JSON unless text is wanted.
func logger(form string, to io.Writer) *slog.Logger {
	if form == "text" {
		return slog.New(slog.NewTextHandler(to, nil))
	}
	return slog.New(slog.NewJSONHandler(to, nil))
}

// limitMemory tells the collector of garbage how much memory there is, unless GOMEMLIMIT has.
func limitMemory(most int64) {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 && most > 0 {
		debug.SetMemoryLimit(most / 8 * 7)
	}
}
