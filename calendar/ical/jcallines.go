package ical

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// jcalLines reads jCal as the content lines that it stands for: BEGIN and END around each
// component, and a line for each property. It holds no more of the stream than one
// property.
type jcalLines struct {
	json   *json.Decoder
	source *jsonSource
	limits Limits

	inside  bool        // within a calendar or an array of them
	stream  bool        // within an array of them
	open    []jcalFrame // the components around, from the outermost in
	entered bool        // whether the components of the innermost are read, no more its properties
	index   int         // of the calendar, among those of the stream
	start   int64       // the offset of the line being read
	params  []parameter // of the property being read, with all values decoded
	value   []byte      // of the property being read, as of a content line
	line    []byte
	found   []Diagnostic // and not taken yet
	faults  int          // found in all
}

// A jcalFrame is a component that is being read.
type jcalFrame struct {
	name       string // in capitals
	properties int    // read
	components int    // read
}

// maxSkippedDepth is how many arrays and objects may stand within one another where a
// value is skipped.
const maxSkippedDepth = 64

// ReadJCal reads jCal (RFC 7265) as [Read] reads content lines: with the same limits,
// diagnostics and errors, and to the same model. A stream is a calendar, an array of
// calendars, or several of these one after the other. What is wrong with the JSON of a
// property leaves that out or is repaired, with a [Diagnostic] whose Reason begins with
// the path to it, such as $[2][0][1][3] for the fourth property of the first component;
// JSON that is none, or a component that is not one, is a [*ReadError] that wraps
// [ErrJCal]. What is not UTF-8 is read as U+FFFD.
func ReadJCal(r io.Reader, options ReadOptions) (*Document, error) {
	return readDocument(NewJCalDecoder(r, options))
}

// NewJCalDecoder returns a decoder that reads jCal from r, see [ReadJCal].
func NewJCalDecoder(r io.Reader, options ReadOptions) *Decoder {
	limits := options.Limits.withDefaults()
	return newDecoder(newJCalLines(r, limits), options, limits)
}

func newJCalLines(r io.Reader, limits Limits) *jcalLines {
	j := &jcalLines{limits: limits, source: &jsonSource{r: bufio.NewReader(r), line: 1, maxInput: limits.Input, maxAhead: int64(limits.Line)}}
	j.json = json.NewDecoder(j.source)
	j.json.UseNumber()
	return j
}

// next returns the next content line. The error is io.EOF behind the last one, that of
// the reader, or a [*ReadError].
func (j *jcalLines) next() (contentLine, error) {
	for {
		token, err := j.token()
		if err != nil {
			return contentLine{}, err
		}
		j.start = j.json.InputOffset()
		number := j.number()
		switch {
		case len(j.open) == 0:
			line, err := j.outside(token, number)
			if line.text != nil || err != nil {
				return line, err
			}
		case !j.entered && token == json.Delim(']'):
			if err := j.enter(); err != nil {
				return contentLine{}, err
			}
		case !j.entered:
			ok, err := j.property(token)
			j.open[len(j.open)-1].properties++
			if err != nil {
				return contentLine{}, err
			}
			if ok {
				return j.lineAt(number), nil
			}
		case token == json.Delim('['):
			return j.begin(number)
		case token == json.Delim(']'):
			return j.end(number)
		default:
			return contentLine{}, j.wrong("a component is not an array")
		}
	}
}

func (j *jcalLines) lineAt(number int) contentLine {
	return contentLine{text: j.line, number: number, size: int(j.json.InputOffset() - j.start + 1)}
}

// outside reads what stands outside of any calendar: a calendar, or the beginning or end
// of an array of them. A line without text means that nothing is to be told of it.
func (j *jcalLines) outside(token json.Token, number int) (contentLine, error) {
	switch {
	case j.stream && token == json.Delim(']'):
		j.stream, j.inside, j.index = false, false, 0
		return contentLine{}, nil
	case token != json.Delim('['):
		return contentLine{}, j.wrong("a calendar is not an array")
	case j.stream:
		return j.begin(number)
	}
	j.inside = true
	token, err := j.token()
	if err != nil {
		return contentLine{}, err
	}
	switch token {
	case json.Delim(']'):
		j.inside = false
		return contentLine{}, nil
	case json.Delim('['):
		j.stream = true
		return j.begin(number)
	}
	return j.named(token, number)
}

// begin reads a component as far as the beginning of its properties. Its bracket has
// been read.
func (j *jcalLines) begin(number int) (contentLine, error) {
	token, err := j.token()
	if err != nil {
		return contentLine{}, err
	}
	return j.named(token, number)
}

