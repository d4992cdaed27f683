// Package readme holds the READMEs of the programs against the programs: what a README shows is what is printed.
package readme

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// LeftOut is a line of a README that stands for any number of lines that are printed.
const LeftOut = "[...]"

var block = regexp.MustCompile("(?m)^```\n\\$ go run (\\S+)(.*)\n((?:[^`].*\n|\n)*)```$")

// Check runs every command that the README.md of the working directory shows, in blocks whose first line is
// "$ go run ./examples/NAME ARGUMENTS", and compares what it prints with what follows there. There must be
// at least one. Paths are those of the repository's root in the README, and of the program's folder here.
func Check(t *testing.T, run func(args []string) string) {
	t.Helper()
	folder, err := os.Getwd()
	require.NoError(t, err)
	program := "./examples/" + filepath.Base(folder)
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	found := block.FindAllStringSubmatch(string(text), -1)
	require.NotEmpty(t, found, "blocks with $ go run %s", program)
	for _, b := range found {
		require.Equal(t, program, b[1])
		args := strings.Fields(strings.ReplaceAll(b[2], program[2:]+"/", ""))
		printed := run(args)
		require.True(t, Covers(b[3], printed), "README.md shows of %s%s\n%s\nand it prints\n%s", program, b[2], b[3], printed)
	}
}

// Covers reports whether a text is what was printed, where a line LeftOut stands for lines that are left out.
func Covers(text, printed string) bool {
	parts := strings.Split("\n"+text, "\n"+LeftOut+"\n")
	for i := range parts[:len(parts)-1] {
		parts[i] += "\n"
	}
	printed = "\n" + printed
	if len(parts) == 1 {
		return parts[0] == printed
	}
	rest, ok := strings.CutPrefix(printed, parts[0])
	if !ok {
		return false
	}
	last := len(parts) - 1
	for _, part := range parts[1:last] {
		at := strings.Index("\n"+rest, "\n"+part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return parts[last] == "" || strings.HasSuffix("\n"+rest, "\n"+parts[last])
}
