package ical

// A notation is how an [Encoder] writes a model once it has found it to be right: as
// content lines, or as jCal. Its methods append to Encoder.out.
type notation interface {
	// begin opens the innermost component of the path. Its properties follow.
	begin(e *Encoder)
	// property writes a property, whose parameters are e.params and whose value is of
	// type typ. One that is no TEXT is in UTF-8 and has no control characters.
	property(e *Encoder, s slot, known *property, typ valueType, value string)
	// children comes between the properties and the components of a component.
	children(e *Encoder)
	// end closes the innermost component of the path.
	end(e *Encoder)
	// finish comes after the whole calendar.
	finish(e *Encoder)
}
