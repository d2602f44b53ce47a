package catalogue

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxRun bounds a run of "<" in a line and of empty lines. The scanner of go-yaml
// counts what is left of the one at each of its characters, and copies a block of text
// for each of the empty lines behind it.
const maxRun = 128

// text is a file's text, with line breaks as LF.
type text struct {
	whole   string
	lines   []string
	offsets map[int][]int // of the lines, counted from 1, with characters of more than one byte
}

// readText checks the characters of a file: UTF-8, and of the control characters none
// but line breaks (YAML 1.2.2, section 5.1, allows tabs too; where they may stand is
// so intricate that readers differ).
func readText(data []byte, r *report) (text, bool) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	whole := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data))
	t := text{whole: whole, lines: strings.Split(whole, "\n"), offsets: make(map[int][]int)}
	empty := 0
	for i, line := range t.lines {
		at := position{line: i + 1, column: 1}
		t.checkLine(at, line, r)
		if offsets := offsetsOf(line); offsets != nil {
			t.offsets[at.line] = offsets
		}
		empty++
		if strings.Trim(line, " ") != "" {
			empty = 0
		}
		if empty == maxRun+1 {
			r.failAt(at, "", nil, "more than %d empty lines in a row", maxRun)
		}
	}
	return t, len(r.errs) == 0
}

// checkLine reports the first faulty character of a line.
func (t text) checkLine(at position, line string, r *report) {
	run := 0
	for i, c := range line {
		run++
		if c != '<' {
			run = 0
		}
		if reason := characterFault(c, line[i:], run); reason != "" {
			r.failAt(at, "", nil, "%s", reason)
			return
		}
		at.column++
	}
}

func characterFault(c rune, rest string, run int) string {
	switch {
	case c == '\t':
		return `a tab: use spaces, or in a quoted text \t`
	case c == utf8.RuneError && !strings.HasPrefix(rest, string(utf8.RuneError)):
		return fmt.Sprintf("the byte 0x%02X is not UTF-8", rest[0])
	case isControl(c):
		return fmt.Sprintf("the control character %U is not allowed", c)
	case run > maxRun:
		return fmt.Sprintf("more than %d times < in a row", maxRun)
	}
	return ""
}

// isControl reports whether c is outside the printable characters of YAML 1.2.2,
// production 1, line breaks among them.
func isControl(c rune) bool {
	return c < 0x20 || 0x7F <= c && c < 0xA0 && c != 0x85 || c == 0xFFFE || c == 0xFFFF
}

// line returns a line of the text, counted from 1, and "" for one that is not there.
func (t text) line(n int) string {
	if n < 1 || n > len(t.lines) {
		return ""
	}
	return t.lines[n-1]
}

// width returns how many characters a line has.
func (t text) width(n int) int {
	if offsets, ok := t.offsets[n]; ok {
		return len(offsets)
	}
	return len(t.line(n))
}

// from returns what stands in a line from a position on.
func (t text) from(at position) string {
	line := t.line(at.line)
	skip := max(0, at.column-1)
	if offsets, ok := t.offsets[at.line]; ok {
		if skip >= len(offsets) {
			return ""
		}
		return line[offsets[skip]:]
	}
	return line[min(skip, len(line)):]
}

// offsetsOf returns the byte at which each character of a line begins, and nil for a
// line whose characters are of one byte each.
func offsetsOf(line string) []int {
	if utf8.RuneCountInString(line) == len(line) {
		return nil
	}
	offsets := make([]int, 0, len(line))
	for i := range line {
		offsets = append(offsets, i)
	}
	return offsets
}
