// Service answers plan files over HTTP, and has a page to plan with in a browser.
//
//	go run ./examples/service
//	open http://127.0.0.1:8080/
//
// It keeps nothing: a plan lives in the address of the page, or in a file. It binds to loopback
// unless told otherwise, since it knows no users and no encryption; put a proxy with both in front.
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
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// settings are what the command line says.
type settings struct {
	addr    string
	metrics bool
	grace   time.Duration
	limits  httpapi.Options
}

// run serves until the context is done, then lets the requests that were accepted finish. It returns
// the exit status: 0, 1 where it cannot listen, 2 where the command line is wrong.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	s, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return 2 // the flag package has said why
	}
	log := slog.New(slog.NewTextHandler(stderr, nil))
	limitMemory(s.limits.MaxMemory)
	handler, err := newHandler(s, log)
	if err != nil {
		fmt.Fprintln(stderr, "service:", err)
		return 2
	}
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		fmt.Fprintln(stderr, "service:", err)
		return 1
	}
	fmt.Fprintf(stdout, "http://%s/\n", listener.Addr())
	server, err := httpapi.NewServer(handler, s.limits)
	if err != nil {
		fmt.Fprintln(stderr, "service:", err)
		return 2
	}
	server.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelWarn)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		log.Error("serving", "error", err)
		return 1
	case <-ctx.Done():
	}
	log.Info("stopping", "grace", s.grace)
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.grace)
	defer cancel()
	if err := server.Shutdown(patience); err != nil {
		log.Error("stopped before all requests were answered", "error", err)
		return 1
	}
	log.Info("stopped")
	return 0
}

// limitMemory tells the collector of garbage how much memory there is, unless GOMEMLIMIT has.
func limitMemory(most int64) {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(most / 8 * 7)
	}
}

func parse(args []string, stderr io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("service", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.addr, "addr", "127.0.0.1:8080", "the address to listen at; port 0 takes a free one")
	flags.BoolVar(&s.metrics, "metrics", false, "answer GET /metrics in the text format of Prometheus")
	flags.DurationVar(&s.grace, "grace", 30*time.Second, "how long to wait for open requests when told to stop")
	flags.Int64Var(&s.limits.MaxBody, "max-body", 2<<20, "the largest body in bytes")
	flags.IntVar(&s.limits.MaxConcurrent, "max-concurrent", 0, "the most requests worked on at once; 0 for one a processor")
	flags.IntVar(&s.limits.MaxWaiting, "max-waiting", 64, "how many more requests may be open")
	flags.DurationVar(&s.limits.Timeout, "timeout", 10*time.Second, "the longest that one request is worked on")
	flags.Int64Var(&s.limits.MaxMemory, "max-memory", 512<<20, "the memory that the process may take, in bytes")
	flags.DurationVar(&s.limits.BodyTimeout, "body-timeout", 15*time.Second, "the longest that a body is waited for")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if flags.NArg() > 0 {
		err := fmt.Errorf("found %q; expected flags only", flags.Arg(0))
		fmt.Fprintln(stderr, "service:", err)
		return s, err
	}
	return s, nil
}
