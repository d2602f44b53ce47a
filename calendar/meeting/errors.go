package meeting

import "fmt"

// An Error tells what is wrong in one place of a request. [Find] joins one for each fault
// that it finds, up to 20.
type Error struct {
	Item   string // what is at fault: "participant 3 (unodc)", "room 1 (XIX)"; empty for the request itself
	Field  string // the field, in the words of the type, with the number of the element: "Busy 12"
	Reason string // what is wrong with it
}

func (e *Error) Error() string {
	if e.Item == "" {
		return fmt.Sprintf("meeting: %s: %s", e.Field, e.Reason)
	}
	return fmt.Sprintf("meeting: %s: %s: %s", e.Item, e.Field, e.Reason)
}

// A CapError tells that a request is larger than its [Caps] allow.
type CapError struct {
	Cap   string // the field of Caps, or that of Request whose bound is fixed: "Candidates", "Windows"
	Value int    // how many there would be, or the largest int if there are more
	Limit int
}

func (e *CapError) Error() string {
	return fmt.Sprintf("meeting: %d %s are more than the cap of %d", e.Value, e.Cap, e.Limit)
}
