package feed

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"regexp"
	"strings"
	"time"
)

var (
	//go:embed pages/*.html
	pageFiles embed.FS
	//go:embed pages/style.css
	pageStyle string
	//go:embed pages/script.js
	pageScript string
	//go:embed pages/icon.svg
	pageIcon string
)

// parsePages returns the templates of the pages with what a localizer says.
func parsePages(l *localizer) *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"t": l.t, "tn": l.tn, "tongue": l.tongue, "colon": l.colon, "comma": l.comma,
		"style":  func() template.CSS { return template.CSS(pageStyle) },
		"script": func() template.JS { return template.JS(pageScript) },
	}).ParseFS(pageFiles, "pages/*.html"))
}

// errNoPage is for an address at which there is no page.
var errNoPage = errors.New("feed: there is no such page")

// servePage serves a page as it is on the day of the request.
func (e *edition) servePage(w http.ResponseWriter, r *http.Request, path string, fill filler) {
	v, err := e.newView(r, path)
	if err != nil {
		e.serveProblem(w, r, v, http.StatusBadRequest, err.Error())
		return
	}
	kept := e.others
	if v.q.isCommon() {
		kept = e.pages
	}
	rep, err := kept.get(r.Context(), v.name(), func() (*representation, error) { return v.make(fill) })
	switch {
	case errors.Is(err, errNoPage):
		e.serveProblem(w, r, v, http.StatusNotFound, "")
	case err != nil:
		refuseFeed(w, r, err)
	case v.leftToReader:
		rep.serve(w, r, varyByLanguage)
	default:
		rep.serve(w, r)
	}
}

// A filler finds what a page tells, below its head, for the template of that name. The error
// wraps errNoPage where there is no such page.
type filler func(v *view, p *page) error

// make makes a page.
func (v *view) make(fill filler) (*representation, error) {
	v.open()
	p := v.newPage()
	if err := fill(v, p); err != nil {
		return nil, err
	}
	body, err := p.render()
	if err != nil {
		return nil, err
	}
	return newRepresentation(body, time.Time{}, pageShared, append([]field{newField("Content-Language", v.l.tag.String())}, pageFull...))
}

func (p *page) render() ([]byte, error) {
	var b bytes.Buffer
	if err := p.l.templates().ExecuteTemplate(&b, p.Template+".html", p); err != nil {
		return nil, fmt.Errorf("feed: %w", err)
	}
	return b.Bytes(), nil
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

// The fields of the pages. Nothing but their own style sheet and script is run, and nothing
// is asked of another host.
var (
	pageShared = []field{
		newField("Cache-Control", "max-age=300"),
		newField("Vary", "Accept-Encoding"),
	}
	pageFull = []field{
		newField("Content-Security-Policy", "default-src 'none'; style-src '"+hashSource(pageStyle)+"'; script-src '"+hashSource(pageScript)+
			"'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"),
		newField("Content-Type", "text/html; charset=utf-8"),
		newField("Cross-Origin-Opener-Policy", "same-origin"),
		newField("Cross-Origin-Resource-Policy", "same-origin"),
		newField("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
		newField("Referrer-Policy", "no-referrer"),
		newField("X-Content-Type-Options", "nosniff"),
		newField("X-Frame-Options", "DENY"),
	}
)

// hashSource names a text as a source in a Content-Security-Policy.
func hashSource(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// icon is the picture of the pages in bookmarks.
var icon = mustRepresent(pageIcon, "image/svg+xml")
