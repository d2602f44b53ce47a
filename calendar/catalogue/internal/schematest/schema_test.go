package schematest

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/catalogue"
)

const testdata = "../../testdata"

func compile(t *testing.T) *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(catalogue.Schema()))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("catalogue.schema.json", doc))
	schema, err := c.Compile("catalogue.schema.json")
	require.NoError(t, err)
	return schema
}

// load reads YAML as any tool would that knows nothing of catalogues.
func load(file string) (any, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var v any
	if err := yaml.Unmarshal(data, &v); err != nil {
		return nil, err
	}
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return jsonschema.UnmarshalJSON(bytes.NewReader(text))
}

func TestSchemaAcceptsWhatTheReaderAccepts(t *testing.T) {
	schema := compile(t)
	files, err := filepath.Glob(filepath.Join(testdata, "good", "*.yaml"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range append(files, "../../../ares76186/catalogue.yaml") {
		t.Run(filepath.Base(filepath.Dir(file))+"/"+filepath.Base(file), func(t *testing.T) {
			v, err := load(file)
			require.NoError(t, err)
			require.NoError(t, schema.Validate(v))
		})
	}
}

// readerOnly are the malformed files whose fault a schema cannot see: in the form of
// the YAML, in a date, rule or reference, or in the registered periods.
const readerOnly = `
	second-document text-after-end
	nul-in-text line-break-in-title
	unknown-periods layer-id-twice said-impossible impossible-revision paragraphs-without-source
	when-impossible-day when-backwards when-unknown-zone when-escaped bad-when
	within-unknown-periods within-no-such-period within-closes-early within-bad-not-after number-octal
	unknown-series event-id-twice fulfilled-by-nothing fulfilled-by-itself
	bad-rule rule-by-the-hour rule-over-before-it-starts rule-that-gives-nothing cadence-unknown-periods cadence-no-first occurrence-twice
	statement-of-nothing statement-off-the-cadence statement-off-the-rule statement-id-taken
	language-unknown language-twice language-own language-not-said translation-ordinal
`

func TestSchemaRefusesWhatASchemaCanSee(t *testing.T) {
	schema := compile(t)
	files, err := filepath.Glob(filepath.Join(testdata, "malformed", "*.yaml"))
	require.NoError(t, err)
	var accepted, refused []string
	for _, file := range files {
		v, err := load(file)
		if err != nil {
			continue // not YAML, or a key twice
		}
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		if schema.Validate(v) == nil {
			accepted = append(accepted, name)
		} else {
			refused = append(refused, name)
		}
	}
	require.ElementsMatch(t, strings.Fields(readerOnly), accepted)
	require.Greater(t, len(refused), 50)
}