func (j *jcalLines) named(token json.Token, number int) (contentLine, error) {
	name, ok := token.(string)
	if !ok || !isName(name) {
		return contentLine{}, j.wrong("a component does not begin with its name")
	}
	if err := j.expect('[', "the properties of a component are not an array"); err != nil {
		return contentLine{}, err
	}
	if j.entered {
		j.open[len(j.open)-1].components++
	}
	j.open = append(j.open, jcalFrame{name: strings.ToUpper(name)})
	j.entered = false
	return j.delimiter("BEGIN:", number), nil
}

func (j *jcalLines) delimiter(mark string, number int) contentLine {
	j.line = append(append(j.line[:0], mark...), j.open[len(j.open)-1].name...)
	return j.lineAt(number)
}

// enter reads from the end of the properties of a component to the beginning of its
// components.
func (j *jcalLines) enter() error {
	j.entered = true
	return j.expect('[', "a component has no array of components")
}

// end reads from the end of the components of a component to its own.
func (j *jcalLines) end(number int) (contentLine, error) {
	if err := j.expect(']', "a component has more than a name, properties and components"); err != nil {
		return contentLine{}, err
	}
	line := j.delimiter("END:", number)
	j.open = j.open[:len(j.open)-1]
	if len(j.open) == 0 {
		j.index++
		j.entered, j.inside = false, j.stream
	}
	return line, nil
}

func (j *jcalLines) expect(delimiter json.Delim, otherwise string) error {
	token, err := j.token()
	if err == nil && token != delimiter {
		return j.wrong(otherwise)
	}
	return err
}

// token returns the next token of the JSON.
func (j *jcalLines) token() (json.Token, error) {
	token, err := j.json.Token()
	offset := j.json.InputOffset()
	j.source.passed = offset
	switch {
	case err != nil:
		return nil, j.ending(err)
	case offset-j.start > int64(j.limits.Line) && len(j.open) > 0:
		return nil, limitError(j.number(), "octets in a property", j.limits.Line)
	}
	return token, nil
}

// ending returns what an error of the decoder of JSON says.
func (j *jcalLines) ending(err error) error {
	var read *ReadError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &read):
		return read
	case err == io.EOF && !j.inside:
		return io.EOF
	case err == io.EOF, errors.Is(err, io.ErrUnexpectedEOF):
		return &ReadError{Line: j.number(), Reason: "the stream ends within " + j.path(), Err: ErrTruncated}
	case errors.As(err, &syntax):
		return &ReadError{Line: j.number(), Reason: fmt.Sprintf("%s, at or behind octet %d: not JSON: %v", j.path(), j.source.passed, err), Err: ErrJCal}
	}
	return &ReadError{Line: j.number(), Reason: err.Error(), Err: err}
}

// number returns the line of the stream that has been reached.
func (j *jcalLines) number() int { return j.source.lineOf(j.json.InputOffset()) }

func (j *jcalLines) reached() int { return j.number() }

func (j *jcalLines) beginning() string { return `["vcalendar", …]` }

func (j *jcalLines) defects() []Diagnostic {
	found := j.found
	j.found = j.found[:0]
	return found
}

// wrong returns the error that the stream is JSON but not jCal.
func (j *jcalLines) wrong(reason string) error {
	return &ReadError{Line: j.number(), Reason: j.path() + ": " + reason, Err: ErrJCal}
}

// path returns the place that has been reached, as a path through the arrays:
// $[2][0][1][3] is the fourth property of the first component of the calendar.
func (j *jcalLines) path() string {
	var b strings.Builder
	b.WriteByte('$')
	if j.stream {
		b.WriteString("[" + strconv.Itoa(j.index) + "]")
	}
	for i, f := range j.open {
		if i+1 < len(j.open) {
			b.WriteString("[2][" + strconv.Itoa(f.components-1) + "]")
			continue
		}
		if j.entered {
			b.WriteString("[2][" + strconv.Itoa(f.components) + "]")
		} else {
			b.WriteString("[1][" + strconv.Itoa(f.properties) + "]")
		}
	}
	return b.String()
}

// fault notes what is wrong with the property being read.
func (j *jcalLines) fault(property string, effect Effect, reason string) {
	if j.faults++; j.faults > j.limits.Diagnostics {
		j.found = append(j.found, Diagnostic{}) // is only counted
		return
	}
	j.found = append(j.found, Diagnostic{
		Line: j.number(), Code: CodeJCal, Effect: effect, Component: j.open[len(j.open)-1].name, Property: property,
		Reason: j.path() + ": " + reason,
	})
}

// skip reads the rest of the arrays and objects that are open, depth of them.
func (j *jcalLines) skip(depth int) error {
	for depth > 0 {
		token, err := j.token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			if depth++; depth > maxSkippedDepth {
				return limitError(j.number(), "arrays and objects within one another", maxSkippedDepth)
			}
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
	}
	return nil
}
