package feed

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

var (
	//go:embed page.html
	pageText string
	//go:embed page.css
	pageStyle string

	pageTemplate = template.Must(template.New("page").Parse(pageText))
)

// nextShown is how many entries the page shows that come next.
const nextShown = 5

// A page is what the index page tells.
type page struct {
	Title, Description    string
	Document, DocumentURL string
	Revision              string
	RevisionDate, Today   date.Date
	Style                 template.CSS

	All           link
	Languages     []link // the whole calendar in each of them, where there are several
	Next          []pageEntry
	Kinds, Series []link
	Formats       []link
}

// A link is a feed with the addresses at which it can be had.
type link struct {
	Title   string
	Lang    string       // the language of a calendar in one of several, and of Title
	Path    string       // relative to the page
	Address string       // with http or https
	Webcal  template.URL // with webcal, which applications take for a subscription
}

// A pageEntry is an entry in words.
type pageEntry struct{ When, Title string }

// servePage serves the index page as it is on the day of the request.
func (e *edition) servePage(w http.ResponseWriter, r *http.Request) {
	base := e.options.BaseURL
	if base == "" {
		var ok bool
		if base, ok = requestBase(r); !ok {
			refuse(w, r, http.StatusBadRequest, "The field Host is not the name of a host.")
			return
		}
	}
	today := date.NewAt(e.options.Now())
	name := fmt.Sprintf("page of %s at %s", today, base) // no address of a feed has blanks
	rep, err := e.variants.get(r.Context(), name, func() (*representation, error) { return e.makePage(base, today) })
	if err != nil {
		refuseFeed(w, r, err)
		return
	}
	rep.serve(w, r)
}

// hostPattern is what a Host may look like (RFC 9110, section 7.2), more narrowly.
var hostPattern = regexp.MustCompile(`^(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$`)

// requestBase returns the address of the index page as the request has it, together with
// the prefix that a handler such as [http.StripPrefix] took away.
func requestBase(r *http.Request) (base string, ok bool) {
	if !hostPattern.MatchString(r.Host) {
		return "", false
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	path, _, _ := strings.Cut(r.RequestURI, "?")
	prefix, ok := strings.CutSuffix(path, r.URL.EscapedPath())
	if !ok || !strings.HasPrefix(prefix, "/") {
		prefix = ""
	}
	return scheme + "://" + r.Host + prefix + "/", true
}

// makePage makes the index page.
func (e *edition) makePage(base string, today date.Date) (*representation, error) {
	cal := e.cal
	p := page{
		Title: cmp.Or(cal.Title(), cal.ID()), Description: cal.Description(), Today: today, Style: template.CSS(pageStyle),
		All: newLink(base, cal.Title(), iCalendar.path),
	}
	p.Document, p.DocumentURL = cal.Document()
	p.RevisionDate = date.NewAt(cal.Revision().UTC())
	p.Revision = calendar.On(p.RevisionDate).Words()
	for _, entry := range cal.Next(today, nextShown, e.options.Feed.Filters...) {
		p.Next = append(p.Next, pageEntry{capital(entry.When.Words()), entry.Title})
	}
	kinds, series := e.offered()
	for _, k := range kinds {
		p.Kinds = append(p.Kinds, newLink(base, kindWords(k), iCalendar.address(query{kinds: []calendar.Kind{k}}.String())))
	}
	p.Languages = e.languageLinks(base)
	for _, s := range series {
		p.Series = append(p.Series, newLink(base, s.Title, iCalendar.address(query{series: []string{s.ID}}.String())))
	}
	for _, f := range formats {
		p.Formats = append(p.Formats, newLink(base, f.mediaType, f.path))
	}
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, p); err != nil {
		return nil, fmt.Errorf("feed: %w", err)
	}
	return newRepresentation(b.Bytes(), time.Time{}, pageShared, pageFull)
}

// offered returns the kinds and the series of which the calendar has something.
func (e *edition) offered() ([]calendar.Kind, []calendar.Series) {
	has := map[calendar.Kind]bool{}
	for ev := range e.cal.Events() {
		has[ev.Kind] = true
	}
	var series []calendar.Series
	for s := range e.cal.AllSeries() {
		has[s.Kind] = true
		series = append(series, s)
	}
	kinds := slices.DeleteFunc(calendar.Kinds(), func(k calendar.Kind) bool { return !has[k] })
	return kinds, series
}

// languageLinks returns a link for each language of the calendar, where it has several.
func (e *edition) languageLinks(base string) []link {
	all := spoken(e.cal)
	if len(all) < 2 {
		return nil
	}
	links := make([]link, len(all))
	for i, l := range all {
		links[i] = newLink(base, e.cal.In(l).Title(), iCalendar.address(query{languages: []language.Tag{l}}.String()))
		links[i].Lang = l.String()
	}
	return links
}

func newLink(base, title, path string) link {
	address := base + path
	_, rest, _ := strings.Cut(address, "://")
	return link{Title: title, Path: path, Address: address, Webcal: template.URL("webcal://" + rest)}
}

// kindWords returns a kind in words: "Report due".
func kindWords(k calendar.Kind) string { return capital(k.WordsIn(language.English)) }

func capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// The fields of the page. Nothing but its own style sheet is loaded or run.
var (
	pageShared = []field{
		newField("Cache-Control", "max-age=300"),
		newField("Vary", "Accept-Encoding"),
	}
	pageFull = []field{
		newField("Content-Security-Policy", "default-src 'none'; style-src '"+styleHash()+"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
		newField("Content-Type", "text/html; charset=utf-8"),
		newField("Cross-Origin-Opener-Policy", "same-origin"),
		newField("Referrer-Policy", "no-referrer"),
		newField("X-Content-Type-Options", "nosniff"),
		newField("X-Frame-Options", "DENY"),
	}
)

func styleHash() string {
	sum := sha256.Sum256([]byte(pageStyle))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
