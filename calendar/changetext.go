package calendar

import (
	"fmt"
	"io"
	"strings"
)

// String says the change in one line: what was done to what, the days now or, where they
// changed, those on both sides, and who says so.
//
//	dated, scheduled: Report on dredging, not after 30 June 2026 → 18 May 2026 (Notice 3/2026)
func (c Change) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", c.aspects(), c.Title)
	if moved := c.field("when"); moved != nil {
		fmt.Fprintf(&b, ", %s", moved.sides())
	} else if w := c.when(); !w.IsZero() {
		fmt.Fprintf(&b, ", %s", w.Words())
	}
	if len(c.Sources) > 0 {
		fmt.Fprintf(&b, " (%s)", Cite(c.Sources))
	}
	return b.String()
}

// WriteText writes the changes as plain text for people: a paragraph for each, with the
// fields that differ on both sides, and what was said, when and by whom. It writes
// nothing where nothing changed.
func (c Changes) WriteText(w io.Writer) error {
	return c.write(w, changeStyle{
		heading: func(s string) string { return s + "\n" },
		title:   func(aspects, title, id string) string { return fmt.Sprintf("%s: %s (%s)\n", aspects, title, id) },
		detail:  func(label, text string) string { return fmt.Sprintf("  %s: %s\n", label, text) },
		text:    oneLine,
		source:  func(s Source) string { return oneLine(s.String()) },
	})
}

// WriteMarkdown writes the changes as a list in CommonMark, its sources as links. It
// writes nothing where nothing changed.
func (c Changes) WriteMarkdown(w io.Writer) error {
	return c.write(w, changeStyle{
		heading: func(s string) string { return "### " + s + "\n\n" },
		title: func(aspects, title, id string) string {
			return fmt.Sprintf("- **%s**: %s (%s)\n", aspects, title, id)
		},
		detail: func(label, text string) string { return fmt.Sprintf("  - %s: %s\n", label, text) },
		text:   plainMarkdown,
		source: func(s Source) string {
			label := plainMarkdown(s.String())
			if s.URL == "" {
				return label
			}
			return fmt.Sprintf("[%s](<%s>)", label, linkTarget.Replace(s.URL))
		},
	})
}

// A changeStyle writes the parts of changes. Its text and source make one line of what
// they are given; the others are given such lines.
type changeStyle struct {
	heading func(string) string
	title   func(aspects, title, id string) string
	detail  func(label, text string) string
	text    func(string) string
	source  func(Source) string
}

func (c Changes) write(w io.Writer, style changeStyle) error {
	var b strings.Builder
	for _, part := range []struct {
		heading string
		changes []Change
	}{{"Series", c.Series}, {"Events", c.Events}} {
		if len(part.changes) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		if len(c.Series) > 0 {
			b.WriteString(style.heading(part.heading))
		}
		for _, change := range part.changes {
			change.write(&b, style)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (c Change) write(b *strings.Builder, style changeStyle) {
	b.WriteString(style.title(c.aspects(), style.text(c.Title), style.text(c.ID)))
	if len(c.Fields) == 0 {
		if w := c.when(); !w.IsZero() {
			b.WriteString(style.detail("when", w.Words()))
		}
		if s := c.NewSeries; s != nil {
			b.WriteString(style.detail("repeats", style.text(patternText(s))))
		}
		if c.New != nil {
			b.WriteString(style.detail("status", string(c.New.Status)))
		}
	}
	for _, f := range c.Fields {
		b.WriteString(style.detail(f.Field, style.text(f.sides())))
	}
	told := make(map[Source]bool)
	for _, st := range c.Said {
		text := st.SaidOn.String() + ", " + citeAs(st.Sources, style)
		if st.Note != "" {
			text += ": " + style.text(st.Note)
		}
		b.WriteString(style.detail("said", text))
		for _, s := range st.Sources {
			told[s] = true
		}
	}
	var others []Source
	for _, s := range c.Sources {
		if !told[s] {
			others = append(others, s)
		}
	}
	switch {
	case len(others) > 0:
		b.WriteString(style.detail("sources", citeAs(others, style)))
	case len(c.Said) == 0 && c.Old != nil && c.New != nil && c.field("when") != nil:
		b.WriteString(style.detail("said", "nothing; the days were reckoned or recorded otherwise"))
	}
}

func citeAs(sources []Source, style changeStyle) string {
	parts := make([]string, len(sources))
	for i, s := range sources {
		parts[i] = style.source(s)
	}
	return strings.Join(parts, "; ")
}

func (c Change) aspects() string {
	parts := make([]string, len(c.Aspects))
	for i, a := range c.Aspects {
		parts[i] = string(a)
	}
	return strings.Join(parts, ", ")
}

func (c Change) field(name string) *FieldChange {
	for i := range c.Fields {
		if c.Fields[i].Field == name {
			return &c.Fields[i]
		}
	}
	return nil
}

// sides says both sides, an empty one as nothing.
func (f FieldChange) sides() string {
	side := func(s string) string {
		if s == "" {
			return "nothing"
		}
		return s
	}
	return side(f.Old) + " → " + side(f.New)
}

// oneLine joins the lines of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

var linkTarget = strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "\n", "", "\r", "")

// plainMarkdown keeps a text from being read as Markdown.
func plainMarkdown(s string) string {
	var b strings.Builder
	for _, r := range oneLine(s) {
		if strings.ContainsRune("\\`*_{}[]<>|#~&!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
