package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// dayFlag returns a function that reads a day from a flag.
func dayFlag(day *date.Date) func(string) error {
	return func(s string) error {
		d, err := date.ParseISO(s)
		if err != nil || d.String() != s {
			return fmt.Errorf("%q is not a day such as 2026-01-01", s)
		}
		*day = d
		return nil
	}
}

// listFlag returns a function that reads values joined by commas from a flag.
func listFlag[T any](list *[]T, read func(string) (T, error)) func(string) error {
	return func(s string) error {
		for _, item := range strings.Split(s, ",") {
			v, err := read(strings.TrimSpace(item))
			if err != nil {
				return err
			}
			*list = append(*list, v)
		}
		return nil
	}
}

// valueFlag returns a function that reads one value from a flag.
func valueFlag[T any](value *T, read func(string) (T, error)) func(string) error {
	return func(s string) (err error) {
		*value, err = read(s)
		return err
	}
}

func readTag(s string) (language.Tag, error) {
	t, err := language.BCP47.Parse(s)
	if err != nil {
		return t, fmt.Errorf("%q is not a language tag such as fr or zh-Hans", s)
	}
	return t, nil
}

func readKind(s string) (calendar.Kind, error) {
	k := calendar.Kind(s)
	if !k.IsValid() {
		return k, fmt.Errorf("%q is not a kind: there are %v", s, calendar.Kinds())
	}
	return k, nil
}

// readBefore reads how long before something is, in days or as Go writes durations.
func readBefore(s string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		var n int
		if _, err := fmt.Sscanf(days+" ", "%d ", &n); err == nil && fmt.Sprint(n) == days && 0 <= n && n <= 36_600 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if d, err := time.ParseDuration(s); err == nil && d >= 0 {
		return d, nil
	}
	return 0, fmt.Errorf("%q is not a time before, such as 7d, 12h or 30m", s)
}
