package schematest

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

// TestSchemaRefusesMalformedPlans breaks good/plans.yaml as plans-malformed.txt tells, and
// expects the schema to refuse what is marked so there, and to accept the rest.
func TestSchemaRefusesMalformedPlans(t *testing.T) {
	schema := compile(t)
	base, err := os.ReadFile(filepath.Join(testdata, "good", "plans.yaml"))
	require.NoError(t, err)
	text, err := os.ReadFile(filepath.Join(testdata, "plans-malformed.txt"))
	require.NoError(t, err)
	refused := 0
	for _, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		lines := strings.Split(block, "\n")
		if strings.HasPrefix(lines[0], "#") {
			continue
		}
		replaced := func(mark string) string {
			var part []string
			for _, line := range lines {
				if rest, ok := strings.CutPrefix(line, mark); ok {
					part = append(part, rest)
				}
			}
			return strings.ReplaceAll(strings.Join(part, "\n"), "‸", "")
		}
		t.Run(lines[0], func(t *testing.T) {
			var v any
			if err := yaml.Unmarshal([]byte(strings.Replace(string(base), replaced("- "), replaced("+ "), 1)), &v); err != nil {
				return // not YAML, or a key twice
			}
			text, err := json.Marshal(v)
			require.NoError(t, err)
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
			require.NoError(t, err)
			if slices.Contains(lines, "schema") {
				refused++
				require.Error(t, schema.Validate(doc))
			} else {
				require.NoError(t, schema.Validate(doc))
			}
		})
	}
	require.Greater(t, refused, 80)
}
