package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxLine is the longest line that is read, in bytes.
const maxLine = 16 << 20

// badLine returns the fault of a line that is no query, at a byte of it.
func badLine(number, offset int, format string, args ...any) *fault {
	return &fault{
		ID: null, Line: number, Offset: offset,
		Err: fmt.Sprintf(format, args...), Clause: "RFC 8259",
	}
}

var null = json.RawMessage("null")

// filter answers the queries of a stream, a line each. What it has is written out
// whenever nothing is left to read, so that a program may wait for each answer.
func filter(w io.Writer, r io.Reader) error {
	in := bufio.NewReaderSize(r, 64<<10)
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for number := 1; ; number++ {
		line, err := readLine(in)
		if errors.Is(err, io.EOF) {
			return out.Flush()
		}
		if err != nil && !errors.Is(err, errTooLong) {
			return errors.Join(err, out.Flush())
		}
		var reply any
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff")) // as some editors begin a file
		}
		switch line = bytes.TrimSpace(line); {
		case err != nil:
			reply = badLine(number, maxLine, "%v", err)
		case len(line) > 0:
			reply = respond(line, number)
		}
		if reply != nil {
			if err := enc.Encode(reply); err != nil {
				return err
			}
		}
		if in.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
}

var errTooLong = fmt.Errorf("the line is longer than %d bytes", maxLine)

// readLine reads a line of any length, and returns errTooLong for one that is too
// long. The last line need not be ended.
func readLine(in *bufio.Reader) (line []byte, err error) {
	read := 0
	for {
		part, err := in.ReadSlice('\n')
		if read += len(part); read <= maxLine {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case read > maxLine && (err == nil || errors.Is(err, io.EOF)):
			return nil, errTooLong
		case errors.Is(err, io.EOF) && read > 0:
			return line, nil
		}
		return line, err
	}
}

// respond answers the query of a line.
func respond(line []byte, number int) any {
	if !bytes.HasPrefix(line, []byte("{")) && json.Valid(line) {
		return badLine(number, 0, "not a JSON object")
	}
	var q query
	err := json.Unmarshal(line, &q)
	if q.ID == nil {
		q.ID = null
	}
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return q.respond()
	case errors.As(err, &kind):
		return &fault{ID: q.ID, Field: kind.Field, Err: "cannot be a JSON " + kind.Value}
	case errors.As(err, &syntax):
		return badLine(number, max(int(syntax.Offset)-1, 0), "%v", err)
	}
	return badLine(number, 0, "%v", err)
}

func (q *query) respond() any {
	e, err := q.expand()
	if err == nil {
		return e.answer(q)
	}
	var f *fault
	if !errors.As(err, &f) {
		f = &fault{Err: err.Error()}
	}
	f.ID = q.ID
	return f
}
