package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/quietwindow/quietwindow/scheduler"
)

// counted returns a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(float64(n)) + " " + many
}

// number returns a whole number with commas.
func number(x float64) string {
	s := strconv.FormatFloat(x, 'f', 0, 64)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// times returns a factor; a dash where there is none.
func times(factor *float64) string {
	if factor == nil {
		return "-"
	}
	return fmt.Sprintf("%.1f", *factor)
}

// percent returns a share of so many.
func percent(n, of int) string { return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of)) }

// broken is one rule and one reason, with the regions on whose account it kept the time blocked.
type broken struct {
	rule, reason string
	regions      []string
}

// brokenRules summarises blocks: by rule and reason, in the order in which they come first.
func brokenRules(blocks []scheduler.Block) []broken {
	var list []broken
	for _, b := range blocks {
		i := 0
		for i < len(list) && (list[i].rule != b.Rule || list[i].reason != b.Reason) {
			i++
		}
		if i == len(list) {
			list = append(list, broken{rule: b.Rule, reason: b.Reason})
		}
		if b.Region != "" && !slices.Contains(list[i].regions, b.Region) {
			list[i].regions = append(list[i].regions, b.Region)
		}
	}
	return list
}
