package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
)

// ErrNo says that the answer is no: nothing was found, or something is late or faulty. The
// program has printed that.
var ErrNo = errors.New("no")

// A usageError says that the call was wrong.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// Usage marks an error as one of the call.
func Usage(err error) error { return usageError{err} }

// Usagef returns an error of the call.
func Usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// Exit returns the exit code of a program that ended with err, and tells an error on
// stderr.
func Exit(name string, err error, stderr io.Writer) int {
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, ErrNo):
		return 1
	case errors.As(err, new(usageError)):
		fmt.Fprintf(stderr, "%s: %v\n", name, err)
		return 2
	}
	fmt.Fprintf(stderr, "%s: %v\n", name, err)
	return 1
}
