package planfile_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// weekdayKey matches the rows of single days of the week, which the reference describes in one line.
var weekdayKey = regexp.MustCompile(`^activities\.NAME\.(holiday_)?(mon|tues|wednes|thurs|fri|satur|sun)day$`)

// The tables of the reference, from the reader's own: a row for every key, in order.
func reference() string {
	rows := []string{"| key | meaning | default |", "| --- | --- | --- |"}
	for _, k := range planfile.Keys() {
		switch {
		case weekdayKey.MatchString(k.Path):
			if strings.HasSuffix(k.Path, "NAME.monday") {
				rows = append(rows, "| `activities.NAME.monday` to `sunday`, `holiday_monday` to `holiday_sunday` | single days of the week that are no holiday, and that are one | the row of their kind of day |")
			}
		case k.Default == "":
			rows = append(rows, fmt.Sprintf("| `%s` | %s | required |", k.Path, k.Meaning))
		default:
			rows = append(rows, fmt.Sprintf("| `%s` | %s | %s |", k.Path, k.Meaning, k.Default))
		}
	}
	return strings.Join(rows, "\n") + "\n"
}

// The reference in README.md of this folder is written from Keys:
//
//	UPDATE_REFERENCE=1 go test ./scheduler/planfile -run Reference
func TestReferenceIsWhatTheReaderReads(t *testing.T) {
	const begin, end = "<!-- keys: written by the test TestReferenceIsWhatTheReaderReads -->\n", "<!-- end of keys -->\n"
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	before, rest, found := strings.Cut(string(readme), begin)
	require.True(t, found)
	_, after, found := strings.Cut(rest, end)
	require.True(t, found)
	want := before + begin + reference() + end + after
	if os.Getenv("UPDATE_REFERENCE") != "" {
		require.NoError(t, os.WriteFile("README.md", []byte(want), 0o644))
		return
	}
	require.Equal(t, want, string(readme), "UPDATE_REFERENCE=1 go test ./scheduler/planfile -run Reference writes it")
}
