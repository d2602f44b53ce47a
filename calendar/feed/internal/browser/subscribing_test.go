package browser

import (
	"bytes"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"github.com/stretchr/testify/require"
)

// Each way of subscribing leads to a feed that has what the page shows.
func TestSubscribing(t *testing.T) {
	for address, feed := range map[string]string{
		"":                                     "calendar.ics",
		"?kind=report-due":                     "calendar.ics?kind=report-due",
		"series/world-day-against-trafficking": "calendar.ics?series=world-day-against-trafficking",
		"event/gap-appraisal-80":               "calendar.ics?event=gap-appraisal-80",
	} {
		x := read(t, Reader{}, address)
		want := site.URL + "/" + feed
		webcal := "webcal" + strings.TrimPrefix(want, "http")
		require.Equal(t, want, x.text(`document.getElementById("address").textContent`))
		hrefs := x.texts(`[...document.querySelectorAll("#subscribe a")].map(a => a.href)`)
		require.Contains(t, hrefs, webcal)
		require.Contains(t, hrefs, "https://calendar.google.com/calendar/r?cid="+url.QueryEscape(webcal))
		var outlooks int
		for _, href := range hrefs {
			if u, err := url.Parse(href); err == nil && strings.HasPrefix(u.Host, "outlook.") {
				require.Equal(t, want, u.Query().Get("url"))
				outlooks++
			}
		}
		require.Equal(t, 2, outlooks, "for people, and for work and school")

		resp, err := http.Get(want)
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		require.Equal(t, http.StatusOK, resp.StatusCode)
		require.Equal(t, "text/calendar; charset=utf-8", resp.Header.Get("Content-Type"))
		require.Contains(t, string(body), "BEGIN:VEVENT")
	}
}

// The QR code leads a phone to the page itself, to subscribe there; in dark colours as well.
func TestQRCode(t *testing.T) {
	for _, dark := range []bool{false, true} {
		x := read(t, Reader{Dark: dark, Scale: 2}, "?kind=report-due")
		picture, err := run(x.tab, chromedp.Screenshot(chromedp.CSS(".qr svg")))
		require.NoError(t, err)
		img, err := png.Decode(bytes.NewReader(picture))
		require.NoError(t, err)
		bits, err := gozxing.NewBinaryBitmapFromImage(img)
		require.NoError(t, err)
		code, err := qrcode.NewQRCodeReader().Decode(bits, nil)
		require.NoError(t, err)
		require.Equal(t, site.URL+"/?kind=report-due#subscribe", code.GetText())
	}
}

func TestCopying(t *testing.T) {
	x := read(t, Reader{}, "")
	require.NoError(t, x.tab.AllowClipboard())
	x.click("[data-copy]")
	x.await(`document.querySelector("[data-copy]").textContent === "Copied"`)
	require.Equal(t, site.URL+"/calendar.ics", x.text(`navigator.clipboard.readText()`))
}
