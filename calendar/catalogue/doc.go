// Package catalogue reads calendars that are kept as data: YAML in, a
// [*calendar.Calendar] out, or every error at once, each with its line and column and
// with what was expected there.
package catalogue
