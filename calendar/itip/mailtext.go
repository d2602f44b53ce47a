package itip

import (
	"strings"
	"unicode/utf8"
)

// plain returns the letter as plain text, with lines that end in CR LF.
func (l letter) plain() string {
	var b strings.Builder
	b.WriteString(l.Lead + "\n")
	for _, note := range l.Notes {
		b.WriteString(note + "\n")
	}
	b.WriteString("\n" + l.Title + "\n\n")
	labels := 0
	for _, r := range l.Rows {
		labels = max(labels, utf8.RuneCountInString(r.Label))
	}
	for _, r := range l.Rows {
		label := r.Label + ":"
		for _, line := range r.Lines {
			b.WriteString(pad(label, labels+2) + line + "\n")
			label = ""
		}
	}
	if len(l.Zones) > 0 {
		b.WriteString("\n" + l.ZonesTitle + ":\n")
		city, clock, offset := 0, 0, 0
		for _, z := range l.Zones {
			city = max(city, utf8.RuneCountInString(z.City))
			clock = max(clock, utf8.RuneCountInString(z.Clock))
			offset = max(offset, utf8.RuneCountInString(z.Offset))
		}
		for _, z := range l.Zones {
			line := "  " + pad(z.City, city+2) + pad(z.Clock, clock+2) + pad(z.Offset, offset+2)
			if z.Day != "" {
				line += z.Day + "  "
			}
			b.WriteString(strings.TrimRight(line+z.People, " ") + "\n")
		}
	}
	if len(l.Description) > 0 {
		b.WriteString("\n" + strings.Join(l.Description, "\n") + "\n")
	}
	if l.Closing != "" {
		b.WriteString("\n" + l.Closing + "\n")
	}
	return strings.ReplaceAll(b.String(), "\n", "\r\n")
}

// pad fills a text with spaces up to a number of characters.
func pad(s string, n int) string {
	return s + strings.Repeat(" ", max(n-utf8.RuneCountInString(s), 0))
}
