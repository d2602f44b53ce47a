package ical

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The UUID of RFC 9562, appendix A.4.
func TestUUID5(t *testing.T) {
	var dns [16]byte
	_, err := hex.Decode(dns[:], []byte(strings.ReplaceAll("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "-", "")))
	require.NoError(t, err)
	require.Equal(t, "2ed6657d-e927-568b-95e1-2665a8aea6a2", uuid5(dns, "www.example.com"))
}

// Subscribers know events by these: they must never change. The expected value is that
// of Python's uuid.uuid5.
func TestUID(t *testing.T) {
	require.Equal(t, "198e008d-cc5a-532c-a2d4-29d834f89ce2", UID("a-res-76-186", "gap-appraisal-80"))
}
