package catalogue

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// object is what the tests read of a schema.
type object struct {
	Properties map[string]json.RawMessage `json:"properties"`
	Required   []string                   `json:"required"`
	Additional *bool                      `json:"additionalProperties"`
	OneOf      []object                   `json:"oneOf"`
	Enum       []string                   `json:"enum"`
	Const      any                        `json:"const"`
}

func definitions(t *testing.T) map[string]object {
	var root struct {
		Defs map[string]object `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(Schema(), &root))
	return root.Defs
}

func TestSchemaKnowsTheKeysOfTheDecoder(t *testing.T) {
	defs := definitions(t)
	shapes := []*shape{
		rootShape, layerShape, seriesShape, eventShape, statementShape, withinShape, sourceShape, layerSourceShape,
		textsShape, seriesTextsShape, eventTextsShape, statementTextsShape, geoShape,
		workdaysShape, holidayListShape, holidayShape, planShape, milestoneShape, anchorShape, offsetShape, durationShape,
	}
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			def := defs[s.name]
			require.ElementsMatch(t, s.names(), keysOf(def))
			require.ElementsMatch(t, s.required(), def.Required)
			require.NotNil(t, def.Additional)
			require.False(t, *def.Additional, "unknown keys are to be refused")
		})
	}
	objects := 0
	for name, def := range defs {
		if def.Properties != nil {
			objects++
			require.True(t, slices.ContainsFunc(shapes, func(s *shape) bool { return s.name == name }), name)
		}
	}
	require.Len(t, shapes, objects)
}

func TestSchemaKnowsThePatterns(t *testing.T) {
	variants := definitions(t)["repeats"].OneOf
	require.Len(t, variants, 3)
	require.Equal(t, unstated, variants[0].Const)
	var keys []string
	for _, v := range variants[1:] {
		require.NotNil(t, v.Additional)
		require.False(t, *v.Additional)
		keys = append(keys, keysOf(v)...)
	}
	require.ElementsMatch(t, repeatsShape.names(), keys)
	require.Equal(t, []string{"rule"}, variants[1].Required)
	require.Equal(t, []string{"periods", "every", "first"}, variants[2].Required)
}

func TestSchemaKnowsTheWords(t *testing.T) {
	defs := definitions(t)
	for name, words := range map[string][]string{
		"kind": kindWords, "status": givenStatuses, "format": formatWords, "rank": rankWords,
		"point": pointWords, "roll": rollWords, "weekday": weekdayWords,
	} {
		require.ElementsMatch(t, words, defs[name].Enum, name)
	}
	var status object
	require.NoError(t, json.Unmarshal(defs["series"].Properties["status"], &status))
	require.ElementsMatch(t, seriesStatuses, status.Enum)
	var convene object
	require.NoError(t, json.Unmarshal(defs["catalogue"].Properties["convene"], &convene))
	require.EqualValues(t, version, convene.Const)
}

func TestSchemaIsTheCallers(t *testing.T) {
	clear(Schema())
	require.True(t, json.Valid(Schema()))
}

func keysOf(o object) []string {
	var keys []string
	for k := range o.Properties {
		keys = append(keys, k)
	}
	return keys
}
