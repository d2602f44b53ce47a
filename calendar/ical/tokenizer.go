package ical

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// A tokenizer takes a stream apart into content lines without their folds (RFC 5545,
// section 3.1). It takes CR LF, LF, CR and CR CR LF for the end of a line, passes over
// blank lines and a byte order mark, and unfolds octets before anything looks at them as
// characters.
type tokenizer struct {
	r         io.Reader
	maxInput  int64
	maxLine   int
	maxBlanks int // octets of blank lines before the first content line

	buf      []byte
	pos, end int   // buf[pos:end] has not been taken yet
	lf, cr   int   // the first LF and CR of it; end if there is none
	read     int64 // octets that r has given
	err      error // what r ended with, io.EOF among it

	number int    // of the next line of the stream, from 1
	folded []byte // a content line of several lines, put together
	blanks int
	seen   [faultCount]bool
	faults []lineFault // the first of each kind, until the decoder takes them
}

// A lineFault is something wrong with the lines of a stream, and the first of them.
type lineFault struct {
	kind   lineFaultKind
	number int
}

type lineFaultKind uint8

const (
	faultBOM lineFaultKind = iota
	faultLF
	faultCR
	faultCRCRLF
	faultBlank
	faultLong
	faultFoldInCharacter
	faultUnended
	faultCount
)

const (
	bufferSize    = 64 << 10
	maxEmptyReads = 100 // in a row, before io.ErrNoProgress
)

// A contentLine is a content line without its folds.
type contentLine struct {
	text   []byte // valid until the next one is asked for
	number int    // of its first line in the stream
	size   int    // of it in the stream, with folds and ends
}

// next returns the next content line, which is not empty. The error is io.EOF behind
// the last one, that of the reader, or a [*ReadError].
func (t *tokenizer) next() (contentLine, error) {
	if t.number == 0 {
		t.begin()
	}
	for {
		number := t.number
		before := t.consumed()
		text, err := t.physical()
		if err != nil {
			return contentLine{}, err
		}
		if len(text) == 0 {
			t.fault(faultBlank, number)
			if t.blanks += int(t.consumed() - before); t.blanks > t.maxBlanks {
				return contentLine{}, limitError(number, "blank lines outside of any calendar", t.maxBlanks)
			}
			continue
		}
		text, err = t.unfold(text)
		return contentLine{text, number, int(t.consumed() - before)}, err
	}
}

// consumed is how many octets of the stream have been taken.
func (t *tokenizer) consumed() int64 { return t.read - int64(t.end-t.pos) }

// unfold returns text with the lines that continue it.
func (t *tokenizer) unfold(text []byte) ([]byte, error) {
	if t.pos < t.end && t.buf[t.pos] != ' ' && t.buf[t.pos] != '\t' && t.buf[t.pos] != '\r' && t.buf[t.pos] != '\n' {
		return text, nil
	}
	t.folded = append(t.folded[:0], text...)
	for t.pos < t.end {
		number := t.number
		switch t.buf[t.pos] {
		case '\r', '\n': // a blank line, behind which the content line may go on
			if _, err := t.physical(); err != nil {
				return nil, err
			}
			t.fault(faultBlank, number)
		case ' ', '\t':
			text, err := t.physical()
			if err != nil {
				return nil, err
			}
			text = text[1:]
			if len(text) > 0 && !utf8.RuneStart(text[0]) {
				t.fault(faultFoldInCharacter, number)
			}
			if len(t.folded)+len(text) > t.maxLine {
				return nil, limitError(number, "octets in a content line", t.maxLine)
			}
			t.folded = append(t.folded, text...)
		default:
			return t.folded, nil
		}
	}
	return t.folded, nil
}

// physical returns the next line of the stream without its end. It is in t.buf, of which
// at least one octet more is there unless the stream has ended.
func (t *tokenizer) physical() ([]byte, error) {
	for {
		at := min(t.nextLF(), t.nextCR())
		switch {
		case at-t.pos > t.maxLine:
			return nil, limitError(t.number, "octets in a content line", t.maxLine)
		case t.end-at < 4 && t.err == nil:
			t.fill()
			continue
		case at == t.end && t.err != io.EOF:
			return nil, t.err
		case at == t.end && t.pos == t.end:
			return nil, io.EOF
		}
		text := t.buf[t.pos:at]
		if len(text) > maxLineOctets {
			t.fault(faultLong, t.number)
		}
		t.pos = t.endOfLine(at)
		t.number++
		return text, nil
	}
}

