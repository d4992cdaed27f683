package httpapi

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPointer(t *testing.T) {
	for path, want := range map[string]string{
		"plan":                                "",
		"line 3, column 5":                    "",
		"regions[2].time_zone":                "/regions/2/time_zone",
		"regions":                             "/regions",
		`activities["a.b[0]\"/~"].workday[3]`: "/activities/a.b[0]\"~1~0/workday/3",
		`["x y"]`:                             "/x y",
		`regions[0]["€"]`:                     "/regions/0/€",
		`regions[0].extra_holidays["2026-12-24"]`: "/regions/0/extra_holidays/2026-12-24",
		"starts[7]": "/starts/7",
		"[":         "/",
	} {
		assert.Equal(t, want, pointer(path), path)
	}
}
