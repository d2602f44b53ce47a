package itip

import (
	"fmt"
	"mime"
	"slices"
	"strings"

	"github.com/emersion/go-message"
)

// maxEncodedLine is how long a line with encoded words may be (RFC 2047, section 2).
const maxEncodedLine = 76

// maxWord is how long a word of a field may be that is not taken apart.
const maxWord = 900

// foldEncoded folds the fields that have encoded words. A long one is as long as a word may
// be, so that there is no room for it beside the field's name; go-message then writes all the
// words on one line.
func foldEncoded(h *message.Header) {
	type field struct{ key, value string }
	var all []field
	for fields := h.Fields(); fields.Next(); {
		all = append(all, field{fields.Key(), fields.Value()})
	}
	var folded message.Header
	for _, f := range slices.Backward(all) {
		long := func(word string) bool { return len(word) > maxWord }
		if words := strings.Split(f.value, " "); strings.Contains(f.value, "=?") && !slices.ContainsFunc(words, long) {
			folded.AddRaw([]byte(foldWords(f.key+":", words) + "\r\n"))
		} else {
			folded.Add(f.key, f.value)
		}
	}
	*h = folded
}

// foldWords writes the words of a field on lines that are as long as they may be.
func foldWords(name string, words []string) string {
	var b strings.Builder
	b.WriteString(name)
	length := len(name)
	for _, word := range words {
		if length+1+len(word) > maxEncodedLine && word != "" {
			b.WriteString("\r\n")
			length = 0
		}
		b.WriteString(" " + word)
		length += 1 + len(word)
	}
	return b.String()
}

// encodedWords writes a text for a field, as encoded words unless it is plain ASCII. The first
// is so short that it stands beside the field's name: some readers take a line's end there
// for a part of the text.
func encodedWords(name, text string) string {
	if mime.QEncoding.Encode("utf-8", text) == text {
		return text
	}
	const opening, closing = "=?utf-8?q?", "?="
	var b strings.Builder
	room := 0
	for i, r := range text {
		octets := encodedRune(r)
		if room < len(octets) {
			room = maxEncodedLine - len(" "+opening+closing)
			if i == 0 {
				room -= len(name + ":")
			} else {
				b.WriteString(closing + " ")
			}
			b.WriteString(opening)
		}
		b.WriteString(octets)
		room -= len(octets)
	}
	b.WriteString(closing)
	return b.String()
}

// encodedRune writes a character in the encoding "Q" (RFC 2047, section 4.2).
func encodedRune(r rune) string {
	switch {
	case r == ' ':
		return "_"
	case r > ' ' && r <= '~' && !strings.ContainsRune("=?_", r):
		return string(r)
	}
	var b strings.Builder
	for _, octet := range []byte(string(r)) {
		fmt.Fprintf(&b, "=%02X", octet)
	}
	return b.String()
}
