package main

const usage = `Usage: incident

Replays one hour of maintenance that took ten and a half, and prints what it cost, what the announced hour
put at risk, and what the start that a planner suggests would have cost. It takes nothing.
`

// help reports whether a command line asks how the program is used.
func help(args []string) bool {
	for _, arg := range args {
		if arg == "-h" || arg == "-help" || arg == "--help" {
			return true
		}
	}
	return false
}
