package ical

import "strings"

// TextList returns the Value of a property that holds a list of texts, CATEGORIES or
// RESOURCES, with the given items: commas part them, and a comma or backslash within an
// item has a backslash before it. The model has one string for the whole list, so this
// is how it tells "A,B" the list from "A,B" the item.
func TextList(items ...string) string {
	var b strings.Builder
	for i, item := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		for j := range len(item) {
			if c := item[j]; c == ',' || c == '\\' {
				b.WriteByte('\\')
			}
			b.WriteByte(item[j])
		}
	}
	return b.String()
}

// TextItems returns the items of a list as [TextList] writes it. A backslash before
// anything but a comma or a backslash stands for itself. The empty string is the list
// with one empty item.
func TextItems(value string) []string {
	items := make([]string, 0, 1+strings.Count(value, ","))
	var item strings.Builder
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == ',':
			items = append(items, item.String())
			item.Reset()
		case c == '\\' && i+1 < len(value) && (value[i+1] == ',' || value[i+1] == '\\'):
			i++
			item.WriteByte(value[i])
		default:
			item.WriteByte(c)
		}
	}
	return append(items, item.String())
}