// endOfLine returns where the next line begins if one ends at at.
func (t *tokenizer) endOfLine(at int) int {
	rest := t.buf[at:t.end]
	switch {
	case bytes.HasPrefix(rest, []byte("\r\n")):
		return at + 2
	case len(rest) == 0:
		t.fault(faultUnended, t.number)
		return at
	case rest[0] == '\n':
		t.fault(faultLF, t.number)
		return at + 1
	case bytes.HasPrefix(rest, []byte("\r\r\n")):
		t.fault(faultCRCRLF, t.number)
		return at + 3
	}
	t.fault(faultCR, t.number)
	return at + 1
}

// nextLF and nextCR look at each octet once, so that a stream that has none of one kind
// takes no longer.
func (t *tokenizer) nextLF() int {
	if t.lf < t.pos {
		t.lf = indexFrom(t.buf, '\n', t.pos, t.end)
	}
	return t.lf
}

func (t *tokenizer) nextCR() int {
	if t.cr < t.pos {
		t.cr = indexFrom(t.buf, '\r', t.pos, t.end)
	}
	return t.cr
}

// indexFrom returns the index of the first c in b[from:to]; to if there is none.
func indexFrom(b []byte, c byte, from, to int) int {
	if i := bytes.IndexByte(b[from:to], c); i >= 0 {
		return from + i
	}
	return to
}

// fill reads more of the stream behind what is there, or sets t.err.
func (t *tokenizer) fill() {
	if t.buf == nil {
		t.buf = make([]byte, bufferSize)
	}
	switch {
	case t.pos > 0 && (t.pos == t.end || t.end == len(t.buf)):
		copy(t.buf, t.buf[t.pos:t.end])
		t.lf, t.cr, t.end, t.pos = t.lf-t.pos, t.cr-t.pos, t.end-t.pos, 0
	case t.end == len(t.buf):
		t.buf = append(t.buf, make([]byte, len(t.buf))...)
	}
	// One octet more than allowed tells a stream that is too long from one that ends.
	room := t.buf[t.end:min(int64(len(t.buf)), int64(t.end)+t.maxInput-t.read+1)]
	for range maxEmptyReads {
		n, err := t.r.Read(room)
		if n < 0 || n > len(room) {
			t.err = io.ErrNoProgress
			return
		}
		t.added(n)
		switch {
		case t.read > t.maxInput:
			t.err = limitError(t.number, "octets in the stream", t.maxInput)
			return
		case err != nil:
			t.err = err
			return
		case n > 0:
			return
		}
	}
	t.err = io.ErrNoProgress
}

// added notes that n octets have come in behind t.end.
func (t *tokenizer) added(n int) {
	end := t.end
	t.read += int64(n)
	t.end += n
	if t.lf == end {
		t.lf = indexFrom(t.buf, '\n', end, t.end)
	}
	if t.cr == end {
		t.cr = indexFrom(t.buf, '\r', end, t.end)
	}
}

// begin reads the first octets and passes over a byte order mark.
func (t *tokenizer) begin() {
	t.number = 1
	for t.end < 4 && t.err == nil {
		t.fill()
	}
	if bytes.HasPrefix(t.buf[:t.end], []byte("\xEF\xBB\xBF")) {
		t.pos = 3
		t.fault(faultBOM, 1)
	}
}

// fault notes a fault of a line, once a stream.
func (t *tokenizer) fault(kind lineFaultKind, number int) {
	if !t.seen[kind] {
		t.seen[kind] = true
		t.faults = append(t.faults, lineFault{kind, number})
	}
}

func (t *tokenizer) defects() []Diagnostic {
	if len(t.faults) == 0 {
		return nil
	}
	found := make([]Diagnostic, len(t.faults))
	for i, f := range t.faults {
		found[i] = Diagnostic{Line: f.number, Code: lineFaultCodes[f.kind], Effect: lineFaultEffects[f.kind], Reason: lineFaultReasons[f.kind]}
	}
	t.faults = t.faults[:0]
	return found
}

func (t *tokenizer) reached() int { return max(t.number-1, 1) }

func (t *tokenizer) beginning() string { return "BEGIN:VCALENDAR" }
