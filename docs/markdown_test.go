package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// root is the directory of the module.
const root = ".."

// A document is a Markdown file.
type document struct {
	path   string // from here
	text   string
	blocks []block
}

// A block is one between fences.
type block struct {
	line     int    // of its first line
	language string // behind the fence
	text     string
	comment  string // the HTML comment right above it
	printed  string // the text block right below it, or ""
	prints   bool   // whether there is one
}

// documents returns the README, and the documents beside this file.
func documents(t *testing.T) []document {
	t.Helper()
	paths, err := filepath.Glob("*.md")
	require.NoError(t, err)
	paths = append([]string{"../README.md", "../CONTRIBUTING.md"}, paths...)
	var docs []document
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		d := document{path: path, text: strings.ReplaceAll(string(text), "\r\n", "\n")}
		d.read(t)
		docs = append(docs, d)
	}
	return docs
}

func (d *document) read(t *testing.T) {
	t.Helper()
	lines := strings.Split(d.text, "\n")
	for i := 0; i < len(lines); i++ {
		language, fence := strings.CutPrefix(lines[i], "```")
		if !fence {
			require.False(t, strings.HasPrefix(lines[i], "    ") && i > 0 && lines[i-1] == "" && !inList(lines[:i]),
				"%s:%d: code is between fences, which say its language", d.path, i+1)
			continue
		}
		require.NotEmpty(t, language, "%s:%d: the fence says no language", d.path, i+1)
		b := block{line: i + 2, language: language, comment: commentAbove(lines[:i])}
		end := i + 1
		for end < len(lines) && lines[end] != "```" {
			end++
		}
		require.Less(t, end, len(lines), "%s:%d: the fence is not closed", d.path, i+1)
		for _, line := range lines[i+1 : end] {
			b.text += line + "\n"
		}
		i = end
		if n := len(d.blocks); n > 0 && language == "text" {
			if last := &d.blocks[n-1]; strings.TrimSpace(strings.Join(lines[last.line+strings.Count(last.text, "\n"):b.line-2], "")) == "" {
				last.printed, last.prints = b.text, true
			}
		}
		d.blocks = append(d.blocks, b)
	}
}

// inList reports whether the last line that is not indented begins an item of a list.
func inList(lines []string) bool {
	for _, line := range slices.Backward(lines) {
		if line != "" && !strings.HasPrefix(line, " ") {
			return regexp.MustCompile(`^([-*]|\d+\.) `).MatchString(line)
		}
	}
	return false
}

// commentAbove returns the HTML comment with which lines end.
func commentAbove(lines []string) string {
	n := len(lines)
	if n == 0 || !strings.HasSuffix(lines[n-1], "-->") {
		return ""
	}
	for i := n - 1; i >= 0; i-- {
		if strings.HasPrefix(lines[i], "<!--") {
			text := strings.Join(lines[i:], "\n")
			return strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(text, "<!--"), "-->"))
		}
	}
	return ""
}

var link = regexp.MustCompile(`\]\(<?([^)>\s]+)>?\)|(?:src|href)="([^"]+)"`)

// Links within the repository lead to files and headings that are there.
func TestLinks(t *testing.T) {
	for _, d := range documents(t) {
		for _, m := range link.FindAllStringSubmatch(d.text, -1) {
			target := m[1] + m[2]
			if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				continue
			}
			file, anchor, _ := strings.Cut(target, "#")
			path := d.path
			if file != "" {
				path = filepath.Join(filepath.Dir(d.path), filepath.FromSlash(file))
			}
			_, err := os.Stat(path)
			require.NoError(t, err, "%s links to %s", d.path, target)
			if anchor != "" && strings.HasSuffix(path, ".md") {
				text, err := os.ReadFile(path)
				require.NoError(t, err)
				require.Contains(t, anchors(string(text)), anchor, "%s links to %s", d.path, target)
			}
		}
	}
}

// anchors returns the names that GitHub gives the headings of a document.
func anchors(text string) []string {
	var names []string
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(text, -1) {
		name := regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(m[1]), "")
		names = append(names, strings.ReplaceAll(name, " ", "-"))
	}
	return names
}

// Every document is listed in the index.
func TestIndex(t *testing.T) {
	index, err := os.ReadFile("README.md")
	require.NoError(t, err)
	for _, d := range documents(t) {
		if name := filepath.Base(d.path); filepath.Dir(d.path) == "." && name != "README.md" {
			require.Contains(t, string(index), "("+name+")")
		}
	}
}
