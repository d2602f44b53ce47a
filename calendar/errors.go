package calendar

import (
	"fmt"
	"strings"
)

// A DefinitionError tells what is wrong in one place of a [Definition]. [New] joins
// one for each fault that it finds.
type DefinitionError struct {
	Layer  int    // index in Definition.Layers; -1 for the definition itself
	List   string // "series", "events" or "statements"; empty for the layer or the definition itself
	Index  int    // index in that list
	ID     string // the ID of the element, where it has one
	Field  string // the field, in the words of the catalogue format: "id", "series", "sources" …
	Reason string // what is wrong with it
}

func (e *DefinitionError) Error() string {
	var b strings.Builder
	b.WriteString("calendar: ")
	if e.Layer >= 0 {
		fmt.Fprintf(&b, "layer %d", e.Layer+1)
		if e.List != "" {
			fmt.Fprintf(&b, ", %s %d", e.List, e.Index+1)
		}
		if e.ID != "" {
			fmt.Fprintf(&b, " (%s)", e.ID)
		}
		b.WriteString(": ")
	}
	fmt.Fprintf(&b, "%s: %s", e.Field, e.Reason)
	return b.String()
}
