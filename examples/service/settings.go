package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"regexp"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

// settings are what the environment and the command line say.
type settings struct {
	addr, metrics string
	drain, grace  time.Duration
	log           string
	token         string
	hosts         string
	origins       string
	horizon       int // days
	proxies       string
	corrections   string
	gate          string
	below         float64
	standing      *standingGate // nil without -gate
	limits        httpapi.Options
}

// prefix begins the names of the environment's variables: -max-body is QUIETWINDOW_MAX_BODY there.
const prefix = "QUIETWINDOW_"

const usage = `Usage: service [options]

Serves the page and the API of plans: at http://127.0.0.1:8080/ until it is told otherwise. It stores nothing.
Every option can be said in the environment too: QUIETWINDOW_MAX_BODY for -max-body. The command line wins.

`

// define returns the options, which set the settings.
func define(s *settings) *flag.FlagSet {
	flags := flag.NewFlagSet("service", flag.ContinueOnError)
	flags.StringVar(&s.addr, "addr", "127.0.0.1:8080", "the address to listen at; port 0 takes a free one")
	flags.StringVar(&s.metrics, "metrics", "", "an address of its own to answer GET /metrics at, such as 127.0.0.1:9090")
	flags.DurationVar(&s.drain, "drain", 0, "how long /readyz says no before the service stops taking requests")
	flags.DurationVar(&s.grace, "grace", 30*time.Second, "how long to wait for open requests when told to stop")
	flags.StringVar(&s.log, "log", "json", "the form of log lines: json or text")
	flags.StringVar(&s.token, "token", "", "the bearer token that requests for /v1/ must have; better said in the environment, since others can read command lines")
	flags.StringVar(&s.hosts, "hosts", "", "names that the service answers to over loopback besides localhost, with commas between them; * for all")
	flags.StringVar(&s.origins, "origins", "", "other sites whose pages may send forms here, such as https://plans.example.com, with commas between them")
	flags.StringVar(&s.corrections, "corrections", "", "a file of days that were decreed since, or that are wrong in the built-in ones: CSV with code,date,op,name,scope,source")
	flags.StringVar(&s.gate, "gate", "", "a plan file: GET /v1/gate says whether maintenance may run by it; it is read again when it changes, and on SIGHUP")
	flags.Float64Var(&s.below, "gate-below", 0, "open only while a smaller share of all customers is active, such as 0.12; 0 for the rules alone")
	flags.StringVar(&s.proxies, "proxies", "", "addresses or networks of proxies whose X-Forwarded-For is believed, with commas between them")
	flags.Int64Var(&s.limits.MaxBody, "max-body", 2<<20, "the largest body in bytes")
	flags.Int64Var(&s.limits.MaxAnswer, "max-answer", 16<<20, "the largest answer in bytes")
	flags.Int64Var(&s.limits.MaxMemory, "max-memory", 512<<20, "the memory that the process may take, in bytes")
	flags.Int64Var(&s.limits.MaxRequestMemory, "max-request-memory", 160<<20, "the memory that the work on one request may need, in bytes, as estimated before it")
	flags.IntVar(&s.limits.MaxRegions, "max-regions", 2_000, "the most regions of a plan")
	flags.IntVar(&s.horizon, "max-horizon", 731, "the longest search in days")
	flags.IntVar(&s.limits.MaxOccurrences, "max-occurrences", 20_000, "the most occurrences of all recurrences and calendar files of a plan")
	flags.IntVar(&s.limits.MaxImpacts, "max-impacts", 25_000, "the most suggestions times regions")
	flags.IntVar(&s.limits.MaxConcurrent, "max-concurrent", 0, "the most requests worked on at once; 0 for one a processor")
	flags.IntVar(&s.limits.MaxWaiting, "max-waiting", 64, "how many more requests may wait")
	flags.IntVar(&s.limits.MaxConnections, "max-connections", 1_000, "the most connections")
	flags.DurationVar(&s.limits.Timeout, "timeout", 10*time.Second, "the longest from the end of a body to the end of the answer")
	flags.DurationVar(&s.limits.BodyTimeout, "body-timeout", 15*time.Second, "the longest that a body is waited for")
	return flags
}

