package ical

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The documentation has each code once, and no other.
func TestCodesAreDocumented(t *testing.T) {
	source, err := parser.ParseFile(token.NewFileSet(), "diagnostic.go", nil, 0)
	require.NoError(t, err)
	var codes []string
	ast.Inspect(source, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(spec.Names[0].Name, "Code") {
			code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			codes = append(codes, code)
		}
		return true
	})
	require.Greater(t, len(codes), 60)
	doc, err := os.ReadFile("../../docs/reading.md")
	require.NoError(t, err)
	var documented []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|").FindAllStringSubmatch(string(doc), -1) {
		documented = append(documented, m[1])
	}
	require.ElementsMatch(t, codes, documented)
}
