package feed

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"github.com/piglig/go-qr"
)

// A subscription is a feed with all the ways of subscribing to it.
type subscription struct {
	Path    string       // relative to the page
	Address string       // with http or https
	Webcal  template.URL // with webcal, which applications take for a subscription
	Google  string
	Outlook string // for accounts of people
	Office  string // for those of work and school
	JSON    string // entries in our own JSON, relative to the page
	Page    string // the address of the page on which one subscribes
	QR      qrCode // of Page
}

// newSubscription returns that to the feed of a query. The page at which one can subscribe
// has an address below the index page.
func (v *view) newSubscription(q query, title, page string) subscription {
	q.languages = v.feedLanguages()
	path := iCalendar.address(q.String())
	address := v.base + path
	_, rest, _ := strings.Cut(address, "://")
	webcal := "webcal://" + rest
	s := subscription{
		Path: v.to(path, ""), Address: address, Webcal: template.URL(webcal), JSON: v.to(entriesJSON.address(entriesJSON.relevant(q).String()), ""),
		Google:  "https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal),
		Outlook: outlook("outlook.live.com", address, title),
		Office:  outlook("outlook.office.com", address, title),
		Page:    v.base + page,
	}
	s.QR, _ = newQRCode(s.Page) // without one where the address is too long
	return s
}

// A feedLink is a part of the calendar to subscribe to.
type feedLink struct {
	Title, Lang string
	Page        string       // where it is shown
	Path        string       // of its feed
	Webcal      template.URL // see subscription
}

func (v *view) newFeedLink(q query, title, lang, page string) feedLink {
	if len(q.languages) == 0 {
		q.languages = v.feedLanguages()
	}
	path := iCalendar.address(q.String())
	_, rest, _ := strings.Cut(v.base+path, "://")
	return feedLink{title, lang, page, v.to(path, ""), template.URL("webcal://" + rest)}
}

func outlook(host, address, title string) string {
	return "https://" + host + "/calendar/0/addfromweb?" + url.Values{"url": {address}, "name": {title}}.Encode()
}

// A qrCode is a QR code as a path of SVG, a module a unit, with the margin that it needs.
type qrCode struct {
	Size int    // of the square, with the margin; 0 without a code
	Path string // of the dark modules
}

const (
	quietZone = 4   // modules, ISO/IEC 18004, section 6.3.8
	maxQRText = 300 // octets: what has more is too fine for a camera
)

func newQRCode(text string) (qrCode, error) {
	if len(text) > maxQRText {
		return qrCode{}, fmt.Errorf("feed: a QR code of %d octets", len(text))
	}
	code, err := go_qr.EncodeText(text, go_qr.Medium)
	if err != nil {
		return qrCode{}, fmt.Errorf("feed: %w", err)
	}
	var b strings.Builder
	n := code.Size()
	for y := range n {
		for x := 0; x < n; x++ {
			run := x
			for run < n && code.Module(run, y) {
				run++
			}
			if run > x {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", x+quietZone, y+quietZone, run-x, run-x)
				x = run
			}
		}
	}
	return qrCode{n + 2*quietZone, b.String()}, nil
}