// help writes how the program is used.
func help(w io.Writer) {
	fmt.Fprint(w, usage)
	flags := define(&settings{})
	flags.SetOutput(w)
	flags.PrintDefaults()
	fmt.Fprint(w, "\nExit status: 0; 1 where it cannot listen; 2 where the settings are wrong.\n")
}

// parse reads the environment, and then the command line, which wins. Lookup is os.LookupEnv.
func parse(args []string, lookup func(string) (string, bool), stderr io.Writer) (settings, error) {
	var s settings
	flags := define(&s)
	fault := func(err error) (settings, error) {
		fmt.Fprintln(stderr, "service:", err)
		return s, err
	}
	var faults scheduler.FieldErrors
	flags.VisitAll(func(f *flag.Flag) {
		name := prefix + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if value, ok := lookup(name); ok {
			if err := f.Value.Set(value); err != nil {
				faults = append(faults, &scheduler.FieldError{Path: name, Value: value, Expected: commandline.Expected(flags, f.Name, err.Error())})
			}
		}
	})
	rest, err := commandline.Parse(flags, args)
	if errors.Is(err, flag.ErrHelp) {
		return s, err
	}
	var wrong scheduler.FieldErrors
	if errors.As(err, &wrong) {
		faults = append(faults, wrong...)
	}
	switch {
	case faults != nil:
		return fault(faults)
	case len(rest) > 0:
		return fault(fmt.Errorf("found %q; expected flags only", rest[0]))
	case s.log != "json" && s.log != "text":
		return fault(fmt.Errorf("found -log %q; expected json or text", s.log))
	case s.token != "" && (len(s.token) < 16 || strings.ContainsAny(s.token, " \t\r\n")):
		return fault(fmt.Errorf("found a -token of %d characters; expected at least 16, without blanks", len(s.token)))
	}
	s.limits.Hosts, s.limits.TrustedOrigins = fields(s.hosts), fields(s.origins)
	// As many as a duration holds: NewHandler says that they are too many.
	s.limits.MaxHorizon = time.Duration(max(-1, min(s.horizon, 100_000))) * 24 * time.Hour
	if s.corrections != "" {
		if s.limits.Corrections, err = commandline.Corrections(s.corrections); err != nil {
			return fault(err)
		}
	}
	if s.gate != "" {
		var err error
		if s.standing, err = newStandingGate(s.gate, s.below, s.limits.Corrections); err != nil {
			return fault(fmt.Errorf("-gate %q: %w", s.gate, err))
		}
		s.limits.CurrentGate = s.standing.current
	}
	trusted, err := networks(s.proxies)
	if err != nil {
		return fault(err)
	}
	if trusted != nil {
		s.limits.Client = trusted.client
	}
	return s, nil
}

var capital = regexp.MustCompile(`[A-Z]`)

// named gives faults of the handler's options the names that they have here: Options.MaxBody is -max-body.
func named(s settings, err error) error {
	var faults scheduler.FieldErrors
	if !errors.As(err, &faults) {
		return err
	}
	known := define(&settings{})
	for _, f := range faults {
		field, _ := strings.CutPrefix(f.Path, "Options.")
		name := strings.TrimPrefix(strings.ToLower(capital.ReplaceAllString(field, "-$0")), "-")
		switch {
		case name == "max-horizon": // it is given in days here
			f.Path, f.Value, f.Expected = "-"+name, s.horizon, fmt.Sprintf("1 to %d days", 366*scheduler.MaxHorizonYears)
		case known.Lookup(name) != nil:
			f.Path = "-" + name
		case strings.HasPrefix(field, "TrustedOrigins["):
			f.Path = "-origins"
		}
	}
	return faults
}

// fields splits a list with commas.
func fields(text string) []string {
	var list []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}

// networks reads addresses and networks.
func networks(text string) (proxies, error) {
	var list proxies
	for _, item := range fields(text) {
		network, err := netip.ParsePrefix(item)
		if addr, e := netip.ParseAddr(item); e == nil {
			network, err = addr.Prefix(addr.BitLen())
		}
		if err != nil {
			return nil, fmt.Errorf("found %q among the proxies; expected an address such as 127.0.0.1 or a network such as 10.0.0.0/8", item)
		}
		list = append(list, network)
	}
	return list, nil
}
