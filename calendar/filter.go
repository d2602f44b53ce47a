package calendar

import (
	"slices"
	"strings"
)

// A Filter says which entries a query returns.
type Filter func(Entry) bool

func pass(e Entry, filters []Filter) bool {
	for _, f := range filters {
		if !f(e) {
			return false
		}
	}
	return true
}

// OfKind passes entries of any of the kinds.
func OfKind(kinds ...Kind) Filter {
	return func(e Entry) bool { return slices.Contains(kinds, e.Kind) }
}

// WithStatus passes entries that have any of the statuses on the day asked.
func WithStatus(statuses ...Status) Filter {
	return func(e Entry) bool { return slices.Contains(statuses, e.Status) }
}

// InSeries passes occurrences of any of the series.
func InSeries(ids ...string) Filter {
	return func(e Entry) bool { return slices.Contains(ids, e.Series) }
}

// ByOrganizer passes entries of any of the organizers, named as the sources do.
// Case does not matter.
func ByOrganizer(names ...string) Filter {
	return func(e Entry) bool {
		return slices.ContainsFunc(e.Organizers, func(o string) bool {
			return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(o, n) })
		})
	}
}

// FromSource passes entries of which any of the documents says something. Case does
// not matter.
func FromSource(documents ...string) Filter {
	return func(e Entry) bool {
		return slices.ContainsFunc(e.Sources, func(s Source) bool {
			return slices.ContainsFunc(documents, func(d string) bool { return strings.EqualFold(s.Document, d) })
		})
	}
}

// Matching passes entries in whose ID, title, summary, place, organizers, documents
// or sources every word of the text occurs. Case does not matter.
func Matching(text string) Filter {
	words := strings.Fields(strings.ToLower(text))
	return func(e Entry) bool {
		fields := []string{e.ID, e.Title, e.Summary, e.Place}
		fields = append(fields, e.Organizers...)
		fields = append(fields, e.Documents...)
		for _, s := range e.Sources {
			fields = append(fields, s.String())
		}
		haystack := strings.ToLower(strings.Join(fields, "\n"))
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(haystack, w) })
	}
}

// WithExactDays passes entries whose days are named, and not only bounded: see
// [When.IsExact].
func WithExactDays() Filter {
	return func(e Entry) bool { return e.When.IsExact() }
}

// Not passes entries that f does not.
func Not(f Filter) Filter { return func(e Entry) bool { return !f(e) } }

// AnyOf passes entries that at least one of the filters passes.
func AnyOf(filters ...Filter) Filter {
	return func(e Entry) bool {
		return slices.ContainsFunc(filters, func(f Filter) bool { return f(e) })
	}
}
