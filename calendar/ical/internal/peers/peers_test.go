package main

import (
	"strings"
	"testing"
)

// The program runs, and the libraries agree on what they find.
func TestRun(t *testing.T) {
	var b strings.Builder
	if err := run(&b, 1, 50); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"convene", "golang-ical", "go-ical"} {
		if strings.Count(b.String(), "| "+name+" |") != 2 {
			t.Errorf("no rows for %s in\n%s", name, b.String())
		}
	}
}
