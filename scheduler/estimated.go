package scheduler

import (
	"fmt"
	"slices"
	"strings"
)

// EstimatedDays says how holidays are treated whose dates are estimated. As text, and so in JSON, it is
// "pad", "exact" or "ignore", as in a plan file.
type EstimatedDays uint8

// The ways to treat estimated holidays.
const (
	// EstimatedPad excludes the days before and after an estimated holiday too. It widens the block
	// only: neither the kind of those days nor the activity on them changes.
	EstimatedPad EstimatedDays = iota
	// EstimatedExact takes estimated dates as they are.
	EstimatedExact
	// EstimatedIgnore leaves estimated holidays out altogether, as if their source did not know them.
	EstimatedIgnore
)

// estimatedNames are the text forms, by value.
var estimatedNames = []string{"pad", "exact", "ignore"}

// String returns "pad", "exact" or "ignore", and says so where the value is none of the three.
func (e EstimatedDays) String() string {
	if int(e) < len(estimatedNames) {
		return estimatedNames[e]
	}
	return fmt.Sprintf("unknown way %d to treat estimated holidays", uint8(e))
}

// MarshalText returns the form of String. A value that is none of the three is an error.
func (e EstimatedDays) MarshalText() ([]byte, error) {
	if int(e) >= len(estimatedNames) {
		return nil, fmt.Errorf("scheduler: %s", e)
	}
	return []byte(e.String()), nil
}

// UnmarshalText reads the form of String. Any other text is an error.
func (e *EstimatedDays) UnmarshalText(text []byte) error {
	i := slices.Index(estimatedNames, string(text))
	if i < 0 {
		return fmt.Errorf("scheduler: found %q; expected %s", text, strings.Join(estimatedNames, ", "))
	}
	*e = EstimatedDays(i)
	return nil
}
