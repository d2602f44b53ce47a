package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// parseYAML reads a problem as people write it.
func parseYAML(doc *document, data []byte) (*node, error) {
	if at, reason := tooMuch(data); reason != "" {
		return nil, &fault{file: doc.file, at: at, reason: reason}
	}
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		at, reason := position{1, 1}, err.Error()
		var syntax yaml.Error
		if errors.As(err, &syntax) {
			reason = syntax.GetMessage()
			if t := syntax.GetToken(); t != nil && t.Position != nil {
				at = position{t.Position.Line, t.Position.Column}
			}
		}
		return nil, &fault{file: doc.file, at: at, reason: reason}
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, &fault{file: doc.file, at: position{1, 1}, reason: "the file is empty"}
	}
	if len(file.Docs) > 1 {
		return nil, &fault{file: doc.file, at: positionOf(file.Docs[1]), reason: "a second document begins: one is enough"}
	}
	root := yamlNode(doc, nil, "", file.Docs[0].Body, 0)
	return root, doc.err()
}

func positionOf(n ast.Node) position {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return position{t.Position.Line, t.Position.Column}
	}
	return position{1, 1}
}

func yamlNode(doc *document, parent *node, step string, in ast.Node, depth int) *node {
	n := &node{doc: doc, parent: parent, step: step, at: positionOf(in)}
	if depth > maxDepth {
		n.fail("more than %d values within one another", maxDepth)
		return n
	}
	scalar := func(kind nodeKind) *node {
		n.kind, n.text = kind, in.GetToken().Value
		return n
	}
	switch in := in.(type) {
	case *ast.MappingNode:
		n.kind = object
		for _, v := range in.Values {
			n.addPair(v, depth)
		}
		if len(n.names) > 0 && !in.IsFlowStyle {
			n.at = n.names[0].at
		}
	case *ast.MappingValueNode:
		n.kind = object
		n.addPair(in, depth)
		n.at = n.names[0].at
	case *ast.SequenceNode:
		n.kind = list
		for i, v := range in.Values {
			n.items = append(n.items, yamlNode(doc, n, fmt.Sprintf("[%d]", i), v, depth+1))
		}
	case *ast.NullNode:
	case *ast.BoolNode:
		return scalar(truth)
	case *ast.IntegerNode, *ast.FloatNode:
		return scalar(number)
	case *ast.StringNode:
		return scalar(text)
	case *ast.LiteralNode:
		n.kind, n.text = text, strings.TrimRight(in.Value.Value, "\n")
	default:
		n.fail("%s is of no use here: write what it stands for", strings.ToLower(in.Type().String()))
	}
	return n
}

func (n *node) addPair(pair *ast.MappingValueNode, depth int) {
	name := &node{doc: n.doc, parent: n, at: positionOf(pair.Key), kind: text, text: pair.Key.GetToken().Value}
	name.step = "." + name.text
	n.names = append(n.names, name)
	n.items = append(n.items, yamlNode(n.doc, n, name.step, pair.Value, depth+1))
}
