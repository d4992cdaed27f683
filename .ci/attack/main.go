// Attack tries to make examples/service slow, large or silent, and the calls of the library late: on
// loopback only, with a bound on every count and time. It prints a table for each kind of attack and
// exits with 1 where something was not as it must be.
//
//	go run .            the short form, about a minute and a half
//	go run . -long      every shape, cancelled calls on the largest plans, a soak of ten minutes
//	go run . -only slow one part
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

// suite is one run.
type suite struct {
	long   bool
	soak   time.Duration
	memory string // GOMEMLIMIT of the service; empty for the service's own
	binary string // what is attacked
	shapes string // only shapes with this in their names
	built  string // the folder of that, where it was built here
	self   string // this program, for what has to be a process of its own
	faults []string
}

// failf notes what was not as it must be, and goes on.
func (s *suite) failf(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	fmt.Println("FAILED:", text)
	s.faults = append(s.faults, text)
}

// check notes a fault where a condition does not hold.
func (s *suite) check(ok bool, format string, args ...any) {
	if !ok {
		s.failf(format, args...)
	}
}

var parts = []struct {
	name string
	run  func(*suite)
}{
	{"names", (*suite).names},
	{"cross", (*suite).crossSite},
	{"heavy", (*suite).heavy},
	{"hangup", (*suite).hangUps},
	{"slow", (*suite).slow},
	{"flood", (*suite).flood},
	{"cancel", (*suite).cancels},
	{"soak", (*suite).soaking},
}

func main() {
	s := &suite{}
	var only, address string
	flag.BoolVar(&s.long, "long", false, "every shape, and a soak of ten minutes")
	flag.DurationVar(&s.soak, "soak", 0, "the length of the soak, at most an hour; by default 10 seconds, or 10 minutes with -long")
	flag.StringVar(&s.memory, "memory", "", "the GOMEMLIMIT of the service; by default its own")
	flag.StringVar(&s.binary, "binary", "", "a service that was built before; by default examples/service is")
	flag.StringVar(&s.shapes, "shapes", "", "only shapes of plans with this in their names")
	flag.StringVar(&only, "only", "", "parts to run, with commas between them: names, cross, heavy, hangup, slow, flood, cancel, soak")
	flag.StringVar(&address, "flood", "", "nothing but heavy plans to this address, for the time of -soak: the suite runs itself so")
	flag.Parse()
	if s.soak == 0 {
		s.soak = 10 * time.Second
		if s.long {
			s.soak = 10 * time.Minute
		}
	}
	s.soak = min(s.soak, time.Hour)
	if address != "" {
		floodFrom(address, s.soak)
		return
	}
	var err error
	if s.self, err = os.Executable(); err != nil {
		fmt.Fprintln(os.Stderr, "attack:", err)
		os.Exit(2)
	}
	if err := s.build(); err != nil {
		fmt.Fprintln(os.Stderr, "attack:", err)
		os.Exit(2)
	}
	defer os.RemoveAll(s.built)
	begun := time.Now()
	for _, p := range parts {
		if only != "" && !strings.Contains(","+only+",", ","+p.name+",") {
			continue
		}
		fmt.Printf("\n## %s (%s)\n\n", p.name, time.Since(begun).Round(time.Second))
		p.run(s)
	}
	fmt.Printf("\n%d faults in %s\n", len(s.faults), time.Since(begun).Round(time.Second))
	for _, f := range s.faults {
		fmt.Println("-", f)
	}
	if s.faults != nil {
		os.RemoveAll(s.built)
		os.Exit(1)
	}
}
