package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// maxDepth is how deeply lists and mappings may stand within one another.
const maxDepth = 64

// parseJSON reads one JSON value.
func parseJSON(doc *document, data []byte) (*node, error) {
	p := jsonParser{doc: doc, data: data, tokens: json.NewDecoder(bytes.NewReader(data)), at: position{1, 1}}
	p.tokens.UseNumber()
	root, err := p.value(nil, "", 0)
	if err != nil {
		return nil, p.fault(err)
	}
	if _, err := p.tokens.Token(); !errors.Is(err, io.EOF) {
		return nil, p.fault(errorOr(err, "something stands behind the JSON value"))
	}
	return root, nil
}

type jsonParser struct {
	doc    *document
	data   []byte
	tokens *json.Decoder

	// How much of data has been read, and the place there.
	read int
	at   position
}

// next returns the next token and where it begins.
func (p *jsonParser) next() (json.Token, position, error) {
	start := int(p.tokens.InputOffset())
	for start < len(p.data) && bytes.IndexByte([]byte(" \t\r\n,:"), p.data[start]) >= 0 {
		start++
	}
	at := p.position(start)
	token, err := p.tokens.Token()
	return token, at, err
}

// position returns the place of a byte, none of which comes before the last one asked for.
func (p *jsonParser) position(offset int) position {
	for p.read < offset && p.read < len(p.data) {
		r, size := utf8.DecodeRune(p.data[p.read:])
		p.read += size
		if p.at.column++; r == '\n' {
			p.at = position{p.at.line + 1, 1}
		}
	}
	return p.at
}

func (p *jsonParser) value(parent *node, step string, depth int) (*node, error) {
	token, at, err := p.next()
	if err != nil {
		return nil, err
	}
	n := &node{doc: p.doc, parent: parent, step: step, at: at}
	switch v := token.(type) {
	case nil:
	case bool:
		n.kind, n.text = truth, fmt.Sprint(v)
	case json.Number:
		n.kind, n.text = number, v.String()
	case string:
		n.kind, n.text = text, v
	case json.Delim:
		if depth == maxDepth {
			return nil, fmt.Errorf("more than %d values within one another", maxDepth)
		}
		if n.kind = list; v == '{' {
			n.kind = object
		}
		for p.tokens.More() {
			step := fmt.Sprintf("[%d]", len(n.items))
			if v == '{' {
				key, at, err := p.next()
				if err != nil {
					return nil, err
				}
				name, _ := key.(string)
				n.names = append(n.names, &node{doc: p.doc, parent: n, step: "." + name, at: at, kind: text, text: name})
				step = "." + name
			}
			item, err := p.value(n, step, depth+1)
			if err != nil {
				return nil, err
			}
			n.items = append(n.items, item)
		}
		if _, _, err := p.next(); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// fault returns what is wrong with the JSON, where that is known.
func (p *jsonParser) fault(err error) error {
	at := p.at
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && int(syntax.Offset) > p.read {
		at = p.position(int(syntax.Offset) - 1)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the JSON ends too early")
	}
	return &fault{file: p.doc.file, at: at, reason: err.Error()}
}

// errorOr returns err, or an error that says what is wrong otherwise.
func errorOr(err error, otherwise string) error {
	if err != nil {
		return err
	}
	return errors.New(otherwise)
}
