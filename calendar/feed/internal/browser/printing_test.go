package browser

import (
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	mediaBox = regexp.MustCompile(`/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]`)
	pageType = regexp.MustCompile(`/Type\s*/Page\b[^s]`)
)

// points of A4, and how much a printer's rounding may differ.
const (
	short, long = 595.28, 841.89
	rounding    = 1.5
)

// Every page prints on A4: a month and a year on one sheet each, for the wall.
func TestPrinting(t *testing.T) {
	for name, address := range addresses {
		x := read(t, Reader{}, address)
		pdf, err := x.tab.PDF()
		require.NoError(t, err)
		pages := len(pageType.FindAll(pdf, -1))
		require.Positive(t, pages, name)
		width, height := short, long
		if name == "year" || name == "month" {
			width, height = long, short
			require.Equal(t, 1, pages, name)
		}
		boxes := mediaBox.FindAllSubmatch(pdf, -1)
		require.NotEmpty(t, boxes, name)
		for _, box := range boxes {
			w, err := strconv.ParseFloat(string(box[1]), 64)
			require.NoError(t, err)
			h, err := strconv.ParseFloat(string(box[2]), 64)
			require.NoError(t, err)
			require.InDelta(t, width, w, rounding, name)
			require.InDelta(t, height, h, rounding, name)
		}
		require.LessOrEqual(t, pages, 12, name)
	}
}

// Nothing of what is printed is cut off at the edge of the sheet, and what is for the screen
// alone is not there.
func TestNothingIsCutOff(t *testing.T) {
	const mm = 96 / 25.4
	for name, address := range addresses {
		width := (210 - 2*12) * mm
		if name == "year" || name == "month" {
			width = (297 - 2*8) * mm
		}
		for _, lang := range []string{"en", "ar"} {
			x := read(t, Reader{Width: int64(width) + 1, Print: true}, inLanguage(address, lang))
			require.Empty(t, x.texts(beyond(2)), "%s in %s", name, lang)
			require.Empty(t, x.texts(`[...document.querySelectorAll("main *")].filter(e => {
				const s = getComputedStyle(e), r = e.getBoundingClientRect();
				return s.overflowX !== "visible" && r.width > 2 && e.scrollWidth > e.clientWidth + 1 && !e.matches("svg, svg *, input");
			}).map(e => e.outerHTML.slice(0, 200))`), "%s in %s", name, lang)
			for _, selector := range []string{".filters", ".bar nav", ".skip"} {
				require.False(t, x.is(`[...document.querySelectorAll("`+selector+`")].some(e => e.checkVisibility())`), "%s on %s", selector, name)
			}
			require.Equal(t, 765., x.number(`(() => { const c = getComputedStyle(document.body).backgroundColor; return /, 0\)/.test(c) ? 765 : c.match(/\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0) })()`), "white paper")
		}
	}
}
