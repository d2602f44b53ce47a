package docs_test

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// packages are those that fragments may speak of without an import.
var packages = map[string]string{
	"bytes": "bytes", "context": "context", "errors": "errors", "fmt": "fmt", "http": "net/http", "httptest": "net/http/httptest",
	"log": "log", "os": "os", "slices": "slices", "strings": "strings", "time": "time",
	"date": "github.com/rickb777/date/v2", "language": "golang.org/x/text/language", "ics": "github.com/arran4/golang-ical",
	"recurrence": "recurrence", "calendar": "calendar", "unga": "calendar/unga", "catalogue": "calendar/catalogue",
	"ares76186": "calendar/ares76186", "ical": "calendar/ical", "feed": "calendar/feed", "planning": "calendar/planning",
	"secretariat": "calendar/secretariat", "freebusy": "calendar/freebusy", "meeting": "calendar/meeting", "itip": "calendar/itip",
}

const module = "github.com/convene-cal/convene"

// A snippets is a program that has all blocks of Go in it.
type snippets struct{ program string }

// buildSnippets builds a program of all blocks of Go, in a module of its own as a user has.
func buildSnippets(t *testing.T, docs []document) snippets {
	t.Helper()
	dir := t.TempDir()
	abs, err := filepath.Abs(root)
	require.NoError(t, err)
	gomod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	gomod = bytes.Replace(gomod, []byte("module "+module), []byte("module documents"), 1)
	gomod = fmt.Appendf(gomod, "\nrequire %s v0.0.0\n\nreplace %s => %s\n", module, module, filepath.ToSlash(abs))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), gomod, 0o600))
	gosum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.sum"), gosum, 0o600))

	var imports, cases strings.Builder
	for _, d := range docs {
		for i, b := range d.blocks {
			if b.language != "go" {
				continue
			}
			name := snippetName(d.path, i)
			where := fmt.Sprintf("%s:%d", d.path, b.line)
			source, err := format.Source([]byte(snippet(t, name, where, b)))
			require.NoError(t, err, where)
			require.NoError(t, os.Mkdir(filepath.Join(dir, name), 0o700))
			require.NoError(t, os.WriteFile(filepath.Join(dir, name, "block.go"), source, 0o600))
			fmt.Fprintf(&imports, "\t\"documents/%s\"\n", name)
			fmt.Fprintf(&cases, "\tcase %q:\n\t\t%s.Main()\n", name, name)
		}
	}
	program := fmt.Sprintf("package main\n\nimport (\n\t\"os\"\n\t_ \"time/tzdata\"\n\n%s)\n\nfunc main() {\n\tswitch os.Args[1] {\n%s\t}\n}\n", &imports, &cases)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(program), 0o600))
	file := filepath.Join(dir, "snippets")
	cmd := exec.Command("go", "build", "-mod=mod", "-o", file, ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "the blocks of Go do not compile:\n%s", out)
	return snippets{file}
}

func snippetName(path string, i int) string {
	name := regexp.MustCompile(`[^a-z]`).ReplaceAllString(strings.ToLower(filepath.Base(path)), "")
	return fmt.Sprintf("%s%d", name, i)
}

// snippet makes a package with a function Main of a block.
func snippet(t *testing.T, name, where string, b block) string {
	t.Helper()
	if strings.HasPrefix(b.text, "package main\n") {
		require.Empty(t, b.comment, "%s: a program needs nothing before", where)
		formatted, err := format.Source([]byte(b.text))
		require.NoError(t, err, where)
		require.Equal(t, string(formatted), b.text, "%s: gofmt would write it so", where)
		text := strings.Replace(b.text, "package main", "package "+name, 1)
		return strings.Replace(text, "func main() {", "func Main() {", 1)
	}
	body := regexp.MustCompile(`(?m)^(\s*)(// )?…$`).ReplaceAllString(b.text, "${1}if err != nil { panic(err) }")
	text := b.comment + "\n" + body
	parsed, err := parser.ParseFile(token.NewFileSet(), where, "package p\nfunc Main() {\n"+text+"\n}", 0)
	require.NoError(t, err)
	main, ok := parsed.Decls[0].(*ast.FuncDecl)
	require.True(t, ok)
	var used strings.Builder
	for _, name := range declared(main.Body) {
		fmt.Fprintf(&used, "_ = %s\n", name)
	}
	var imports []string
	for short, path := range packages {
		if usesPackage(main.Body, short) {
			if first, _, _ := strings.Cut(path, "/"); first == "calendar" || first == "recurrence" {
				path = module + "/" + path
			}
			imports = append(imports, fmt.Sprintf("%s %q", short, path))
		}
	}
	slices.Sort(imports)
	return fmt.Sprintf("package %s\nimport (\n%s\n)\nfunc Main() {\n%s\n%s}\n", name, strings.Join(imports, "\n"), text, &used)
}

// declared returns the names that statements declare.
func declared(body *ast.BlockStmt) (names []string) {
	for _, stmt := range body.List {
		if assign, ok := stmt.(*ast.AssignStmt); ok && assign.Tok == token.DEFINE {
			for _, left := range assign.Lhs {
				if id, ok := left.(*ast.Ident); ok && id.Name != "_" {
					names = append(names, id.Name)
				}
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func usesPackage(body *ast.BlockStmt, name string) bool {
	used := false
	ast.Inspect(body, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			id, ok := s.X.(*ast.Ident)
			used = used || ok && id.Name == name
		}
		return !used
	})
	return used
}

// run runs a block, and compares what it prints with the text below it.
func (s snippets) run(t *testing.T, dir, path string, i int, b block) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, s.program, snippetName(path, i))
	cmd.Dir = dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	require.NoError(t, cmd.Run(), "%s:%d: %s", path, b.line, &stderr)
	if b.prints && *update && b.printed != stdout.String() {
		rewrite(t, path, b, stdout.String())
		return
	}
	if b.prints {
		require.Equal(t, b.printed, stdout.String(), "%s:%d", path, b.line)
	}
}

// rewrite puts what a block prints into the text below it.
func rewrite(t *testing.T, path string, b block, printed string) {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	before := b.text + "```\n\n```text\n"
	require.Equal(t, 1, strings.Count(string(text), before+b.printed+"```"), "%s:%d", path, b.line)
	changed := strings.Replace(string(text), before+b.printed, before+printed, 1)
	require.NoError(t, os.WriteFile(path, []byte(changed), 0o644))
}
