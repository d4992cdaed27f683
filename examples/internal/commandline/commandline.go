// Package commandline reads the options of the examples with package flag, and says what is wrong with them as a plan file's
// faults are said: all at once, each by its name, with what was found and what was expected.
package commandline

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// Parse reads the options of a set, which may stand before, between and after what else is given, and returns the rest in
// its order; after "--" everything is the rest. The error is flag.ErrHelp, or scheduler.FieldErrors with every option that
// is wrong. What an option's own function expects is its error, which may begin with "expected ".
func Parse(set *flag.FlagSet, args []string) ([]string, error) {
	set.SetOutput(io.Discard)
	set.Usage = func() {}
	var rest []string
	var faults scheduler.FieldErrors
	for len(args) > 0 {
		err := set.Parse(args)
		read := args[:len(args)-set.NArg()]
		args = set.Args()
		switch {
		case errors.Is(err, flag.ErrHelp):
			return nil, err
		case err != nil:
			faults = append(faults, fault(set, err))
			if strings.HasPrefix(err.Error(), "bad flag syntax") { // package flag stops before it, not behind
				args = args[1:]
			}
		case len(read) > 0 && read[len(read)-1] == "--":
			rest, args = append(rest, args...), nil
		case len(args) > 0:
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	if faults != nil {
		return rest, faults
	}
	return rest, nil
}

// The errors of package flag.
var (
	invalid = regexp.MustCompile(`(?s)^invalid (?:boolean )?value (".*") for (?:flag )?-(\S+): (?:expected )?(.*)$`)
	lacking = regexp.MustCompile(`^flag needs an argument: -(\S+)$`)
	unknown = regexp.MustCompile(`^(?:flag provided but not defined: |bad flag syntax: )(.*)$`)
)

func fault(set *flag.FlagSet, err error) *scheduler.FieldError {
	if m := invalid.FindStringSubmatch(err.Error()); m != nil {
		found := m[1]
		if _, e := fmt.Sscanf(found, "%q", &found); e != nil {
			found = m[1]
		}
		return &scheduler.FieldError{Path: "-" + m[2], Value: found, Expected: Expected(set, m[2], m[3])}
	}
	if m := lacking.FindStringSubmatch(err.Error()); m != nil {
		return &scheduler.FieldError{Path: "-" + m[1], Expected: "a value after it"}
	}
	if m := unknown.FindStringSubmatch(err.Error()); m != nil {
		return &scheduler.FieldError{Path: "command line", Value: m[1], Expected: "an option that -h lists"}
	}
	return &scheduler.FieldError{Path: "command line", Value: err.Error(), Expected: "options as -h lists them"}
}

// Expected says what an option of a set takes: of the kinds that package flag has, whose error is "parse error", by the kind;
// of others it is what was said.
func Expected(set *flag.FlagSet, name, said string) string {
	if getter, ok := set.Lookup(name).Value.(flag.Getter); ok {
		switch getter.Get().(type) {
		case int, int64:
			return "a whole number"
		case float64:
			return "a number such as 0.12"
		case time.Duration:
			return "a length of time such as 90m or 1h30m"
		case bool:
			return "true or false, or no value"
		}
	}
	return said
}
