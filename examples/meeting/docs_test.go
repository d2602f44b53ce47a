package main

import (
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// Each key of a problem stands in the documentation.
func TestKeysAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/meeting.md")
	require.NoError(t, err)
	for _, key := range slices.Concat(yamlKeys, personKeys) {
		require.Contains(t, string(text), "`"+key+"`")
	}
}
