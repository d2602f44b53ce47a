package docs_test

import (
	"go/doc/comment"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// given is what the code in a package comment takes for granted.
var given = map[string]string{
	"feed":       `cal := ares76186.Calendar()`,
	"freebusy":   `file, from, to, geneva := strings.NewReader(""), time.Time{}, time.Time{}, time.UTC`,
	"ical":       `cal, r, w := ares76186.Calendar(), strings.NewReader(""), &bytes.Buffer{}`,
	"itip":       `now, deliver, save := time.Time{}, func(itip.Message) {}, func(itip.Organizer) {}`,
	"recurrence": `today := date.New(2026, time.November, 23)`,
}

// The code in package comments compiles.
func TestPackageComments(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a program")
	}
	var docs []document
	blocks := 0
	for _, s := range sources(t) {
		file, found := s.files["doc.go"]
		if !found || file.Doc == nil {
			continue
		}
		d := document{path: filepath.ToSlash(s.dir)}
		for _, part := range new(comment.Parser).Parse(file.Doc.Text()).Content {
			if code, ok := part.(*comment.Code); ok && isGo(code.Text) {
				text := strings.NewReplacer("{…}", "{}", "return err ", "panic(err) ").Replace(code.Text)
				d.blocks = append(d.blocks, block{language: "go", text: text, comment: given[file.Name.Name], line: s.set.Position(file.Doc.Pos()).Line})
			}
		}
		blocks += len(d.blocks)
		docs = append(docs, d)
	}
	require.Greater(t, blocks, 5)
	buildSnippets(t, docs)
}

// isGo reports whether a block of a comment is statements of Go.
func isGo(text string) bool {
	_, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc _() {\n"+strings.ReplaceAll(text, "…", "")+"\n}", parser.SkipObjectResolution)
	return err == nil
}
