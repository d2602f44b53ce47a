package feed_test

import (
	"image"
	"image/color"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/piglig/go-qr"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/convene-cal/convene/calendar/feed"
)

func TestSubscribeLinks(t *testing.T) {
	h := newHandler(t, harbour(t), feed.Options{BaseURL: "https://calendar.example.org/board/"})
	doc := page(t, h, "/?kind=meeting&q=muster+on")
	const feedURL = "https://calendar.example.org/board/calendar.ics?kind=meeting&q=muster+on"
	ways := links(section(t, doc, "Subscribe"))
	require.Equal(t, "webcal"+strings.TrimPrefix(feedURL, "https"), ways["On this device"])
	google, err := url.Parse(ways["Google"])
	require.NoError(t, err)
	require.Equal(t, "calendar.google.com", google.Host)
	require.Equal(t, "webcal"+strings.TrimPrefix(feedURL, "https"), google.Query().Get("cid"))
	for name, host := range map[string]string{"Outlook": "outlook.live.com", "for work or school": "outlook.office.com"} {
		outlook, err := url.Parse(ways[name])
		require.NoError(t, err)
		require.Equal(t, host+"/calendar/0/addfromweb", outlook.Host+outlook.Path)
		require.Equal(t, url.Values{"url": {feedURL}, "name": {"Harbour commission"}}, outlook.Query())
	}
	require.Equal(t, feedURL, words(all(doc, func(n *html.Node) bool { return attr(n, "id") == "address" })[0]))
	require.Equal(t, 200, ask(h, "GET", "/calendar.ics?kind=meeting&q=muster+on").StatusCode)
}

// modules matches a run of dark ones in the path of a code.
var modules = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`)

// A phone that reads the code comes to the page. It is drawn here module by module, and read
// by the decoder of the library that made it.
func TestQRCode(t *testing.T) {
	h := newHandler(t, harbour(t), feed.Options{BaseURL: "https://calendar.example.org/board/"})
	for target, want := range map[string]string{
		"/":             "https://calendar.example.org/board/#subscribe",
		"/2026?q=a":     "", // no subscription there
		"/?q=%C3%A9t":   "https://calendar.example.org/board/?q=%C3%A9t#subscribe",
		"/event/muster": "https://calendar.example.org/board/event/muster#subscribe",
	} {
		codes := all(page(t, h, target), func(n *html.Node) bool { return attr(n, "aria-labelledby") == "qr-title" })
		if want == "" {
			require.Empty(t, codes)
			continue
		}
		size, err := strconv.Atoi(strings.Fields(attr(codes[0], "viewBox"))[2])
		require.NoError(t, err)
		const scale = 8
		img := image.NewGray(image.Rect(0, 0, size*scale, size*scale))
		for i := range img.Pix {
			img.Pix[i] = 0xFF
		}
		path := attr(all(codes[0], tag("path"))[0], "d")
		require.Empty(t, modules.ReplaceAllString(path, ""))
		for _, m := range modules.FindAllStringSubmatch(path, -1) {
			var n [4]int
			for i := range n {
				n[i], err = strconv.Atoi(m[i+1])
				require.NoError(t, err)
			}
			require.Equal(t, n[2], n[3])
			for x := n[0] * scale; x < (n[0]+n[2])*scale; x++ {
				for y := n[1] * scale; y < (n[1]+1)*scale; y++ {
					img.SetGray(x, y, color.Gray{})
				}
			}
		}
		text, err := go_qr.Decode(img)
		require.NoError(t, err)
		require.Equal(t, want, text)
	}
	// Too long an address has no code, and no error.
	doc := page(t, h, "/?q="+strings.Repeat("%F0%9F%8C%8A", 100))
	require.Empty(t, all(doc, func(n *html.Node) bool { return attr(n, "aria-labelledby") == "qr-title" }))
	require.Equal(t, 400, ask(h, "GET", "/?q="+strings.Repeat("%F0%9F%8C%8A", 101)).StatusCode)
}
