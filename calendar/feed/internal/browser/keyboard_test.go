package browser

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// reachable lists what the keyboard has to reach: what one can use, and what scrolls.
const reachable = `[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
	.filter(e => e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.type !== "hidden")`

// The Tab key alone reaches everything, in the order in which it stands, and always shows
// where it is.
func TestKeyboard(t *testing.T) {
	for _, address := range []string{"", "?lang=ar", "2026", "2025-11", "event/gap-appraisal-80", "series/gap-appraisal-cycle"} {
		x := read(t, Reader{}, address)
		n := int(x.number(`(window.wanted = ` + reachable + `).length`))
		require.Greater(t, n, 10)
		last := -1
		for range n + 10 { // a field for a day has parts
			require.NoError(t, x.tab.Press(kb.Tab))
			at := int(x.number(`wanted.indexOf(document.activeElement)`))
			if at < 0 {
				break // beyond the last one
			}
			require.GreaterOrEqual(t, at, last, "backwards at %s", address)
			require.LessOrEqual(t, at, last+1, "passes something over at %s", address)
			last = at
			require.Empty(t, x.text(`(() => {
				const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
				if (!e.matches(":focus-visible, input[type=date]:focus-within")) return "not :focus-visible: " + e.outerHTML.slice(0, 200);
				if (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2) return "no outline: " + e.outerHTML.slice(0, 200);
				if (r.bottom < 0 || r.top > innerHeight || r.right < 0 || r.left > innerWidth) return "out of sight: " + e.outerHTML.slice(0, 200);
				return "";
			})()`), address)
		}
		require.Equal(t, n-1, last, "the last one reached at %s", address)
	}
}

func TestSkipLink(t *testing.T) {
	for _, noScript := range []bool{false, true} {
		x := read(t, Reader{NoScript: noScript}, "")
		require.Less(t, x.number(`document.querySelector(".skip").getBoundingClientRect().bottom`), 0., "hidden until it has the focus")
		require.NoError(t, x.tab.Press(kb.Tab))
		require.True(t, x.is(`document.activeElement.matches(".skip")`))
		require.GreaterOrEqual(t, x.number(`document.querySelector(".skip").getBoundingClientRect().top`), 0.)
		require.NoError(t, x.tab.Press(kb.Enter))
		x.await(`location.hash === "#main"`)
		require.NoError(t, x.tab.Press(kb.Tab))
		require.True(t, x.is(`document.querySelector("main").contains(document.activeElement)`))
	}
}

// A filter is opened, set and taken away again without a mouse.
func TestFilteringByKeyboard(t *testing.T) {
	x := read(t, Reader{}, "")
	eval[any](x, `document.querySelector(".choices summary").focus()`)
	require.NoError(t, x.tab.Press(kb.Enter))
	require.NoError(t, x.tab.Press(kb.Tab))
	require.True(t, x.is(`document.activeElement.name === "kind"`))
	require.NoError(t, x.tab.Press(" "))
	x.await(`document.querySelector(".chip")`)
	require.True(t, x.is(`document.querySelector(".choices").open`), "it stays open for the next")
	eval[any](x, `document.querySelector(".chip").focus()`)
	require.NoError(t, x.tab.Press(kb.Enter))
	x.await(`!document.querySelector(".chip")`)
}
