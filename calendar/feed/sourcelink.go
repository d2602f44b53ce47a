package feed

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/convene-cal/convene/calendar"
)

// A sourceLink is a source as pages name it, with the address at which it can be read.
type sourceLink struct {
	Name      string // the symbol, or of a page the name of its site
	Full      string // the document, where Name is less
	Paragraph string
	URL       string
	SaidOn    string
	Inferred  bool // whether the source bears no day of its own
	Rank      calendar.Rank
}

func (v *view) sourceLink(s calendar.Source) sourceLink {
	l := sourceLink{Name: s.Document, Paragraph: s.Paragraph, URL: webAddress(s.URL), Inferred: s.SaidOnInferred, Rank: s.Rank}
	if l.URL == "" {
		l.URL = v.documentURL(s.Document)
	}
	if host := siteOf(s.Document); host != "" {
		l.Name, l.Full = host, s.Document
	}
	if s.SaidOn != 0 {
		l.SaidOn = v.l.day(s.SaidOn)
	}
	return l
}

// webAddress returns an address that a browser can open, and nothing for others.
func webAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return address
}

// documentURL returns where a document can be read of which only the symbol is known, or
// nothing. That is so where the calendar's own document is at an address that ends in its
// symbol, as https://undocs.org/A/RES/76/186 does: other symbols of the same body are at such
// addresses too.
func (v *view) documentURL(symbol string) string {
	own, address := v.e.cal.Document()
	body, _, ok := strings.Cut(own, "/")
	site, isOf := strings.CutSuffix(webAddress(address), own)
	if !ok || !isOf || !strings.HasSuffix(site, "/") || !isSymbol(symbol) || !strings.HasPrefix(symbol, body+"/") {
		return ""
	}
	return site + symbol
}

// symbolPattern is what symbols of documents look like: A/RES/76/186, A/71/119, S/PV.8256.
var symbolPattern = regexp.MustCompile(`^[A-Z]{1,8}(?:/[A-Za-z0-9.()-]{1,20}){1,6}$`)

func isSymbol(document string) bool {
	return symbolPattern.MatchString(document) && !strings.Contains(document, "..")
}

// sitePattern is what a document looks like that has no symbol and is named by the address of
// a page, without its scheme.
var sitePattern = regexp.MustCompile(`^(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?:/\S*)?$`)

// siteOf returns the site of a page by which a document is named, or nothing.
func siteOf(document string) string {
	m := sitePattern.FindStringSubmatch(document)
	if m == nil {
		return ""
	}
	return m[1]
}
