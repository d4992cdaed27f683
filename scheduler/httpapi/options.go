package httpapi

import (
	"fmt"
	"net/http"
	"runtime"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// Options bound what a handler does for one request, and for all together. The zero value of every
// field is its documented default: those of a small server, one that has half a gigabyte of memory.
// Negative values, and values beyond those of packages planfile and scheduler, are errors.
type Options struct {
	// Corrections overlay the built-in days of every plan, in place of the file that one may name. Nil is none.
	Corrections *national.Corrections
	// Gate is what GET /v1/gate asks. Nil means that there is none: 404.
	Gate *scheduler.Gate
	// CurrentGate, where it is not nil, returns what GET /v1/gate asks, in place of Gate: for a plan that changes
	// while the service runs. It is called once for each request, by several at once; nil is 404.
	CurrentGate func() *scheduler.Gate
	// Rules hold for every plan besides its own, such as a change freeze of the whole company: what they block is
	// named in answers as what a plan's own rules block is. They are asked by several requests at once. A plan
	// with a rule of the same name and title is refused.
	Rules []scheduler.Rule
	// Holidays, where it is not nil, returns the days that a region has besides those of its plan, such as the
	// company's own days off; nil for none. It is called once for each region of a plan, by several requests at
	// once, and what it returns is asked by them too. Crews keep the days of their plan.
	Holidays func(scheduler.Region) calendar.Holidays
	// MaxBody is the largest body in bytes, files included. Zero means 2 MiB; at most 64 MiB. More is
	// answered by 413.
	MaxBody int64
	// MaxRegions is the most regions of a plan. Zero means 2,000; at most scheduler.MaxRegions. More is
	// answered by 422, as are the next five.
	MaxRegions int
	// MaxHorizon is the longest search. Zero means 731 days (two years); at most
	// scheduler.MaxHorizonYears of 366 days.
	MaxHorizon time.Duration
	// MaxOccurrences is the most occurrences of all recurrences and iCalendar files of a plan together
	// in the search and the seven days after it. Zero means 20,000; at most
	// planfile.MaxOccurrences.
	MaxOccurrences int
	// MaxImpacts is the most suggestions, starts to assess or tasks of a campaign, times regions: each is an
	// entry of the answer. Zero means 25,000; at most scheduler.MaxImpacts.
	MaxImpacts int
	// MaxAnswer is the largest answer in bytes. Work stops as soon as an answer becomes larger. Zero
	// means 16 MiB; at most 1 GiB.
	MaxAnswer int64
	// MaxRequestMemory is the most memory in bytes that the work on one request may need, as estimated
	// from the plan before the search begins. Zero means 160 MiB; at most 64 GiB, and at most what MaxMemory
	// leaves.
	MaxRequestMemory int64
	// MaxMemory is what the process may take in bytes when it does nothing else. Five eighths of it are
	// shared out among the bodies, the estimated work and the answers of all requests; a request that
	// finds no room waits for it, and a body or an answer that a client is slow to send or to take makes
	// room for others. The rest is for the program itself and for garbage, so the program should set
	// debug.SetMemoryLimit, or GOMEMLIMIT, to seven eighths of it. Zero means 512 MiB; at most 1 TiB.
	MaxMemory int64
	// Timeout is the longest from the last byte of a request's body to the last byte of its answer:
	// waiting for a turn, the work, and sending. Zero means 10 seconds; at most an hour. More is answered
	// by 503, or by the end of the connection where the answer has begun.
	Timeout time.Duration
	// BodyTimeout is the longest that is waited for the body of one request. Zero means 15 seconds; at
	// most an hour. More is answered by 408. It replaces the ReadTimeout of the server while a body is
	// read, and the server must support read deadlines, as http.Server does.
	BodyTimeout time.Duration
	// MaxConcurrent is the most requests that are worked on at the same time. Zero means
	// runtime.GOMAXPROCS; at most 10,000. One more is worked on where a client that has none in work
	// would otherwise wait for others.
	MaxConcurrent int
	// MaxWaiting is how many more may wait for a turn, their body complete. Zero means 64; at most
	// 10,000. Beyond it the answer is 503 with Retry-After, for a request of the client that has most of
	// them waiting.
	MaxWaiting int
	// MaxConnections is the most connections of a server made by [NewServer]. Zero means 1,000; at most
	// 1,000,000. Where one more comes, one is closed that nothing is worked on for: of the client that
	// has most, the one that has been silent for longest.
	MaxConnections int
	// Client names who sent a request; turns, memory and connections are shared fairly among clients.
	// Nil means the address of the connection, of IPv6 the first 64 bits. Behind a proxy all requests
	// come from one address: read there what the proxy says, and only if no one else can say it.
	Client func(*http.Request) string
	// Hosts are names, without a port, that the header Host may have besides localhost and addresses of
	// loopback where a request came over loopback. Others are answered by 421: a page of another site
	// can make a browser call a service of its own machine by a name of that site. "*" allows all.
	Hosts []string
	// TrustedOrigins are origins, such as "https://plans.example.com", whose pages may send forms here
	// besides those that come from here. Forms of others are answered by 403.
	TrustedOrigins []string
}

const (
	longestWait     = time.Hour
	mostRequests    = 10_000
	mostConnections = 1_000_000
	largestBody     = 64 << 20
	largestAnswer   = 1 << 30
	longestHorizon  = scheduler.MaxHorizonYears * 366 * 24 * time.Hour
	expectedDefault = ", or 0 for the default"
	// As int64, so that 32-bit programs have them too.
	largestRequest int64 = 64 << 30
	largestProcess int64 = 1 << 40
)

// filled returns the options with their defaults, or everything that is wrong with them.
func (o Options) filled() (Options, error) {
	var faults scheduler.FieldErrors
	faults = fill(faults, "MaxBody", &o.MaxBody, 2<<20, largestBody)
	faults = fill(faults, "MaxRegions", &o.MaxRegions, 2_000, scheduler.MaxRegions)
	faults = fill(faults, "MaxHorizon", &o.MaxHorizon, 731*24*time.Hour, longestHorizon)
	faults = fill(faults, "MaxOccurrences", &o.MaxOccurrences, 20_000, planfile.MaxOccurrences)
	faults = fill(faults, "MaxImpacts", &o.MaxImpacts, 25_000, scheduler.MaxImpacts)
	faults = fill(faults, "MaxAnswer", &o.MaxAnswer, 16<<20, largestAnswer)
	faults = fill(faults, "MaxRequestMemory", &o.MaxRequestMemory, 160<<20, largestRequest)
	faults = fill(faults, "MaxMemory", &o.MaxMemory, 512<<20, largestProcess)
	faults = fill(faults, "Timeout", &o.Timeout, 10*time.Second, longestWait)
	faults = fill(faults, "BodyTimeout", &o.BodyTimeout, 15*time.Second, longestWait)
	faults = fill(faults, "MaxConcurrent", &o.MaxConcurrent, runtime.GOMAXPROCS(0), mostRequests)
	faults = fill(faults, "MaxWaiting", &o.MaxWaiting, 64, mostRequests)
	faults = fill(faults, "MaxConnections", &o.MaxConnections, 1_000, mostConnections)
	for i, rule := range o.Rules {
		if rule.Name == "" || rule.Blocks == nil {
			faults = append(faults, &scheduler.FieldError{Path: fmt.Sprintf("Options.Rules[%d]", i), Value: rule.Name, Expected: "a rule with a name and a function"})
		}
	}
	for i, origin := range o.TrustedOrigins {
		if err := http.NewCrossOriginProtection().AddTrustedOrigin(origin); err != nil {
			faults = append(faults, &scheduler.FieldError{Path: fmt.Sprintf("Options.TrustedOrigins[%d]", i), Value: origin, Expected: "an origin such as https://plans.example.com"})
		}
	}
	if faults != nil {
		return o, faults
	}
	o.MaxRequestMemory = min(o.MaxRequestMemory, o.shared())
	if o.Client == nil {
		o.Client = func(r *http.Request) string { return addressOf(r.RemoteAddr) }
	}
	return o, nil
}

// shared is the part of MaxMemory that is shared out among requests.
func (o Options) shared() int64 { return o.MaxMemory / 8 * 5 }

// bound is a limit as people read it: durations as a plan writes them.
func bound(most any) any {
	if d, ok := most.(time.Duration); ok {
		return calendar.FormatDuration(d)
	}
	return most
}

// fill sets a field that is zero to its default, and reports one that is out of range.
func fill[T int | int64 | time.Duration](faults scheduler.FieldErrors, name string, field *T, otherwise, most T) scheduler.FieldErrors {
	switch {
	case *field == 0:
		*field = otherwise
	case *field < 0 || *field > most:
		return append(faults, &scheduler.FieldError{Path: "Options." + name, Value: *field, Expected: fmt.Sprintf("more than 0, at most %v%s", bound(most), expectedDefault)})
	}
	return faults
}
