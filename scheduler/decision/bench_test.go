package decision_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// wide is a plan of many regions with holidays over two years: as much as a small server takes.
func wide(t testing.TB, regions int) *planfile.Plan {
	t.Helper()
	zones := slices.DeleteFunc(calendar.ZoneNames(), func(name string) bool { return !strings.Contains(name, "/") })
	codes := []string{"DE", "US", "JP", "AU", "BR", "SA", "NP", "NZ", "CA", "MA", "FR", "GB", "IN", "TH", "ES", "IT"}
	var list strings.Builder
	for i := range regions {
		fmt.Fprintf(&list, `,{"name": "R%d", "customers": %d, "time_zone": %q, "holidays": [%q]}`, i, 100+i, zones[i%len(zones)], codes[i%len(codes)])
	}
	p, err := planfile.Parse(t.Context(), fmt.Appendf(nil, `{"regions": [%s], "window": {"duration": "1h"}, "search": {"from": "2026-12-01T00:00:00Z", "to": "2028-12-01T00:00:00Z"}, "rules": {"exclude_weekdays": false, "exclude_holidays": false}}`, list.String()[1:]), planfile.Options{})
	require.NoError(t, err)
	return p
}

// The ratio is to the search, in the same run.
func BenchmarkFingerprint(b *testing.B) {
	p := wide(b, 2_000)
	var search time.Duration
	for b.Loop() {
		begun := time.Now()
		_, err := p.Planner.Suggest(b.Context(), p.Request)
		require.NoError(b, err)
		search += time.Since(begun)
		_, err = decision.Fingerprint(b.Context(), p)
		require.NoError(b, err)
	}
	b.ReportMetric(float64(b.Elapsed()-search)/float64(search), "x-search")
	b.ReportMetric((b.Elapsed()-search).Seconds()*1000/float64(b.N), "ms")
}
