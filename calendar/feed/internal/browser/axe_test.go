package browser

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// axe-core finds nothing, whatever the page, the language, the width and the colours.
func TestAccessible(t *testing.T) {
	path := os.Getenv("AXE_CORE")
	if path == "" {
		t.Skip("AXE_CORE does not name the file axe.min.js of axe-core")
	}
	script, err := os.ReadFile(path)
	require.NoError(t, err)
	for _, dark := range []bool{false, true} {
		for _, width := range []int64{320, 1280} {
			x := read(t, Reader{Width: width, Dark: dark}, "")
			for name, address := range addresses {
				for _, lang := range []string{"en", "ar"} {
					x.open(inLanguage(address, lang))
					broken, undecided, err := x.tab.Axe(string(script))
					require.NoError(t, err)
					at := fmt.Sprintf("%s in %s, %d pixels wide, dark: %t: ", name, lang, width, dark)
					for _, f := range broken {
						t.Error(at, f)
					}
					for _, f := range undecided {
						t.Log(at, "undecided: ", f)
					}
				}
			}
		}
	}
}
