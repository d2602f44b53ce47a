package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A node is what stands in one place of a problem, be that JSON or YAML. A nil node is
// absent: what is read from it is zero, without a fault.
type node struct {
	doc    *document
	parent *node
	step   string // how the parent has it: ".zone" or "[3]"
	at     position
	kind   nodeKind
	text   string // of a scalar
	items  []*node
	names  []*node // of an object, one for each of items
}

type nodeKind uint8

const (
	nothing nodeKind = iota
	truth
	number
	text
	list
	object
)

func (k nodeKind) String() string {
	return [...]string{"nothing", "a truth value", "a number", "a text", "a list", "a mapping"}[k]
}

// position is a place in a file, counted from 1, the column in characters.
type position struct{ line, column int }

// A document is a file with its faults.
type document struct {
	file   string
	strict bool // whether keys that nobody knows are faults
	faults []error
}

// maxFaults is how many faults are told of one file.
const maxFaults = 20

// A fault says what is wrong in one place of a file.
type fault struct {
	file   string // empty where the place in it is of no use
	at     position
	path   string
	reason string
}

func (f *fault) Error() string {
	var b strings.Builder
	if f.file != "" {
		fmt.Fprintf(&b, "%s:%d:%d: ", f.file, f.at.line, f.at.column)
	}
	if f.path != "" {
		b.WriteString(f.path + ": ")
	}
	return b.String() + f.reason
}

// path returns where the node stands, such as "participants[2].zone".
func (n *node) path() string {
	var steps []string
	for ; n != nil && n.parent != nil; n = n.parent {
		steps = append(steps, n.step)
	}
	slices.Reverse(steps)
	return strings.TrimPrefix(strings.Join(steps, ""), ".")
}

func (n *node) fail(format string, args ...any) {
	if n == nil {
		return
	}
	if len(n.doc.faults) < maxFaults {
		n.doc.faults = append(n.doc.faults, &fault{n.doc.file, n.at, n.path(), fmt.Sprintf(format, args...)})
	}
}

func (d *document) err() error { return errors.Join(d.faults...) }

// is reports whether the node is there and of a kind, and else that it is not.
func (n *node) is(kind nodeKind, expected string) bool {
	switch {
	case n == nil || n.kind == kind:
		return n != nil
	case n.kind > number && n.kind < list && n.text != "":
		n.fail("expected %s, found %.40q", expected, n.text)
	case n.kind == truth || n.kind == number:
		n.fail("expected %s, found %.40s", expected, n.text)
	default:
		n.fail("expected %s, found %s", expected, n.kind)
	}
	return false
}

// get returns the value of a key; nil if there is none, or nothing but null.
func (n *node) get(key string) *node {
	if n == nil || n.kind != object {
		return nil
	}
	for i := len(n.names) - 1; i >= 0; i-- {
		if n.names[i].text == key {
			if n.items[i].kind == nothing {
				return nil
			}
			return n.items[i]
		}
	}
	return nil
}

// need is get of a key that has to be there.
func (n *node) need(key string) *node {
	v := n.get(key)
	if v == nil && n != nil && n.kind == object {
		n.fail("%s is missing", key)
	}
	return v
}

// isObject reports whether the node is a mapping, and where the document is strict tells
// of keys that are none of these.
func (n *node) isObject(keys ...string) bool {
	if !n.is(object, "a mapping") {
		return false
	}
	if n.doc.strict {
		for i, name := range n.names {
			if !slices.Contains(keys, name.text) {
				name.fail("%q is not a key here; keys are %s", name.text, strings.Join(keys, ", "))
			}
			for _, other := range n.names[:i] {
				if other.text == name.text {
					name.fail("%s is given twice", name.text)
				}
			}
		}
	}
	return true
}

// list returns the items of a list.
func (n *node) list() []*node {
	if !n.is(list, "a list") {
		return nil
	}
	return n.items
}

// string returns a text.
func (n *node) string() string {
	if !n.is(text, "a text") {
		return ""
	}
	return n.text
}

// plain returns the text of a text or number, as which a date or a clock may come.
func (n *node) plain(expected string) (string, bool) {
	if n != nil && n.kind == number {
		return n.text, true
	}
	if !n.is(text, expected) {
		return "", false
	}
	return n.text, true
}

// int returns a whole number within bounds.
func (n *node) int(least, most int) int {
	if !n.is(number, "a whole number") {
		return least
	}
	v, err := strconv.Atoi(n.text)
	if err != nil {
		n.fail("expected a whole number, found %.40s", n.text)
		return least
	}
	if v < least || v > most {
		n.fail("%d is not within %d and %d", v, least, most)
		return least
	}
	return v
}

// bool returns a truth value.
func (n *node) bool() bool {
	return n.is(truth, "true or false") && n.text == "true"
}
