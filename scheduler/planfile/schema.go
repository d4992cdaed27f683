package planfile

import (
	_ "embed"
	"slices"
)

//go:embed plan.schema.json
var planSchema []byte

// PlanSchema returns the JSON Schema (draft 2020-12) of a plan file. It accepts every file that
// [Parse] accepts without options, and refuses what a schema can tell. The bytes are the caller's own.
func PlanSchema() []byte { return slices.Clone(planSchema) }
