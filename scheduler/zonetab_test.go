package scheduler_test

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// zone.tab of the IANA time zone database, release 2025b (public domain), its third column only.
//
//go:embed testdata/zone.tab.txt
var zoneTabText string

// zoneTab returns the 418 zones of zone.tab, in order of name.
func zoneTab(t testing.TB) []string {
	t.Helper()
	names := strings.Fields(zoneTabText)
	require.Len(t, names, 418)
	return names
}
