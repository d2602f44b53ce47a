package ical

import (
	"crypto/sha1"
	"encoding/hex"
)

// uidNamespace is the namespace of the UUIDs that UID makes (RFC 9562, section 6.5):
// 322ff46d-8bff-450a-a759-52157bff672d, which names nothing else.
var uidNamespace = [16]byte{0x32, 0x2f, 0xf4, 0x6d, 0x8b, 0xff, 0x45, 0x0a, 0xa7, 0x59, 0x52, 0x15, 0x7b, 0xff, 0x67, 0x2d}

// UID returns the UID of an event of a calendar: the name-based UUID (RFC 9562, section
// 5.5, version 5) of the calendar's ID, a slash and the event's ID in the namespace
// 322ff46d-8bff-450a-a759-52157bff672d. It tells nothing of the event or of who made it,
// as RFC 7986, section 5.3, asks, and stays the same whatever becomes of the event's
// date or title.
func UID(calendar, event string) string { return uuid5(uidNamespace, calendar+"/"+event) }

// uuid5 returns the version 5 UUID of a name in a namespace.
func uuid5(namespace [16]byte, name string) string {
	h := sha1.New()
	h.Write(namespace[:])
	h.Write([]byte(name))
	sum := h.Sum(nil)
	sum[6] = sum[6]&0x0F | 0x50 // version
	sum[8] = sum[8]&0x3F | 0x80 // variant
	text := make([]byte, 0, 36)
	for i, b := range sum[:16] {
		switch i {
		case 4, 6, 8, 10:
			text = append(text, '-')
		}
		text = hex.AppendEncode(text, []byte{b})
	}
	return string(text)
}
