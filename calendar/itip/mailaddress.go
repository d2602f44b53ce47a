package itip

import (
	"cmp"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mailbox returns the e-mail address of a calendar address (RFC 5545, section 3.3.3; RFC
// 6068), which may stand without its mailto: too. ok is false if it is none that a header
// can hold.
func mailbox(calendarAddress string) (address string, ok bool) {
	s := strings.TrimSpace(calendarAddress)
	if len(s) >= 7 && strings.EqualFold(s[:7], "mailto:") {
		s, _, _ = strings.Cut(s[7:], "?")
		decoded, err := url.PathUnescape(s)
		if err != nil {
			return "", false
		}
		s = strings.TrimSpace(decoded)
	}
	bad := func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) || isDirectional(r) }
	if len(s) > maxMailbox || !utf8.ValidString(s) || strings.ContainsFunc(s, bad) {
		return "", false
	}
	// The parser takes names and comments, too; a bare address is what stays the same.
	parsed, err := mail.ParseAddress("<" + s + ">")
	if err != nil || parsed.Address != s || strings.Count(s, "@") != 1 {
		return "", false
	}
	return s, true
}

// maxMailbox is how many octets an address may have: 64 before the @ and 255 behind it
// (RFC 5321, section 4.5.3.1).
const maxMailbox = 320

// A party is somebody whom a message names: an ORGANIZER or an ATTENDEE.
type party struct {
	address  string // e-mail address; empty where there is none
	uri      string // the calendar address as it stands
	name     string // CN, or empty
	partstat string // in capitals; NEEDS-ACTION where it is not given
	role     string // in capitals; REQ-PARTICIPANT where it is not given
	asked    bool   // whether an answer is asked for (RSVP)
	to       []string
}

func partyOf(p Property) party {
	address, ok := mailbox(p.Value)
	if !ok {
		// Some servers name their users by UUIDs, and their addresses beside that (RFC
		// 7986, section 6.2).
		address, _ = mailbox(p.Parameter("EMAIL"))
	}
	return party{
		address: address, uri: p.Value, name: oneLine(p.Parameter("CN")),
		partstat: cmp.Or(strings.ToUpper(p.Parameter("PARTSTAT")), "NEEDS-ACTION"),
		role:     cmp.Or(strings.ToUpper(p.Parameter("ROLE")), "REQ-PARTICIPANT"),
		asked:    strings.EqualFold(p.Parameter("RSVP"), "TRUE"),
		to:       p.Parameters["DELEGATED-TO"],
	}
}

// parties returns those whom the properties of a name in a component name.
func parties(c Component, name string) []party {
	var list []party
	for _, p := range c.All(name) {
		list = append(list, partyOf(p))
	}
	return list
}

// called returns the name, and where there is none the address.
func (p party) called() string { return cmp.Or(p.name, p.address, oneLine(p.uri)) }

// is reports whether the party has an e-mail address.
func (p party) is(address string) bool {
	return p.address != "" && strings.EqualFold(p.address, address)
}

// named returns the party with an e-mail address among some.
func named(address string, among []party) (party, bool) {
	i := slices.IndexFunc(among, func(p party) bool { return p.is(address) })
	if i < 0 {
		return party{}, false
	}
	return among[i], true
}

// oneLine returns a text on one line: runs of spaces, line ends and other controls are a
// space each, and characters that turn the direction of what follows are left out.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || isDirectional(r)
	}), " ")
}

// isDirectional reports whether r overrides or isolates the direction of text.
func isDirectional(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 }
