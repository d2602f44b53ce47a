package itip

import (
	"net/url"
	"strings"
)

// SameAddress reports whether two calendar addresses (RFC 5545, section 3.3.3) are those
// of one calendar user. The case of a mailto: address does not count, that of its local part
// included, since no mail system in use tells people apart by it; percent-encoding and
// blanks around it do not, either; and an e-mail address without "mailto:", which some
// programs write, is one with it. Of other URIs the case of the scheme alone does not count.
func SameAddress(a, b string) bool { return addressKey(a) == addressKey(b) }

// addressKey returns the same text for all ways to write a calendar address.
func addressKey(address string) string {
	address = strings.TrimSpace(address)
	scheme, rest, ok := strings.Cut(address, ":")
	switch {
	case !ok && strings.Contains(address, "@"):
		rest = address
	case ok && strings.EqualFold(scheme, "mailto"):
		if plain, err := url.PathUnescape(rest); err == nil {
			rest = plain
		}
	case ok:
		return strings.ToLower(scheme) + ":" + rest
	default:
		return address
	}
	return "mailto:" + strings.ToLower(strings.TrimSpace(rest))
}

// canonicalAddress returns an address as messages write it: with its scheme, and in UTF-8.
func canonicalAddress(address string) string {
	address = strings.TrimSpace(strings.ToValidUTF8(address, "\uFFFD"))
	if !strings.Contains(address, ":") && strings.Contains(address, "@") {
		return "mailto:" + address
	}
	return address
}
