package docs_test

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A source is a package as it is written: its files without tests.
type source struct {
	dir   string
	files map[string]*ast.File // by name
	set   *token.FileSet
}

// sources returns the packages of this module, and of those within it.
func sources(t *testing.T) []source {
	t.Helper()
	var found []source
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if name := d.Name(); name == "testdata" || path != root && strings.HasPrefix(name, ".") {
			return filepath.SkipDir
		}
		s := source{path, make(map[string]*ast.File), token.NewFileSet()}
		files, err := filepath.Glob(filepath.Join(path, "*.go"))
		if err != nil {
			return err
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			parsed, err := parser.ParseFile(s.set, file, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			s.files[filepath.Base(file)] = parsed
		}
		if len(s.files) > 0 {
			found = append(found, s)
		}
		return nil
	}))
	require.NotEmpty(t, found)
	return found
}

// A package says in doc.go what it is, and a program in the file with main.
func TestPackagesSayWhatTheyAre(t *testing.T) {
	for _, s := range sources(t) {
		commented := ""
		for name, file := range s.files {
			if file.Doc != nil {
				commented += name
			}
		}
		switch {
		case s.isProgram():
			require.Equal(t, "main.go", commented, "%s: the package comment of a program is in main.go, and nowhere else", s.dir)
		case len(s.files) == 1:
			require.NotEmpty(t, commented, "%s: no package comment", s.dir)
		default:
			require.Equal(t, "doc.go", commented, "%s: the package comment is in doc.go, and nowhere else", s.dir)
		}
	}
}

// Every exported name has a comment: of its own, beside it, or above the group in which it
// stands without a blank line. A field may also be told of by name in the comment of the
// struct, or be named as its type is, whose comment tells it. What Error and Unwrap do is
// known.
func TestExportedNamesAreExplained(t *testing.T) {
	var missing []string
	for _, s := range sources(t) {
		for _, file := range s.files {
			if file.Name.Name == "main" {
				continue
			}
			s.missing(file, func(pos token.Pos, name string) {
				missing = append(missing, fmt.Sprintf("%s: %s", s.set.Position(pos), name))
			})
		}
	}
	require.True(t, len(missing) == 0, "%d exported names have no comment:\n%s", len(missing), strings.Join(missing, "\n"))
}

// missing reports the exported names of a file that have no comment.
func (s source) missing(file *ast.File, report func(token.Pos, string)) {
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Doc == nil && d.Name.IsExported() && exportedReceiver(d) && !(d.Recv != nil && (d.Name.Name == "Error" || d.Name.Name == "Unwrap")) {
				report(d.Pos(), d.Name.Name)
			}
		case *ast.GenDecl:
			var last ast.Node // of the run of specifications that a comment covers
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					if !spec.Name.IsExported() {
						continue
					}
					if d.Doc == nil && spec.Doc == nil {
						report(spec.Pos(), spec.Name.Name)
					}
					s.missingWithin(spec, d.Doc.Text()+spec.Doc.Text(), report)
				case *ast.ValueSpec:
					covered := spec.Doc != nil || spec.Comment != nil || d.Doc != nil || s.follows(last, spec)
					if covered {
						last = spec
					}
					for _, name := range spec.Names {
						if name.IsExported() && !covered {
							report(name.Pos(), name.Name)
						}
					}
				}
			}
		}
	}
}

// missingWithin reports the exported fields of a struct, and the methods of an interface.
func (s source) missingWithin(spec *ast.TypeSpec, comment string, report func(token.Pos, string)) {
	var list *ast.FieldList
	switch t := spec.Type.(type) {
	case *ast.StructType:
		list = t.Fields
	case *ast.InterfaceType:
		list = t.Methods
	default:
		return
	}
	var last ast.Node
	for _, f := range list.List {
		covered := f.Doc != nil || f.Comment != nil || s.follows(last, f)
		if covered {
			last = f
		}
		for _, name := range f.Names {
			if name.IsExported() && !covered && !names(comment, name.Name) && !namedAsType(name.Name, f.Type) {
				report(name.Pos(), spec.Name.Name+"."+name.Name)
			}
		}
	}
}

// names reports whether a comment has a name in it, as a word.
func names(comment, name string) bool {
	return regexp.MustCompile(`(?i)\b` + name + `s?\b`).MatchString(comment)
}

// namedAsType reports whether the name of a field is in that of its type: Rule
// RotationRule.
func namedAsType(name string, typ ast.Expr) bool {
	switch t := typ.(type) {
	case *ast.Ident:
		return ast.IsExported(t.Name) && strings.Contains(t.Name, name)
	case *ast.SelectorExpr:
		return strings.Contains(t.Sel.Name, name)
	}
	return false
}

// follows reports whether a node stands on the line after another.
func (s source) follows(last, n ast.Node) bool {
	return last != nil && s.set.Position(n.Pos()).Line == s.set.Position(last.End()).Line+1
}

// exportedReceiver reports whether a function is no method, or one of an exported type.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	for {
		switch t := typ.(type) {
		case *ast.StarExpr:
			typ = t.X
		case *ast.IndexExpr:
			typ = t.X
		case *ast.IndexListExpr:
			typ = t.X
		case *ast.Ident:
			return t.IsExported()
		default:
			return true
		}
	}
}

// Each package of the library has a runnable Example to begin with.
func TestPackagesHaveExamples(t *testing.T) {
	for _, s := range sources(t) {
		if strings.Contains(s.dir, "internal") || s.isProgram() {
			continue
		}
		tests, err := filepath.Glob(filepath.Join(s.dir, "*_test.go"))
		require.NoError(t, err)
		found := false
		for _, name := range tests {
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
			require.NoError(t, err)
			for _, example := range doc.Examples(file) {
				require.True(t, example.Output != "" || example.EmptyOutput, "%s: Example%s does not say what it prints", name, example.Name)
				require.False(t, example.EmptyOutput, "%s: Example%s prints nothing", name, example.Name)
				found = true
			}
		}
		require.True(t, found, "%s has no Example", s.dir)
	}
}

func (s source) isProgram() bool {
	for _, file := range s.files {
		return file.Name.Name == "main"
	}
	return false
}

// Each package of the library stands in the README.
func TestReadmeListsPackages(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	for _, s := range sources(t) {
		path := filepath.ToSlash(strings.TrimPrefix(s.dir, root+string(filepath.Separator)))
		if !strings.Contains(path, "internal") && !s.isProgram() {
			require.Contains(t, string(readme), "\n| ["+path+"]("+path+"/) | ")
		}
	}
}
