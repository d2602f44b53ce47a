package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// Day adds a flag for a civil day, written as 2026-11-23.
func (p *Program) Day(day *date.Date, name, usage string) {
	p.Func(name, usage, valueOf(day, ReadDay))
}

// List adds a flag for values that read reads, joined by commas. It may be given again.
func List[T any](p *Program, list *[]T, name, usage string, read func(string) (T, error)) {
	p.Func(name, usage, func(s string) error {
		for item := range strings.SplitSeq(s, ",") {
			v, err := read(strings.TrimSpace(item))
			if err != nil {
				return err
			}
			*list = append(*list, v)
		}
		return nil
	})
}

// Value adds a flag for a value that read reads.
func Value[T any](p *Program, value *T, name, usage string, read func(string) (T, error)) {
	p.Func(name, usage, valueOf(value, read))
}

func valueOf[T any](value *T, read func(string) (T, error)) func(string) error {
	return func(s string) (err error) {
		*value, err = read(s)
		return err
	}
}

// Format adds the flag -format, which takes one of these names; the first is the default.
func (p *Program) Format(format *string, names ...string) {
	*format = names[0]
	last := len(names) - 1
	list := strings.Join(names[:last], ", ") + " or " + names[last]
	p.Func("format", fmt.Sprintf("the `name` of how it is written: %s (default %s)", list, names[0]), func(s string) error {
		if !slices.Contains(names, s) {
			return fmt.Errorf("expected %s", list)
		}
		*format = s
		return nil
	})
}

// ReadDay reads a civil day.
func ReadDay(s string) (date.Date, error) {
	w, err := calendar.ParseWhen(s)
	day, ok := w.Earliest()
	if err != nil || !ok || w != calendar.On(day) {
		return 0, fmt.Errorf("%q is not a day such as 2026-11-23", s)
	}
	return day, nil
}

// ReadTag reads the tag of a language.
func ReadTag(s string) (language.Tag, error) {
	t, err := language.BCP47.Parse(s)
	if err != nil {
		return t, fmt.Errorf("%q is not a language tag such as fr or zh-Hans", s)
	}
	return t, nil
}

// ReadKind reads a kind of events.
func ReadKind(s string) (calendar.Kind, error) {
	k := calendar.Kind(s)
	if !k.IsValid() {
		names := make([]string, len(calendar.Kinds()))
		for i, k := range calendar.Kinds() {
			names[i] = string(k)
		}
		return k, fmt.Errorf("%q is not a kind; kinds are %s", s, strings.Join(names, ", "))
	}
	return k, nil
}

// ReadText reads a text that is not empty.
func ReadText(s string) (string, error) {
	if s == "" {
		return s, fmt.Errorf("expected no empty text")
	}
	return s, nil
}
