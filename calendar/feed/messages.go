package feed

import "golang.org/x/text/feature/plural"

// messages are what the pages say in a language other than English, by the English wording
// that stands in the templates and in the code. To add a language, add a file with its
// messages, and a localizer; calendar and calendar/ical have words of their own.
type messages struct {
	texts map[string]string

	// counted are the texts that depend on a number, by the English wording for other numbers
	// than one. Each has a form for every category that whole numbers have in the language.
	counted map[string]forms
}

// forms are the forms of a text by the category of its number, as the Unicode CLDR has them.
// One that takes the number puts it in as its first argument; one that has a word for it may
// leave it out, and then takes others by their index, such as %[2]s.
type forms map[plural.Form]string
