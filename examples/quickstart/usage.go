package main

import (
	"fmt"
	"os"
)

const usage = `Usage: quickstart

Prints the hour of December 2026 that disturbs the fewest customers of three offices. It takes nothing: its
source is the smallest program that uses the library.
`

// The smallest program has no room for this: -h is answered before it begins.
func init() {
	if help(os.Args[1:]) {
		fmt.Print(usage)
		os.Exit(0)
	}
}

// help reports whether a command line is a question how the program is used.
func help(args []string) bool { return len(args) == 1 && (args[0] == "-h" || args[0] == "--help") }
