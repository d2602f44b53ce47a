package feed

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// wordings are the texts of the templates and of the code, and those that depend on a number, by
// the wording for other numbers than one.
type wordings struct {
	texts   map[string]bool
	counted map[string]string
}

func findWordings(t *testing.T) wordings {
	t.Helper()
	s := wordings{map[string]bool{}, map[string]string{}}
	for _, page := range parsePages(inEnglish).Templates() {
		if page.Tree != nil {
			s.inTemplate(t, page.Tree.Root)
		}
	}
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				s.inCall(t, call)
			}
			return true
		})
	}
	return s
}

func (s wordings) inCall(t *testing.T, call *ast.CallExpr) {
	t.Helper()
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || f.Sel.Name != "t" && f.Sel.Name != "tn" {
		return
	}
	var literals []string
	for _, arg := range call.Args[:len(f.Sel.Name)] {
		literal, ok := arg.(*ast.BasicLit)
		require.True(t, ok, "%s of something else than a literal", f.Sel.Name)
		text, err := strconv.Unquote(literal.Value)
		require.NoError(t, err)
		literals = append(literals, text)
	}
	s.add(literals)
}

// add notes one text, or the two of one that depends on a number.
func (s wordings) add(literals []string) {
	if len(literals) == 1 {
		s.texts[literals[0]] = true
	} else {
		s.counted[literals[1]] = literals[0]
	}
}

func (s wordings) inTemplate(t *testing.T, n parse.Node) {
	t.Helper()
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, child := range n.Nodes {
				s.inTemplate(t, child)
			}
		}
	case *parse.ActionNode:
		s.inTemplate(t, n.Pipe)
	case *parse.IfNode:
		s.inBranch(t, &n.BranchNode)
	case *parse.RangeNode:
		s.inBranch(t, &n.BranchNode)
	case *parse.WithNode:
		s.inBranch(t, &n.BranchNode)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			s.inTemplate(t, n.Pipe)
		}
	case *parse.PipeNode:
		for _, command := range n.Cmds {
			s.inTemplate(t, command)
		}
	case *parse.CommandNode:
		if f, ok := n.Args[0].(*parse.IdentifierNode); ok && (f.Ident == "t" || f.Ident == "tn") {
			var literals []string
			for _, arg := range n.Args[1 : 1+len(f.Ident)] {
				literal, ok := arg.(*parse.StringNode)
				require.True(t, ok, "%s of something else than a literal: %s", f.Ident, n)
				literals = append(literals, literal.Text)
			}
			s.add(literals)
		}
		for _, arg := range n.Args {
			s.inTemplate(t, arg)
		}
	}
}

func (s wordings) inBranch(t *testing.T, n *parse.BranchNode) {
	t.Helper()
	s.inTemplate(t, n.Pipe)
	s.inTemplate(t, n.List)
	s.inTemplate(t, n.ElseList)
}

var verb = regexp.MustCompile(`%(?:\[(\d)\])?([a-z])`)

// verbs returns the verbs of a text by the argument that each takes.
func verbs(t *testing.T, text string) map[int]string {
	t.Helper()
	found := map[int]string{}
	at := 0
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		if at++; m[1] != "" {
			at, _ = strconv.Atoi(m[1])
		}
		require.Empty(t, found[at], "%s has an argument twice", text)
		found[at] = m[2]
	}
	require.Equal(t, strings.Count(text, "%"), len(found), text)
	return found
}

// categories are those that whole numbers have in a language.
func categories(l language.Tag) map[plural.Form]int {
	found := map[plural.Form]int{}
	for n := range 1000 {
		f := plural.Cardinal.MatchPlural(l, n, 0, 0, 0, 0)
		if _, ok := found[f]; !ok {
			found[f] = n
		}
	}
	return found
}

// Every language has every text of the pages, with the arguments of the English one, and no
// other.
func TestMessagesAreComplete(t *testing.T) {
	s := findWordings(t)
	require.Greater(t, len(s.texts), 100)
	require.Greater(t, len(s.counted), 5)
	require.Len(t, localizers, 6)
	for _, l := range localizers {
		if l == inEnglish {
			continue
		}
		for text := range s.texts {
			own, ok := l.messages.texts[text]
			if !ok || own == "" {
				t.Errorf("%s lacks %q", l.tag, text)
				continue
			}
			require.Equal(t, verbs(t, text), verbs(t, own), "%s: %q", l.tag, own)
		}
		for text := range l.messages.texts {
			if !s.texts[text] {
				t.Errorf("%s has %q, which is said nowhere", l.tag, text)
			}
		}
		for other, one := range s.counted {
			own, ok := l.messages.counted[other]
			if !ok {
				t.Errorf("%s lacks %q", l.tag, other)
				continue
			}
			l.checkForms(t, one, other, own)
		}
		for text := range l.messages.counted {
			if _, ok := s.counted[text]; !ok {
				t.Errorf("%s has %q, which is said nowhere", l.tag, text)
			}
		}
	}
}

func (l *localizer) checkForms(t *testing.T, one, other string, own forms) {
	t.Helper()
	wanted := categories(l.tag)
	for category := range wanted {
		require.NotEmpty(t, own[category], "%s lacks a form of %q for the number %d", l.tag, other, wanted[category])
	}
	for category, text := range own {
		// "other" is always there: in Russian it is that of fractions.
		if _, ok := wanted[category]; !ok && category != plural.Other {
			t.Errorf("%s has no such category: %q", l.tag, text)
		}
		all, of := verbs(t, other), verbs(t, text)
		if category == plural.Zero || category == plural.One || category == plural.Two {
			delete(all, 1)
			delete(of, 1)
		}
		require.Equal(t, all, of, "%s: %q", l.tag, text)
	}
	for _, n := range slices.Sorted(maps.Values(wanted)) {
		args := make([]any, len(verbs(t, other))-1)
		for i := range args {
			args[i] = 2026
		}
		text := l.tn(one, other, n, args...)
		require.NotContains(t, text, "%!", l.tag)
		require.NotEmpty(t, text)
	}
}

func TestCountsInSixLanguages(t *testing.T) {
	for _, tt := range []struct {
		n    int
		want map[string]string
	}{
		{1, map[string]string{"en": "in 1 day", "fr": "dans 1 jour", "es": "dentro de 1 día", "ru": "через 1 день", "zh": "1天后", "ar": "بعد يوم واحد"}},
		{2, map[string]string{"en": "in 2 days", "ru": "через 2 дня", "ar": "بعد يومين"}},
		{5, map[string]string{"fr": "dans 5 jours", "ru": "через 5 дней", "ar": "بعد 5 أيام"}},
		{11, map[string]string{"ru": "через 11 дней", "zh": "11天后", "ar": "بعد 11 يوما"}},
		{21, map[string]string{"ru": "через 21 день", "ar": "بعد 21 يوما"}},
		{100, map[string]string{"ru": "через 100 дней", "ar": "بعد 100 يوم"}},
		{104, map[string]string{"ru": "через 104 дня", "ar": "بعد 104 أيام"}},
	} {
		for tag, want := range tt.want {
			l, ok := localizerIn(language.MustParse(tag))
			require.True(t, ok)
			require.Equal(t, want, l.tn("in %d day", "in %d days", tt.n), tag)
		}
	}
}
