package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/convene-cal/convene/calendar/meeting"
)

// maxProblem is how many bytes the file of a problem may have.
const maxProblem = 64 << 20

// load reads the problem that was asked for.
func (r request) load(stdin io.Reader) (*plan, error) {
	if len(r.files) == 0 {
		sample, err := sampleNamed(nil)
		if err != nil {
			return nil, err
		}
		return readProblem(sampleName, sample)
	}
	name, in := r.files[0], stdin
	if name == "-" {
		name = "standard input"
	} else {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	in, err := unpack(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	data, err := io.ReadAll(io.LimitReader(in, maxProblem+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(data) > maxProblem {
		return nil, fmt.Errorf("%s: has more than %d bytes", name, maxProblem)
	}
	return readProblem(name, data)
}

// readProblem reads a problem in JSON, which begins with a brace, or in YAML.
func readProblem(name string, data []byte) (*plan, error) {
	data = bytes.TrimPrefix(data, []byte(byteOrderMark))
	if trimmed := bytes.TrimLeft(data, " \t\r\n"); len(trimmed) == 0 || trimmed[0] != '{' {
		root, err := parseYAML(&document{file: name, strict: true}, data)
		if err != nil {
			return nil, err
		}
		return readYAML(root)
	}
	root, err := parseJSON(&document{file: name}, data)
	if err != nil {
		return nil, err
	}
	return readJSON(root)
}

// readJSON reads a problem, or an instance with a problem, as a plan.
func readJSON(root *node) (*plan, error) {
	p := &plan{loc: time.UTC, city: "UTC"}
	if problem := root.get("problem"); problem != nil {
		if id := root.get("id"); id != nil {
			p.title = id.text
		}
		root = problem
	}
	if root.get("instances") != nil {
		return nil, fmt.Errorf("%s has several instances: -json answers them", root.doc.file)
	}
	switch familyOf(root) {
	case "rotation":
		req := root.rotation()
		p.rotation = &req
	case "series":
		req := root.seriesRequest()
		p.series, p.req = &req, req.Request
	case "single":
		p.req = root.request()
	default:
		return nil, fmt.Errorf("%s: neither the problem of a meeting, of a series nor of a rotation", root.doc.file)
	}
	p.req.Objective, p.req.NearMisses = meeting.LexiMin, 3
	for _, q := range p.req.Participants {
		p.people = append(p.people, person{city: q.Location.String()})
	}
	return p, root.doc.err()
}
