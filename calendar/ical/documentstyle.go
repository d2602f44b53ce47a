package ical

import (
	"fmt"
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar"
)

// A DocumentStyle says how entries of a feed lead to the documents that say so. Whatever it
// is, URL has the address of one of them, and the description names them all.
type DocumentStyle uint8

const (
	// DocumentURL leaves it at URL.
	DocumentURL DocumentStyle = iota
	// DocumentAttach adds an ATTACH with the address of each document (RFC 5545, section
	// 3.8.1.1). Some applications that subscribe take attachments away.
	DocumentAttach
	// DocumentLink adds a LINK with the address and the symbol of each document and, to
	// occurrences of a series, a REFID with its ID (RFC 9253). Few applications know
	// them yet, and libical before version 4, which is in many, takes them for errors.
	DocumentLink
)

var documentStyles = []string{"url", "attach", "link"}

// String returns the name of the style: url, attach or link.
func (s DocumentStyle) String() string {
	if int(s) < len(documentStyles) {
		return documentStyles[s]
	}
	return fmt.Sprintf("DocumentStyle(%d)", uint8(s))
}

// ParseDocumentStyle reads the name of a style, in any case.
func ParseDocumentStyle(name string) (DocumentStyle, error) {
	i := slices.IndexFunc(documentStyles, func(s string) bool { return strings.EqualFold(s, name) })
	if i < 0 {
		return 0, fmt.Errorf("ical: %w: %s is not a style of documents: there are %s", ErrValue, quote(name), strings.Join(documentStyles, ", "))
	}
	return DocumentStyle(i), nil
}

// addDocuments adds what leads to the documents of sources, each address once.
func (f *feed) addDocuments(c *ics.ComponentBase, sources []calendar.Source) {
	if f.options.Documents == DocumentURL {
		return
	}
	for i, s := range sources {
		if !isURI(s.URL) || slices.ContainsFunc(sources[:i], func(t calendar.Source) bool { return t.URL == s.URL }) {
			continue
		}
		if f.options.Documents == DocumentAttach {
			c.AddProperty("ATTACH", s.URL)
			continue
		}
		c.AddProperty("LINK", s.URL, ics.WithValue("URI"), withParameter("LINKREL", "describedby"), withParameter("LABEL", s.Document))
	}
}

func withParameter(name, value string) ics.PropertyParameter {
	return &ics.KeyValues{Key: name, Value: []string{value}}
}
