package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// languages are those of the pages, with what each is called in itself.
var languages = map[string]string{"ar": "العربية", "zh": "中文", "en": "English", "fr": "Français", "ru": "Русский", "es": "Español"}

// beyond lists what stands out of the page to either side, and so makes it scroll sideways.
// More pixels than those given count.
func beyond(pixels int) string {
	return fmt.Sprintf("(%s)(%d)", beyondScript, pixels)
}

const beyondScript = `pixels => {
	const page = document.documentElement;
	if (page.scrollWidth <= page.clientWidth + pixels) return [];
	return [page.scrollWidth + " > " + page.clientWidth].concat([...document.querySelectorAll("body *")].filter(e => {
		const r = e.getBoundingClientRect();
		return r.width > 1 && (r.right > page.clientWidth + 1 || r.left < -1) && !e.closest(".scroll");
	}).slice(0, 5).map(e => e.outerHTML.slice(0, 200)));
}`

// No page scrolls sideways, in whatever language, from the narrowest screen on to the widest.
func TestWidths(t *testing.T) {
	x := read(t, Reader{Width: 320}, "")
	for name, address := range addresses {
		for lang := range languages {
			x.open(inLanguage(address, lang))
			require.Empty(t, x.texts(beyond(0)), "%s in %s at 320 pixels", name, lang)
		}
	}
	for _, width := range []int64{640, 1024, 3840} {
		x := read(t, Reader{Width: width}, "")
		for name, address := range addresses {
			x.open(address)
			require.Empty(t, x.texts(beyond(0)), "%s at %d pixels", name, width)
		}
	}
}

// Text twice as large loses nothing (WCAG 1.4.4): it is as if the window were half as wide.
func TestZoom(t *testing.T) {
	x := read(t, Reader{Width: 640, Scale: 2}, "")
	for name, address := range addresses {
		x.open(address)
		require.Empty(t, x.texts(beyond(0)), name)
		require.Empty(t, x.texts(`[...document.querySelectorAll("h1, h2, h3, .entry a, .short a, .day a, dt, dd")].filter(e => {
			const s = getComputedStyle(e);
			return s.overflow === "hidden" && !e.matches(".unseen") && e.scrollWidth > e.clientWidth + 1;
		}).map(e => e.outerHTML.slice(0, 200))`), name)
	}
}

func TestLanguages(t *testing.T) {
	for lang, name := range languages {
		for _, r := range []Reader{{Languages: lang}, {NoScript: true}} {
			address := ""
			if r.Languages == "" {
				address = "?lang=" + lang
			}
			x := read(t, r, address)
			require.Equal(t, lang, x.text(`document.documentElement.lang`))
			dir := "ltr"
			if lang == "ar" {
				dir = "rtl"
			}
			require.Equal(t, dir, x.text(`getComputedStyle(document.body).direction`))
			require.Equal(t, name, x.text(`document.querySelector(".languages [aria-current]").textContent`))
			require.Equal(t, lang == "en", x.is(`document.querySelector("h1").lang === ""`), "the title is in English alone")
			require.Equal(t, lang == "en", x.is(`!document.querySelector(".next h3 a").lang`))
		}
	}
	// The switch keeps what the page is narrowed to, and links keep the language.
	x := read(t, Reader{}, "?kind=report-due")
	x.click(`.languages [hreflang=ru]`)
	x.await(`document.documentElement.lang === "ru"`)
	require.Equal(t, "?kind=report-due&lang=ru", x.text(`location.search`))
	require.Equal(t, "доклад к представлению", strings.ToLower(x.text(`document.querySelector(".chip span").textContent`)))
	x.click(".entry h3 a")
	x.await(`location.pathname.startsWith("/event/")`)
	require.Equal(t, "ru", x.text(`document.documentElement.lang`))
}

// What is said in English on an Arabic page says so, for those who have it read aloud (WCAG
// 3.1.2). Names of places, bodies and applications need not.
func TestLanguageOfParts(t *testing.T) {
	x := read(t, Reader{}, "")
	for name, address := range addresses {
		x.open(inLanguage(address, "ar"))
		require.Empty(t, x.texts(`(() => {
			const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			while (texts.nextNode()) {
				const text = texts.currentNode, e = text.parentElement;
				if (/[a-z]+ [a-z]+ [a-z]+/i.test(text.data) && e.closest("[lang]").lang === "ar" && !e.closest("script, style, title, .subscribe, .clients, .facts dd, bdi"))
					found.push(e.outerHTML.slice(0, 200));
			}
			return found;
		})()`), name)
	}
}

// In Arabic everything runs from right to left but what is in Latin letters.
func TestRightToLeft(t *testing.T) {
	x := read(t, Reader{}, "?lang=ar")
	left := func(selector string) float64 {
		t.Helper()
		return x.number(fmt.Sprintf("document.querySelector(%q).getBoundingClientRect().left", selector))
	}
	require.Greater(t, left(".next"), left(".side"), "the main column is at the right")
	require.Greater(t, left(".next .entry .count"), left(".next .entry .what"))
	require.Greater(t, left(".lane .label"), left(".lane svg"))
	require.Greater(t, left(".axis a"), left(".axis a:last-of-type"), "years run from right to left")
	require.InDelta(t, x.number(`document.querySelector("main").getBoundingClientRect().right - parseFloat(getComputedStyle(document.querySelector("main")).paddingRight)`),
		x.number(`(() => { const r = document.createRange(); r.selectNodeContents(document.querySelector("h1")); return Math.max(...[...r.getClientRects()].map(b => b.right)) })()`), 30,
		"an English title keeps to the right")
	for _, selector := range []string{"h1", ".next h3 a", "#address", ".says bdi"} {
		require.Equal(t, "ltr", x.text(fmt.Sprintf("getComputedStyle(document.querySelector(%q)).direction", selector)), selector)
	}
	require.Equal(t, "rtl", x.text(`getComputedStyle(document.querySelector(".next .when")).direction`))

	// The same marks stand in both directions, mirrored.
	places := `[...document.querySelectorAll(".lane use")].map(u => parseFloat(u.getAttribute("x")))`
	mirrored := eval[[]float64](x, places)
	x.open("?lang=en")
	plain := eval[[]float64](x, places)
	require.Equal(t, len(plain), len(mirrored))
	require.Greater(t, len(plain), 50)
	for i := range plain {
		require.InDelta(t, 100-plain[i], mirrored[i], 0.011)
	}

	x.open("2025-11?lang=ar")
	require.Greater(t, left(".weekdays span"), left(".weekdays span:last-child"))
}

func TestColours(t *testing.T) {
	luminance := `(() => { const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number); return r + g + b })()`
	require.Greater(t, read(t, Reader{}, "").number(luminance), 600.)
	require.Less(t, read(t, Reader{Dark: true}, "").number(luminance), 150.)
}

// Nothing moves for readers who do not want it to.
func TestReducedMotion(t *testing.T) {
	x := read(t, Reader{Still: true}, "")
	for _, address := range addresses {
		x.open(address)
		require.Empty(t, x.texts(`[...document.querySelectorAll("*")].filter(e => {
			const s = getComputedStyle(e);
			return /[1-9]/.test(s.transitionDuration) || s.animationName !== "none" || s.scrollBehavior === "smooth";
		}).map(e => e.outerHTML.slice(0, 100))`))
		require.Zero(t, x.number(`document.getAnimations().length`))
	}
}
