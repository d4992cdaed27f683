package document

import (
	_ "embed"
	"slices"
)

//go:embed result.schema.json
var schema []byte

// Schema returns the JSON Schema (draft 2020-12) of a [Result] and of an [ErrorResult]. The bytes are the
// caller's own.
func Schema() []byte { return slices.Clone(schema) }
