package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The command line has the service's limits, with larger values: on both sides of each.
func TestBounds(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plan.json")
	var regions strings.Builder
	for i := range 500 {
		fmt.Fprintf(&regions, `,{"name": "R%d", "customers": 1, "time_zone": "UTC"}`, i)
	}
	for _, test := range []struct {
		count, status int
		said          string
	}{
		{3, statusFound, ""},
		{200, statusFound, ""},
		{201, statusInvalid, "search.count: found 201; expected at most 200 with 500 regions: suggestions times regions are at most 100000"},
	} {
		text := fmt.Sprintf(`{"regions": [%s], "window": {"duration": "1h"}, "search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-30T00:00:00Z", "count": %d, "spacing": "1m"}, "rules": {"exclude_weekdays": false}}`, regions.String()[1:], test.count)
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		var stdout, stderr bytes.Buffer
		require.Equal(t, test.status, run([]string{file}, nil, &stdout, &stderr, earlier, ""), stderr.String())
		require.Contains(t, stderr.String(), test.said)
	}
	at := strings.Split(strings.Repeat("-at 2026-12-05T03:00:00Z ", 201)+file, " ")
	require.NoError(t, os.WriteFile(file, fmt.Appendf(nil, `{"regions": [%s], "window": {"duration": "1h"}, "search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-30T00:00:00Z"}}`, regions.String()[1:]), 0o600))
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusInvalid, run(at, nil, &stdout, &stderr, earlier, ""))
	require.Contains(t, stderr.String(), "-at: found 201; expected at most 200 with 500 regions: starts times regions are at most 100000")
}
