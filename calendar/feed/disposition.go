package feed

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// inline returns a Content-Disposition (RFC 6266) that has the body shown, and saved
// under a name. A name that is not of ASCII letters, digits and a few signs is given twice:
// in UTF-8, and for whoever does not read that with a hyphen for each other character.
func inline(name string) string {
	var plain, extended strings.Builder
	for _, r := range name {
		if r < utf8.RuneSelf && isAttributeChar(byte(r)) {
			plain.WriteRune(r)
			extended.WriteRune(r)
			continue
		}
		plain.WriteByte('-')
		for _, c := range []byte(string(r)) {
			fmt.Fprintf(&extended, "%%%02X", c)
		}
	}
	value := `inline; filename="` + plain.String() + `"`
	if plain.String() != extended.String() {
		value += "; filename*=UTF-8''" + extended.String()
	}
	return value
}

// isAttributeChar reports whether c stands for itself in an extended value (attr-char of
// RFC 8187, section 3.2.1), and is not one that programs have read as more than itself.
func isAttributeChar(c byte) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	}
	return strings.IndexByte("._-+", c) >= 0
}
