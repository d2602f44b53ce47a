package ical

import "strings"

// plainLines takes a stream apart into content lines, letter by letter and with nothing of
// this package: CR LF, CR CR LF, LF and CR end lines, blank lines are none, and a line that
// begins with a blank goes on with the one before.
func plainLines(stream string) []string {
	stream = strings.TrimPrefix(stream, "\uFEFF")
	stream = strings.NewReplacer("\r\r\n", "\n", "\r\n", "\n", "\r", "\n").Replace(stream)
	var lines []string
	for _, line := range strings.Split(stream, "\n") {
		switch {
		case line == "":
		case len(lines) > 0 && (line[0] == ' ' || line[0] == '\t'):
			lines[len(lines)-1] += line[1:]
		default:
			lines = append(lines, line)
		}
	}
	return lines
}
