package planfile_test

import (
	"context"
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

// The README's reference has a row for every key, in order, with what the reader's own tables say.
func TestReadmeListsEveryKey(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	var rows []string
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
	require.Contains(t, string(readme), "| key | meaning | default |\n| --- | --- | --- |\n"+strings.Join(rows, "\n")+"\n")
}

// The plan that the README tells a newcomer to save works as it stands.
func TestReadmePlan(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(readme), "```json\n")
	require.True(t, found)
	text, _, _ := strings.Cut(rest, "```")
	plan, err := planfile.Parse(t.Context(), []byte(text), planfile.Options{})
	require.NoError(t, err)
	result, err := plan.Planner.Suggest(context.Background(), plan.Request)
	require.NoError(t, err)
	require.Len(t, result.Suggestions, 5)
}
