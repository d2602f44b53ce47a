package ical

import (
	"bufio"
	"bytes"
)

// A jsonSource hands a stream on to a decoder of JSON, which holds what it has not yet
// made a token of: so it hands on only so much, and counts lines.
type jsonSource struct {
	r        *bufio.Reader
	maxInput int64
	maxAhead int64 // octets beyond passed

	read     int64   // octets handed on
	passed   int64   // octets of which the tokens have been seen
	newlines []int64 // offsets of line ends handed on
	counted  int     // newlines[:counted] have been passed
	line     int     // the line of what has been passed, from 1
}

// byteOrderMark is U+FEFF, which JSON must not begin with and readers may pass over (RFC
// 8259, section 8.1).
const byteOrderMark = "\uFEFF"

// aheadSlack is what a decoder reads at a time, more or less.
const aheadSlack = 64 << 10

func (s *jsonSource) Read(p []byte) (int, error) {
	if s.read == 0 {
		if b, _ := s.r.Peek(len(byteOrderMark)); string(b) == byteOrderMark {
			_, _ = s.r.Discard(len(byteOrderMark))
		}
	}
	room := s.passed + s.maxAhead + aheadSlack - s.read
	if room <= 0 {
		return 0, limitError(s.line, "octets in one value", s.maxAhead)
	}
	p = p[:min(int64(len(p)), room, s.maxInput-s.read+1)]
	n, err := s.r.Read(p)
	for at := 0; ; {
		i := bytes.IndexByte(p[at:n], '\n')
		if i < 0 {
			break
		}
		s.newlines = append(s.newlines, s.read+int64(at+i))
		at += i + 1
	}
	s.read += int64(n)
	if s.read > s.maxInput {
		return 0, limitError(s.line, "octets in the stream", s.maxInput)
	}
	return n, err
}

// lineOf returns the line of an offset that is no less than those asked for before.
func (s *jsonSource) lineOf(offset int64) int {
	for s.counted < len(s.newlines) && s.newlines[s.counted] < offset {
		s.counted++
		s.line++
	}
	if s.counted == len(s.newlines) {
		s.newlines, s.counted = s.newlines[:0], 0
	}
	return s.line
}
