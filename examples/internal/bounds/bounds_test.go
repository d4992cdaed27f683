package bounds_test

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/examples/internal/bounds"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// plan reads a plan of so many regions with a search and more.
func plan(t *testing.T, regions int, search, more string) *planfile.Plan {
	t.Helper()
	var list strings.Builder
	for i := range regions {
		fmt.Fprintf(&list, `,{"name": "R%d", "customers": 1, "time_zone": "UTC"}`, i)
	}
	p, err := planfile.Parse(t.Context(), fmt.Appendf(nil, `{"regions": [%s], "window": {"duration": "1h"}, "search": {"from": "2026-12-01T00:00:00Z", %s}%s}`, list.String()[1:], search, more), planfile.Options{})
	require.NoError(t, err)
	return p
}

// tasks are those of a campaign, so many.
func tasks(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`{"name": "T%d"}`, i)
	}
	return strings.Join(list, ",")
}

const month, years = `"to": "2026-12-30T00:00:00Z"`, `"to": "2031-11-30T00:00:00Z"`

// On both sides of each limit.
func TestPlan(t *testing.T) {
	perCustomer := func(n, regions int) string {
		names := make([]string, regions)
		for i := range names {
			names[i] = fmt.Sprintf(`"R%d"`, i)
		}
		return `, "campaign": {"tasks": [` + tasks(n) + `], "limits": [{"name": "fair", "per": "month", "per_customer": 9, "regions": [` + strings.Join(names, ",") + `]}]}`
	}
	for _, test := range []struct {
		name string
		plan *planfile.Plan
		at   int
		said string
	}{
		{"small", plan(t, 3, month, ""), 0, ""},
		{"suggestions", plan(t, 500, month+`, "count": 200`, ""), 0, ""},
		{"one suggestion more", plan(t, 500, month+`, "count": 201`, ""), 0, "search.count: found 201; expected at most 200 with 500 regions: suggestions times regions are at most 100000"},
		{"few candidates", plan(t, 500, month+`, "count": 201, "candidates": ["2026-12-05T03:00:00Z"]`, ""), 0, ""},
		{"starts", plan(t, 500, month, ""), 200, ""},
		{"one start more", plan(t, 500, month, ""), 201, "-at: found 201; expected at most 200 with 500 regions: starts times regions are at most 100000"},
		{"tasks", plan(t, 500, month, `, "campaign": {"tasks": [`+tasks(200)+`]}`), 0, ""},
		{"one task more", plan(t, 500, month, `, "campaign": {"tasks": [`+tasks(201)+`]}`), 0, "campaign.tasks: found 100500; expected tasks times the regions that each disturbs at most 100000"},
		{"memory", plan(t, 400, month+`, "step": "1h"`, perCustomer(100, 400)), 0, ""},
		{"more memory", plan(t, 400, month+`, "step": "15m"`, perCustomer(200, 400)), 0, "expected one that needs at most 1024 MiB of memory"},
		{"regions over years", plan(t, 10_000, years, ""), 0, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.said, found(bounds.Plan(test.plan, test.at), test.said))
		})
	}
}

// found returns what an error says of what is expected of it: all, where it is not in there.
func found(err error, want string) string {
	text := ""
	if err != nil {
		text = err.Error()
	}
	if want != "" && strings.Contains(text, want) {
		return want
	}
	return text
}

// An answer that becomes too large is refused by its limit, not cut off.
func TestWriter(t *testing.T) {
	w := bounds.Writer(io.Discard)
	mebibyte := make([]byte, 1<<20)
	for range bounds.MostText / len(mebibyte) {
		_, err := w.Write(mebibyte)
		require.NoError(t, err)
	}
	_, err := w.Write([]byte{1})
	require.ErrorContains(t, bounds.Refused(fmt.Errorf("writing: %w", err)), "at most 128 MiB")
	require.NoError(t, bounds.Refused(os.ErrClosed))
}
