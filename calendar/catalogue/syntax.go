package catalogue

import (
	"errors"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/scanner"
	"github.com/goccy/go-yaml/token"
)

// parseYAML returns the root of the one document of a file, or nil if the text is not
// YAML, or not of the part of YAML that catalogues use.
func parseYAML(t text, r *report) ast.Node {
	tokens := scan(t, r)
	inspect(tokens, t, r, len(r.errs) == 0)
	if len(r.errs) > 0 {
		return nil
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		syntaxError(err, t, r)
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		r.failAt(position{1, 1}, "", nil, "the catalogue is empty: expected a mapping with the keys %s", list(rootShape.required()))
		return nil
	}
	return file.Docs[0].Body
}

// scan reads the tokens of a text, up to the first that is not one.
func scan(t text, r *report) token.Tokens {
	var s scanner.Scanner
	s.Init(t.whole)
	var tokens token.Tokens
	for {
		more, err := s.Scan()
		if errors.Is(err, io.EOF) {
			return tokens
		}
		if err == nil {
			tokens.Add(more...)
			continue
		}
		at, reason := position{1, 1}, err.Error()
		if n := len(more); n > 0 && more[n-1].Type == token.InvalidType {
			at, reason = t.positionOf(more[n-1]), more[n-1].Error
			more = more[:n-1]
		}
		tokens.Add(more...)
		r.failAt(at, "", nil, "%s", advise(reason))
		return tokens
	}
}

// expected says what go-yaml leaves out of its messages: how to write what it could not
// read. The first that occurs in the message serves.
var expected = []struct{ message, advice string }{
	{"map key-value is pre-defined", "expected the next key in a line of its own; the quotes of a text further up may not be closed"},
	{"mapping value is not allowed", "expected quotes around a text with a colon and a space in it, and the keys of a mapping in one column"},
	{"value is not allowed in this context", "expected a key with a colon and a space, or a hyphen and a space, in the column of its neighbours"},
	{"non-map value", "expected a key with a colon and a space behind it"},
	{"unexpected key name", "expected a key with a colon and a space behind it"},
	{"block sequence entries are not allowed", "expected the list in the lines below its key"},
	{"unknown escape", `expected \n, \", \\ or another escape of YAML, or single quotes, in which a backslash is itself`},
	{"reserved character", "expected quotes around a text that begins with it"},
	{"end character of", "expected the quote that ends the text"},
	{"sequence end token", "expected the ] that ends the list"},
	{"flow mapping end token", "expected the } that ends the mapping"},
	{"implicit line break", "expected the key and its colon in one line"},
}

// advise adds to a message of go-yaml what was expected.
func advise(message string) string {
	for _, e := range expected {
		if strings.Contains(message, e.message) {
			return message + "; " + e.advice
		}
	}
	return message
}

func syntaxError(err error, t text, r *report) {
	var syntax *yaml.SyntaxError
	if errors.As(err, &syntax) {
		r.failAt(t.positionOf(syntax.Token), "", nil, "%s", advise(syntax.Message))
		return
	}
	r.failAt(position{1, 1}, "", nil, "%v", err)
}

// positionOf returns where a token begins, or the file's beginning for none. It is a
// place that the file has, even behind an escape over whose end the scanner reads.
func (t text) positionOf(tk *token.Token) position {
	if tk == nil || tk.Position == nil {
		return position{1, 1}
	}
	at := position{line: min(max(1, tk.Position.Line), len(t.lines)), column: max(1, tk.Position.Column)}
	at.column = min(at.column, t.width(at.line)+1)
	return at
}

// nodeAt returns where a node begins: a mapping without braces at its first key, a
// list without brackets at its first hyphen.
func (t text) nodeAt(n ast.Node) position {
	if m, ok := n.(*ast.MappingNode); ok && !isFlow(m) && len(m.Values) > 0 {
		return t.nodeAt(m.Values[0].Key)
	}
	tk := n.GetToken()
	at := t.positionOf(tk)
	if tk == nil || tk.Type != token.StringType {
		return at
	}
	if first, _, _ := strings.Cut(tk.Value, " "); !strings.HasPrefix(t.from(at), first) {
		// The scanner puts a word that ends a line too far right, by the
		// spaces that follow it.
		line := t.line(at.line)
		at.column = max(1, at.column-(len(line)-len(strings.TrimRight(line, " "))))
	}
	return at
}

func isFlow(m *ast.MappingNode) bool {
	return m.Start != nil && m.Start.Type == token.MappingStartType
}
