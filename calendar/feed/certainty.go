package feed

import (
	"strings"

	"github.com/convene-cal/convene/calendar"
)

// A certainty is how well the day of an entry is known. Pages show each by a word and by a
// form of its own, never by a colour alone.
type certainty uint8

// The certainties, the least first.
const (
	noDay        certainty = iota // nobody has said when
	projectedDay                  // computed from a pattern or expected; decided by nobody
	inWindow                      // bounded, and its day not named
	daySet                        // its days are named
)

func certaintyOf(e calendar.Entry) certainty {
	switch {
	case e.When.IsZero():
		return noDay
	case e.Status == calendar.Projected || isProjected(e.When):
		return projectedDay
	case !e.When.IsExact():
		return inWindow
	}
	return daySet
}

// isProjected reports whether nobody has decided by when a thing will have been. Where only the
// first day of a window is computed, its last is decided, and that is what counts.
func isProjected(w calendar.When) bool {
	if _, ok := w.Latest(); !ok || w.Form() != calendar.Window && w.Form() != calendar.Span {
		return w.IsProjected()
	}
	// In EDTF the question mark stands behind the bound that it is about.
	return strings.HasSuffix(strings.TrimSuffix(w.String(), "]"), "?")
}

// String is the name of the certainty in style sheets and of its mark.
func (c certainty) String() string {
	return [...]string{"none", "projected", "window", "set"}[c]
}
