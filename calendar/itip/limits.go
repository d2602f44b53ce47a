package itip

import "cmp"

// Limits bound what a state and a message may hold, and with that the time and memory
// that a step takes. A field that is 0 stands for its default. What is over a limit is an
// error that wraps [ErrLimit], and leaves the state as it is.
type Limits struct {
	// Octets is how long a message may be that is read. The default is 1 MiB.
	Octets int `json:"octets,omitempty"`

	// Components is how many components a message may have, VTIMEZONEs among them. The
	// default is 1,000.
	Components int `json:"components,omitempty"`

	// Properties is how many properties an event may have. The default is 5,000.
	Properties int `json:"properties,omitempty"`

	// Attendees is how many attendees an event may have. The default is 2,000.
	Attendees int `json:"attendees,omitempty"`

	// Instances is how many instances of a meeting may be told apart from the others,
	// those that are cancelled among them. The default is 1,000.
	Instances int `json:"instances,omitempty"`

	// Replies is how many last replies an organizer keeps, one for each attendee of each
	// instance that has got one of its own, and how many proposals. The default is 20,000.
	Replies int `json:"replies,omitempty"`
}

// withDefaults returns l with the defaults for what is 0.
func (l Limits) withDefaults() Limits {
	return Limits{
		Octets:     cmp.Or(l.Octets, 1<<20),
		Components: cmp.Or(l.Components, 1_000),
		Properties: cmp.Or(l.Properties, 5_000),
		Attendees:  cmp.Or(l.Attendees, 2_000),
		Instances:  cmp.Or(l.Instances, 1_000),
		Replies:    cmp.Or(l.Replies, 20_000),
	}
}
