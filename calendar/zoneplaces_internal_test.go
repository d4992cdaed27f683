package calendar

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Every place of the list leads to a zone that is there, and none is a zone itself.
func TestZonePlaces(t *testing.T) {
	seen := map[string]string{}
	for item := range strings.FieldsSeq(zonePlaces) {
		zone, places, _ := strings.Cut(item, "=")
		_, err := LoadZone(zone)
		assert.NoError(t, err)
		for place := range strings.SplitSeq(places, ",") {
			assert.Empty(t, seen[place], "%s is listed twice", place)
			seen[place] = zone
			assert.False(t, slices.ContainsFunc(zoneNames, func(name string) bool { return strings.HasSuffix(name, "/"+place) }), place)
			assert.Contains(t, zonesOfPlace("Somewhere/"+place), zone)
		}
	}
}
