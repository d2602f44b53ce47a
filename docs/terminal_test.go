package docs_test

import (
	"flag"
	"fmt"
	"html"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the pictures of terminals, and what blocks of Go print")

// pictures are pictures of terminals, and the commands whose output they show.
var pictures = map[string]string{
	"images/terminal.svg": "upcoming -from 2026-11-23 -n 5",
	"images/meeting.svg":  "meeting -from 2026-11-26 -width 80",
}

// The pictures show what the programs print. -update draws them.
func TestTerminals(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds all programs")
	}
	p := startPrograms(t)
	for file, command := range pictures {
		out, stderr, code := p.shell(t, workplace(t), "NO_COLOR= CLICOLOR_FORCE=1 "+command)
		require.LessOrEqual(t, code, 1, stderr)
		picture := terminal("go run ./examples/"+command, out)
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(picture), 0o644))
		}
		shown, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, picture, strings.ReplaceAll(string(shown), "\r\n", "\n"), "%s is out of date: go test ./docs -run Terminals -update", file)
	}
}

// Sizes of a terminal's picture, in pixels.
const (
	cellWidth  = 7.8
	lineHeight = 18
	margin     = 18
	titleBar   = 30
)

// sgrColors are the colors of the parameters of SGR that the programs use. 1;7 is drawn on
// a bar.
var sgrColors = map[string]string{
	"1": "#ffffff", "2": "#7d8796", "31": "#ff8b87", "32": "#8fd694", "33": "#f2c572", "36": "#7fd1de", "1;7": "#151b26",
}

var sgr = regexp.MustCompile(`\x1b\[([\d;]*)m`)

// A run is text in one style.
type run struct{ style, text string }

// runs takes a line apart. Runs of the same style that follow each other are one.
func runs(line string) (list []run) {
	style := ""
	for line != "" {
		at := sgr.FindStringSubmatchIndex(line)
		if at == nil {
			at = []int{len(line), len(line), len(line), len(line)}
		}
		if text := line[:at[0]]; text != "" {
			if n := len(list); n > 0 && list[n-1].style == style {
				list[n-1].text += text
			} else {
				list = append(list, run{style, text})
			}
		}
		style, line = line[at[2]:at[3]], line[at[1]:]
	}
	return list
}

// terminal draws a terminal in which a command was called.
func terminal(command, output string) string {
	lines := append([]string{"\x1b[32m$\x1b[m \x1b[1m" + command + "\x1b[m"}, strings.Split(strings.TrimRight(output, "\n"), "\n")...)
	columns := 0
	for _, line := range lines {
		columns = max(columns, utf8.RuneCountInString(sgr.ReplaceAllString(line, "")))
	}
	width, height := int(float64(columns)*cellWidth)+2*margin, len(lines)*lineHeight+2*margin+titleBar-lineHeight/2
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-label="A terminal with the output of %s">
<style>text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; fill: #d6dbe4; white-space: pre }</style>
<rect width="%d" height="%d" rx="9" fill="#151b26"/>
<path d="M0 9a9 9 0 0 1 9-9h%da9 9 0 0 1 9 9v%dH0z" fill="#222b3a"/>
<circle cx="17" cy="15" r="5" fill="#5b6678"/><circle cx="34" cy="15" r="5" fill="#5b6678"/><circle cx="51" cy="15" r="5" fill="#5b6678"/>
`, width, height, width, height, html.EscapeString(command), width, height, width-18, titleBar-9)
	for i, line := range lines {
		drawLine(&b, line, titleBar+margin+i*lineHeight)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// drawLine draws the words of a line where they stand, however wide the font is.
func drawLine(b *strings.Builder, line string, y int) {
	column := 0
	for _, r := range runs(line) {
		style := ""
		if color := sgrColors[r.style]; color != "" {
			style = fmt.Sprintf(` style="fill:%s"`, color)
		}
		if r.style == "1;7" {
			fmt.Fprintf(b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="#fff"/>`+"\n",
				margin+cellWidth*float64(column), y-lineHeight+5, cellWidth*float64(utf8.RuneCountInString(r.text)), lineHeight-1)
		}
		for _, at := range regexp.MustCompile(`\S+(?: \S+)*`).FindAllStringIndex(r.text, -1) {
			word := r.text[at[0]:at[1]]
			fmt.Fprintf(b, `<text x="%.1f" y="%d" textLength="%.1f"%s>%s</text>`+"\n",
				margin+cellWidth*float64(column+utf8.RuneCountInString(r.text[:at[0]])), y,
				cellWidth*float64(utf8.RuneCountInString(word)), style, html.EscapeString(word))
		}
		column += utf8.RuneCountInString(r.text)
	}
}
