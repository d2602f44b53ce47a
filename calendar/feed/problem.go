package feed

import (
	"net/http"
	"strconv"
	"strings"
)

// A problemBody says why there is no page, and where one may go instead.
type problemBody struct {
	Text   string
	Status int
	Search string // words that the address suggests
}

// serveProblem answers that there is no page: to people with a page that helps, to programs
// with a line of text. v is nil where nothing is known of the request.
func (e *edition) serveProblem(w http.ResponseWriter, r *http.Request, v *view, status int, text string) {
	w.Header().Set("Vary", "Accept, Accept-Language")
	if v == nil || !likesHTML(r.Header["Accept"]) {
		if text == "" {
			text = "There is nothing here. The calendar is at " + iCalendar.path + "."
		}
		refuse(w, r, status, text)
		return
	}
	v.q = pageQuery{lang: v.q.lang}
	v.cal = e.cal.In(v.texts...)
	_, v.today, _ = v.q.settle(e.today())
	p := v.newPage()
	b := problemBody{Text: text, Status: status}
	p.Template, p.Heading = "problem", v.l.t("This address cannot be read")
	if status == http.StatusNotFound {
		p.Heading = v.l.t("There is no such page")
		b.Search = suggestion(v.path)
	}
	p.Title, p.Body = p.Heading, b
	body, err := p.render()
	if err != nil {
		refuseFeed(w, r, err)
		return
	}
	header := w.Header()
	set(header, pageFull)
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// suggestion returns the words of a path of which somebody may be in search.
func suggestion(path string) string {
	path = path[strings.LastIndexByte(strings.TrimSuffix(path, "/"), '/')+1:]
	words := strings.FieldsFunc(path, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
	})
	s := strings.Join(words, " ")
	if len(s) > maxSearch {
		return ""
	}
	return s
}

// likesHTML reports whether an Accept field asks for HTML by its name, as browsers do.
func likesHTML(accept []string) bool {
	for name, q := range members(accept) {
		if strings.EqualFold(name, "text/html") && q > 0 {
			return true
		}
	}
	return false
}
