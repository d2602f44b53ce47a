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

// sgrColors are the colors of the parameters of SGR that the programs use.
var sgrColors = map[string]string{"31": "#ff8b87", "32": "#8fd694", "33": "#f2c572", "36": "#7fd1de", "1": "#ffffff"}

var sgr = regexp.MustCompile(`\x1b\[(\d*)m`)

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
	color, column := "", 0
	for line != "" {
		text, rest := line, ""
		if at := sgr.FindStringSubmatchIndex(line); at != nil {
			if at[0] == 0 {
				color, line = sgrColors[line[at[2]:at[3]]], line[at[1]:]
				continue
			}
			text, rest = line[:at[0]], line[at[0]:]
		}
		for _, at := range regexp.MustCompile(`\S+(?: \S+)*`).FindAllStringIndex(text, -1) {
			word := text[at[0]:at[1]]
			n := utf8.RuneCountInString(word)
			fill := ""
			if color != "" {
				fill = fmt.Sprintf(` style="fill:%s"`, color)
			}
			fmt.Fprintf(b, `<text x="%.1f" y="%d" textLength="%.1f"%s>%s</text>`+"\n",
				margin+cellWidth*float64(column+utf8.RuneCountInString(text[:at[0]])), y, cellWidth*float64(n), fill, html.EscapeString(word))
		}
		column += utf8.RuneCountInString(text)
		line = rest
	}
}
