package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// Pictures of the pages for people to look at, in a folder that SCREENSHOTS names.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		t.Skip("SCREENSHOTS names no folder")
	}
	require.NoError(t, os.MkdirAll(folder, 0o755))
	for name, address := range addresses {
		for _, lang := range []string{"en", "ar"} {
			for _, width := range []int64{360, 1024, 2560} {
				for _, dark := range []bool{false, true} {
					x := read(t, Reader{Width: width, Height: 900, Dark: dark}, inLanguage(address, lang))
					picture, err := x.tab.Screenshot()
					require.NoError(t, err)
					colours := "light"
					if dark {
						colours = "dark"
					}
					file := fmt.Sprintf("%s-%s-%d-%s.png", name, lang, width, colours)
					require.NoError(t, os.WriteFile(filepath.Join(folder, file), picture, 0o644))
				}
			}
		}
	}
}
