package calendar

import (
	"strings"

	"github.com/rickb777/date/v2"
)

// A Source is where something is said: a document and the place in it, and the day
// on which it was said.
type Source struct {
	// Document is the document's symbol, such as A/RES/76/186, or where it has
	// none the address of the page.
	Document string

	// Paragraph is the place in the document, such as "op 5" for operative
	// paragraph 5, "preamble 21" or "footnote 14". It is empty for the whole.
	Paragraph string

	// URL is an address at which the document can be read, or empty.
	URL string

	// SaidOn is the day on which the source said it. In a [Definition] the zero
	// Date means that it bears no day of its own; the calendar then fills in the
	// last day of what the source reports, or where that is unknown or later than
	// the layer, the layer's day.
	SaidOn date.Date

	// SaidOnInferred is set where SaidOn was filled in so.
	SaidOnInferred bool

	// Rank says how close the source is to what it reports.
	Rank Rank
}

// A Rank says how close a source is to what it reports. The empty Rank means that
// nobody has judged it.
type Rank string

const (
	// Primary sources are the deciding or organising body itself.
	Primary Rank = "primary"
	// Secondary sources report what others did.
	Secondary Rank = "secondary"
)

// IsValid reports whether r is a rank or empty.
func (r Rank) IsValid() bool { return r == "" || r == Primary || r == Secondary }

// String returns the document and the paragraph: "A/RES/76/186, op 5".
func (s Source) String() string {
	if s.Paragraph == "" {
		return s.Document
	}
	return s.Document + ", " + s.Paragraph
}

// Cite joins the sources into one line, naming each document once:
// "A/RES/76/186, op 5; op 6".
func Cite(sources []Source) string {
	var b strings.Builder
	document := ""
	for _, s := range sources {
		if b.Len() > 0 {
			b.WriteString("; ")
		}
		if s.Document == document && s.Paragraph != "" {
			b.WriteString(s.Paragraph)
		} else {
			b.WriteString(s.String())
		}
		document = s.Document
	}
	return b.String()
}
