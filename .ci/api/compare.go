package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

// compare holds the list against exported.txt, prints what differs, and returns the exit status.
func compare(lines []string) int {
	data, err := os.ReadFile("exported.txt")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	listed := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	status := 0
	for _, gone := range without(listed, lines) {
		fmt.Println("- " + gone)
		status = 1
	}
	for _, come := range without(lines, listed) {
		fmt.Println("+ " + come)
		status = 1
	}
	if status != 0 {
		fmt.Println("the exported API is not that of .ci/api/exported.txt; where that is meant: cd .ci/api && go run . > exported.txt")
	}
	return status
}

// without returns the lines of a that b does not have, in the order of a.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(line string) bool {
		_, found := slices.BinarySearch(b, line)
		return found
	})
}

// named picks the package and the name out of a line: a type, function, constant, variable or method,
// but no field of a struct.
var named = regexp.MustCompile(`^pkg ([^,]+), (const|var|func|type|method)\b[^,]*`)

// counts prints how many types, functions, constants, variables and methods each package exports.
func counts(lines []string) {
	byPackage := make(map[string]int)
	all := 0
	for _, line := range lines {
		rest := strings.SplitN(line, ", ", 3)
		if strings.HasPrefix(rest[1], "type ") && len(rest) > 2 && (strings.HasSuffix(rest[1], " struct") || strings.HasSuffix(rest[1], " interface")) {
			continue // a field, or a method of an interface
		}
		byPackage[named.FindStringSubmatch(line)[1]]++
		all++
	}
	names := make([]string, 0, len(byPackage))
	for name := range byPackage {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Printf("%4d  %s\n", byPackage[name], name)
	}
	fmt.Printf("%4d  in all\n", all)
}
