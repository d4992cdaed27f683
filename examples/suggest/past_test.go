package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A search in the past is told, and so is a window that has begun; the answer is the same otherwise.
func TestThePastIsTold(t *testing.T) {
	const over, begun = "Warning: The search ended on 22 Mar 2027: all of it is past. -from now searches from today.", "Warning: This window has begun already. -from now searches from here on."
	for _, test := range []struct {
		now   string
		args  []string
		want  string
		lacks []string
	}{
		{"2027-02-01T00:00:00Z", nil, "3,435 customer-hours", []string{over, begun}},
		{"2027-02-13T08:59:59Z", nil, "3,435 customer-hours", []string{over, begun}},
		{"2027-02-13T09:00:00Z", nil, begun, []string{over}},
		{"2027-03-22T00:00:00Z", nil, over, []string{begun}},
		{"2028-01-01T00:00:00Z", []string{"-from", "now", "-days", "30"}, "customer-hours", []string{over, begun}},
	} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, statusFound, run(test.args, nil, &stdout, &stderr, func() time.Time { return instant(t, test.now) }, ""), stderr.String())
		text := strings.Join(strings.Fields(stdout.String()), " ")
		require.Contains(t, text, test.want, test.now)
		for _, lacked := range test.lacks {
			require.NotContains(t, text, lacked, test.now)
		}
	}
}
