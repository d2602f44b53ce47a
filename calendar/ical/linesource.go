package ical

// A lineSource is what a [Decoder] has its content lines from: a stream of such, or jCal.
type lineSource interface {
	// next returns the next content line, which is not empty. The error is io.EOF behind
	// the last one, that of the reader, or a [*ReadError].
	next() (contentLine, error)
	// defects returns what has been found wrong since it was asked last. It is valid until
	// the next content line.
	defects() []Diagnostic
	// reached returns the line of the stream that has been read, from 1.
	reached() int
	// beginning returns what a calendar begins with, in words.
	beginning() string
}
