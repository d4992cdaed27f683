package main

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// overBy says that a search is over at a time, empty where it is not.
func overBy(horizon calendar.Interval, now time.Time) string {
	if horizon.End.After(now) {
		return ""
	}
	return fmt.Sprintf("The search ended on %s: all of it is past. -from now searches from today.", horizon.End.UTC().Format("2 Jan 2006"))
}

// begunBy says that the window of a suggestion has begun at a time, empty where it has not.
func begunBy(s scheduler.Suggestion, now time.Time) string {
	if s.Window.Start.After(now) {
		return ""
	}
	return "This window has begun already. -from now searches from here on."
}
