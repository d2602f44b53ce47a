package recurrence_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestInlining holds the promise that what loops call for each occurrence or year is
// inlined. The sequences are, too, so that ranging over them needs no allocation.
func TestInlining(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the package")
	}
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("there is no go tool")
	}
	out, err := exec.Command(tool, "build", "-gcflags=-m", ".").CombinedOutput()
	if err != nil {
		t.Skipf("%v\n%s", err, out)
	}
	inlined := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		if _, name, ok := strings.Cut(strings.TrimSpace(line), ": can inline "); ok {
			inlined[name] = true
		}
	}
	for _, name := range []string{
		"(*Dates).All", "(*Dates).Backward", "(*Dates).Between", "(*Times).All", "(*Times).Backward",
		"(*timeline).simple", "(*segment).first", "(*segment).end", "(*dayWalk).words", "(*plan).pageAt",
		"(*yearMask).has", "(*yearMask).rank", "(*yearMask).count", "(*yearMask).next", "(*yearMask).previous",
		"yearAt", "yearStart", "weekdayOf", "monthOf", "nthBit", "floorMod", "momentDay",
	} {
		require.True(t, inlined[name], name)
	}
}
