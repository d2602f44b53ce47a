package catalogue

import (
	_ "embed"
	"slices"
)

//go:embed catalogue.schema.json
var schema []byte

// Schema returns the JSON Schema (draft 2020-12) of the format, with which editors
// complete catalogues and check them as they are written. It accepts every catalogue
// that [Read] accepts. Read finds more: dates that do not exist, references that lead
// nowhere, patterns that give nothing.
func Schema() []byte { return slices.Clone(schema) }
