package planfile_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

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
