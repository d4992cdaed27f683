package national

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestListsOfPlaces(t *testing.T) {
	known := loadFacts().codes
	for item := range strings.SplitSeq(placeNames, "|") {
		code, name, _ := strings.Cut(item, " ")
		assert.Contains(t, known, code)
		assert.Contains(t, codesOfPlace(name), code, name)
	}
	for item := range strings.SplitSeq(threeLetters, "|") {
		three, two, _ := strings.Cut(item, " ")
		assert.Len(t, three, 3)
		assert.Contains(t, known, two)
	}
}
