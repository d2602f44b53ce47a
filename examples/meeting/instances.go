package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/convene-cal/convene/examples/internal/cli"
)

// maxInput is how many bytes of problems are read from a file, unpacked.
const maxInput = 1 << 30

// An instance is a problem with a name.
type instance struct {
	ID      json.RawMessage `json:"id"`
	Family  string          `json:"family"`
	Problem json.RawMessage `json:"problem"`
	Side    json.RawMessage `json:"side"` // of those whose problem and answer are one
}

// A solver answers instances, a line for each.
type solver struct {
	ctx    context.Context
	out    *bufio.Writer
	failed bool // whether some instance has no answer
}

// solveFiles answers all instances of files, or of standard input without any. What is
// wrong with an instance is told in its line, and the others are answered; then, and where
// a file cannot be read, the error is not nil.
func solveFiles(ctx context.Context, files []string, stdin io.Reader, stdout io.Writer) error {
	s := &solver{ctx: ctx, out: bufio.NewWriter(stdout)}
	err := s.files(files, stdin)
	err = errors.Join(err, s.out.Flush())
	if err == nil && s.failed {
		return cli.ErrNo
	}
	return err
}

func (s *solver) files(files []string, stdin io.Reader) error {
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, name := range files {
		if name == "-" {
			if err := s.stream("standard input", stdin); err != nil {
				return err
			}
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		err = s.stream(name, f)
		f.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// stream answers the instances of a stream, which may be packed by gzip. It holds one JSON
// value after the other.
func (s *solver) stream(name string, r io.Reader) error {
	r, err := unpack(r)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	limited := &io.LimitedReader{R: r, N: maxInput}
	dec := json.NewDecoder(withoutMark(limited))
	for n := 0; ; n++ {
		err := s.value(dec)
		switch {
		case errors.Is(err, io.EOF) && n > 0:
			return nil
		case errors.Is(err, io.EOF):
			return fmt.Errorf("%s: there is no JSON in it", name)
		case limited.N <= 0:
			return fmt.Errorf("%s: has more than %d bytes", name, maxInput)
		case errors.Is(err, io.ErrUnexpectedEOF):
			return fmt.Errorf("%s: the JSON ends too early", name)
		case err != nil:
			return fmt.Errorf("%s: %w", name, err)
		}
	}
}

// unpack returns what a stream holds, unpacked where it is packed.
func unpack(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	if magic, _ := b.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		return gzip.NewReader(b)
	}
	return b, nil
}

// byteOrderMark is what editors of Windows put before a text in UTF-8.
const byteOrderMark = "\xef\xbb\xbf"

func withoutMark(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	if mark, _ := b.Peek(len(byteOrderMark)); string(mark) == byteOrderMark {
		_, _ = b.Discard(len(byteOrderMark))
	}
	return b
}

// value answers one JSON value: an object with instances, an instance, or a problem by
// itself. Instances are answered as soon as they are read.
func (s *solver) value(dec *json.Decoder) error {
	token, err := dec.Token()
	if err != nil {
		return err
	}
	if token == json.Delim('[') {
		return s.list(dec, "")
	}
	if token != json.Delim('{') {
		return fmt.Errorf("at byte %d: expected an object", dec.InputOffset())
	}
	fields := make(map[string]json.RawMessage)
	listed := false
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return unexpected(err)
		}
		key, _ := token.(string)
		if key == "instances" {
			var name string
			_ = json.Unmarshal(fields["family"], &name)
			if token, err := dec.Token(); err != nil || token != json.Delim('[') {
				return errorOr(unexpected(err), fmt.Sprintf("at byte %d: instances: expected a list", dec.InputOffset()))
			}
			if err := s.list(dec, name); err != nil {
				return err
			}
			listed = true
			continue
		}
		var v json.RawMessage
		if err := dec.Decode(&v); err != nil {
			return unexpected(err)
		}
		fields[key] = v
	}
	if _, err := dec.Token(); err != nil {
		return unexpected(err)
	}
	if listed {
		return nil
	}
	one := instance{ID: fields["id"], Problem: fields["problem"]}
	_ = json.Unmarshal(fields["family"], &one.Family)
	if one.Problem == nil {
		one.Problem, err = json.Marshal(fields)
		if err != nil {
			return err
		}
	}
	return s.answer(one)
}

// unexpected makes the end of the input within a value one that is too early.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// list answers the instances of a list, up to its end, as of a family unless they say
// otherwise.
func (s *solver) list(dec *json.Decoder, name string) error {
	for dec.More() {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return unexpected(err)
		}
		one := instance{}
		if err := json.Unmarshal(raw, &one); err != nil {
			var fields map[string]json.RawMessage
			_ = json.Unmarshal(raw, &fields)
			if err := s.write(fields["id"], nil, errors.New("the instance is not an object with id, family and problem")); err != nil {
				return err
			}
			continue
		}
		if one.Family == "" {
			one.Family = name
		}
		if one.Problem == nil && one.Side != nil {
			one.Problem = raw
		}
		if err := s.answer(one); err != nil {
			return err
		}
	}
	_, err := dec.Token()
	return unexpected(err)
}

// answer answers an instance.
func (s *solver) answer(one instance) error {
	if err := s.ctx.Err(); err != nil {
		return errors.New("stopped before the end")
	}
	a, err := solveInstance(s.ctx, one)
	if s.ctx.Err() != nil {
		return errors.New("stopped before the end")
	}
	return s.write(one.ID, a, err)
}

func solveInstance(ctx context.Context, one instance) (any, error) {
	if len(bytes.TrimSpace(one.Problem)) == 0 {
		return nil, errors.New("problem is missing")
	}
	doc := &document{}
	problem, err := parseJSON(doc, one.Problem)
	if err != nil {
		return nil, err
	}
	if !problem.is(object, "a problem") {
		return nil, doc.err()
	}
	name := one.Family
	if name == "" {
		name = familyOf(problem)
	}
	solve, ok := families[name]
	if one.Family == "" && name == "single" {
		solve = answerEither
	}
	switch {
	case ok:
		return solve(ctx, problem)
	case one.Family == "":
		return nil, errors.New("family is missing, and the problem is of no kind that is known")
	}
	return nil, fmt.Errorf("family %.40q is not known", name)
}

// write writes the line of an instance.
func (s *solver) write(id json.RawMessage, answer any, err error) error {
	if id == nil {
		id = json.RawMessage("null")
	}
	var line any
	if err != nil {
		s.failed = true
		line = struct {
			ID  json.RawMessage `json:"id"`
			Err string          `json:"error"`
		}{id, strings.ReplaceAll(err.Error(), "\n", "; ")}
	} else {
		line = struct {
			ID     json.RawMessage `json:"id"`
			Answer any             `json:"answer"`
		}{id, answer}
	}
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(line); err != nil {
		return err
	}
	return s.out.Flush()
}
