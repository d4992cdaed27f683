package main

import (
	"fmt"
	"os"
	"strings"
)

const usage = `Usage: quickstart

Prints the hour of December 2026 that disturbs the fewest customers of three offices. It takes nothing: its
source is the smallest program that uses the library.
`

// The smallest program has no room for this: -h is answered, and anything else refused, before it begins.
func init() {
	switch args := os.Args[1:]; {
	case help(args):
		fmt.Print(usage)
		os.Exit(0)
	case refused(args):
		fmt.Fprintf(os.Stderr, "quickstart: found %q; expected nothing (-h says more)\n", args[0])
		os.Exit(2)
	}
}

// help reports whether a command line is a question how the program is used.
func help(args []string) bool { return len(args) == 1 && (args[0] == "-h" || args[0] == "--help") }

// refused reports whether a command line has anything else. What begins with -test is for its test.
func refused(args []string) bool { return len(args) > 0 && !strings.HasPrefix(args[0], "-test.") }
