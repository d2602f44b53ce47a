package catalogue

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
)

// DefaultMaxSize is how many bytes of a catalogue are read where [Options] does not
// say.
const DefaultMaxSize = 1 << 20

// defaultName stands for the file in errors where Options has no name for it.
const defaultName = "catalogue"

// Options says how to read a catalogue. The zero Options serves for one that uses no
// periods but years.
type Options struct {
	// Name is the name of the file in errors. It is "catalogue" where empty, and
	// for [ReadFS] the name of the file.
	Name string

	// Periods are the sequences of periods that a catalogue may name under its key
	// periods: with "unga" registered here, a catalogue that says
	// "periods: {session: unga}" counts sessions with them.
	Periods map[string]calendar.Periods

	// Workdays are the working days of places that the plans of a catalogue may name
	// beside its own and "weekdays": under at, by these names.
	Workdays map[string]*calendar.Workdays

	// MaxSize is the greatest size of a catalogue in bytes; longer ones are
	// refused. Where it is not positive, it is DefaultMaxSize.
	MaxSize int64
}

// Read reads a catalogue and builds its calendar. Where the catalogue is at fault,
// the error joins an [*Error] for each fault that it has, in the order of their
// positions, and there is no calendar. What is not YAML ends the reading with the
// first fault.
func Read(r io.Reader, opts Options) (*calendar.Calendar, error) {
	c, err := read(r, opts)
	return c.calendar, err
}

// ReadFS is [Read] for a file in a file system.
func ReadFS(fsys fs.FS, name string, opts Options) (*calendar.Calendar, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	defer f.Close()
	opts.Name = cmp.Or(opts.Name, name)
	return Read(f, opts)
}

// Parse is [Read] for a program that adds to what the catalogue says before it builds
// the calendar: it returns the definition, one that [calendar.New] accepts.
func Parse(r io.Reader, opts Options) (calendar.Definition, error) {
	c, err := read(r, opts)
	return c.definition, err
}

// ReadPlans is [Read] for a program that works back from deadlines: it returns the plans
// too, in the order of the catalogue. [planning.Check] finds no fault in them beside the
// calendar.
func ReadPlans(r io.Reader, opts Options) (*calendar.Calendar, []planning.Plan, error) {
	c, err := read(r, opts)
	return c.calendar, c.plans, err
}

// contents is all that a catalogue says.
type contents struct {
	definition calendar.Definition
	calendar   *calendar.Calendar
	plans      []planning.Plan
}

func read(r io.Reader, opts Options) (contents, error) {
	limit := opts.MaxSize
	if limit <= 0 {
		limit = DefaultMaxSize
	}
	data, err := io.ReadAll(io.LimitReader(r, limit))
	if err == nil && int64(len(data)) == limit {
		// One byte more tells whether the limit cut something off.
		var n int
		if n, err = io.ReadFull(r, make([]byte, 1)); n > 0 {
			return contents{}, &Error{
				File: opts.Name, Line: 1, Column: 1,
				Reason: fmt.Sprintf("the catalogue is larger than %d bytes", limit),
			}
		}
		if errors.Is(err, io.EOF) {
			err = nil
		}
	}
	if path := (*fs.PathError)(nil); errors.As(err, &path) { // it names the file itself
		return contents{}, fmt.Errorf("catalogue: %w", err)
	}
	if err != nil {
		return contents{}, fmt.Errorf("catalogue: read %s: %w", cmp.Or(opts.Name, defaultName), err)
	}
	return decode(data, opts)
}

func decode(data []byte, opts Options) (contents, error) {
	d := decoder{report: report{file: opts.Name}, opts: opts}
	var ok bool
	if d.text, ok = readText(data, &d.report); !ok {
		return contents{}, d.err()
	}
	root := parseYAML(d.text, &d.report)
	if root == nil {
		return contents{}, d.err()
	}
	def := d.definition(root)
	if d.root.node == nil {
		return contents{}, d.err()
	}
	if len(d.errs) == maxErrors {
		return contents{}, d.err()
	}
	c, err := calendar.New(def)
	if err != nil {
		d.refuse(def, err)
	}
	plans := d.plans(c)
	if err := d.err(); err != nil {
		return contents{}, err
	}
	return contents{def, c, plans}, nil
}
