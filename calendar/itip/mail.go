package itip

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/emersion/go-message"
	gomail "github.com/emersion/go-message/mail"
	"golang.org/x/text/language"
)

// A Mail is an e-mail message that is ready to be sent: an envelope and what is in it.
type Mail struct {
	// From is the address to which the mail comes back if it cannot be delivered: what
	// SMTP's MAIL FROM has (RFC 5321).
	From string

	// To are the addresses of those who are to get it: what RCPT TO has.
	To []string

	// Data is the message (RFC 5322): lines end in CR LF and have at most 998 octets,
	// and all is ASCII, unless a name in an address is not (RFC 6532).
	Data []byte
}

// MailOptions say how [ComposeMail] makes a mail of a message. The zero value serves.
type MailOptions struct {
	// From is who the mail is from, where that is not who sends the message: a service
	// or an assistant. Answers are then directed to who sends the message (Reply-To).
	From mail.Address

	// Envelope is the address to which the mail comes back if it cannot be delivered, or
	// empty for that of From.
	Envelope string

	// Date is that of the mail, or zero for the latest DTSTAMP of the message.
	Date time.Time

	// Languages are those that the recipient prefers, the best first. The words are in
	// the first of them in which this package has words, and else in English.
	Languages []language.Tag

	// Locations are where people are, by their calendar addresses, with or without
	// mailto: and in any case. The text has the local time of the recipient first, and
	// then that of each other place, with who is there. Without one for the recipient
	// times are those of the event's own zone.
	Locations map[string]*time.Location

	// Before is what the recipient knows of the event: the last message on it, or for a
	// COUNTER or DECLINECOUNTER the invitation that it is about. The text says what is
	// different from that. Where it is nil the text claims no change.
	Before *ics.Calendar

	// InReplyTo is the Message-ID of the mail that this one answers, without angle
	// brackets, or empty; see [IncomingMail].MessageID.
	InReplyTo string

	// Automatic says that no person asked for this mail to be sent, for the field
	// Auto-Submitted (RFC 3834): then no absence notes come back; but programs that
	// answer invitations by themselves may pass over it.
	Automatic bool
}

// ComposeMail makes a mail of an iTIP message (RFC 6047) for one recipient, a calendar
// address: mostly one of m.To.
//
// Its text says in plain words what the message is about: the times where the recipient
// is, and everybody else's; of a changed invitation, what has changed. The calendar stands
// beside it as text/calendar, for programs that put it in its place, and as an attachment
// for those that find it only so.
//
// The same message and options give the same bytes. The Message-ID follows from the method,
// the sender, the recipient, and the UID, RECURRENCE-ID, SEQUENCE and DTSTAMP of the
// components, by which RFC 5546 tells messages apart; all mails on one event belong to one
// thread. An address that is not ASCII stands in the header as RFC 6532 has it, which needs
// servers that know SMTPUTF8.
//
// The error is a [*MailError]: for a message without a method or a component, one that
// [ical.Encode] refuses, and for an address that is none.
func ComposeMail(m Message, to string, options MailOptions) (Mail, error) {
	c, err := newComposer(m, to, options)
	if err != nil {
		return Mail{}, err
	}
	data, err := c.write(c.letter())
	if err != nil {
		return Mail{}, &MailError{Err: err}
	}
	return Mail{From: c.envelope, To: []string{c.to.address}, Data: data}, nil
}

// A composer makes one mail.
type composer struct {
	message Message
	options MailOptions
	method  string
	events  []event
	words   *mailWords
	encoded []byte // the calendar as iCalendar

	locations map[string]*time.Location // by addressKey
	speaker   party                     // who sends the message
	to        party
	from      mail.Address
	envelope  string
	date      time.Time
}

func newComposer(m Message, to string, options MailOptions) (*composer, error) {
	c := &composer{message: m, options: options, method: strings.ToUpper(string(m.Method)), words: wordsFor(options.Languages), locations: locationsOf(options.Locations)}
	switch {
	case m.Calendar == nil:
		return nil, &MailError{Reason: "the calendar is nil", Err: ErrMessage}
	case c.method == "" || methodOf(m.Calendar) != m.Method:
		return nil, &MailError{Reason: fmt.Sprintf("METHOD %q of a %q", methodOf(m.Calendar), m.Method), Err: ErrMessage}
	}
	if c.events = eventsOf(m.Calendar); len(c.events) == 0 {
		return nil, &MailError{Reason: "no component", Err: ErrMessage}
	}
	var err error
	if c.encoded, err = m.Marshal(); err != nil {
		return nil, &MailError{Err: err}
	}
	if err := c.address(to); err != nil {
		return nil, err
	}
	c.date = options.Date
	for _, e := range c.events {
		if stamp, err := time.Parse("20060102T150405Z", e.Value("DTSTAMP")); err == nil && options.Date.IsZero() && stamp.After(c.date) {
			c.date = stamp
		}
	}
	if c.date.IsZero() {
		return nil, &MailError{Reason: "neither Date nor a DTSTAMP says when it is from", Err: ErrMessage}
	}
	return c, nil
}

// address finds whom the mail is for, and from.
func (c *composer) address(to string) error {
	var everybody []party
	for _, e := range c.events {
		everybody = append(everybody, e.organizers...)
		everybody = append(everybody, e.attendees...)
	}
	find := func(what, calendarAddress string) (party, error) {
		address, ok := mailbox(calendarAddress)
		if !ok {
			return party{}, &MailError{Reason: fmt.Sprintf("%s %q", what, calendarAddress), Err: ErrMailAddress}
		}
		if p, ok := named(address, everybody); ok {
			return p, nil
		}
		return party{address: address}, nil
	}
	var err error
	if c.to, err = find("To", to); err != nil {
		return err
	}
	if c.speaker, err = find("sender", c.sender()); err != nil {
		return err
	}
	c.from = mail.Address{Name: c.speaker.name, Address: c.speaker.address}
	if c.options.From.Address != "" {
		from, err := find("From", c.options.From.Address)
		if err != nil {
			return err
		}
		c.from = mail.Address{Name: cmp.Or(oneLine(c.options.From.Name), from.name), Address: from.address}
	}
	c.envelope = c.from.Address
	if c.options.Envelope != "" {
		envelope, err := find("Envelope", c.options.Envelope)
		if err != nil {
			return err
		}
		c.envelope = envelope.address
	}
	if id := c.options.InReplyTo; id != "" && messageID("<"+id+">") == "" {
		return &MailError{Reason: fmt.Sprintf("InReplyTo %q is no Message-ID", id), Err: ErrMail}
	}
	return nil
}

// sender returns the calendar address of who sends the message.
func (c *composer) sender() string {
	if c.message.From != "" {
		return c.message.From
	}
	name := "ORGANIZER"
	switch c.method {
	case "REPLY", "COUNTER", "REFRESH":
		name = "ATTENDEE"
	}
	return c.events[0].Value(name)
}

// write makes the message of its text: in a multipart/mixed, first the multipart/alternative
// with the text and the calendar, since Outlook looks there alone, then the attachment.
func (c *composer) write(text letter) ([]byte, error) {
	var out bytes.Buffer
	html, err := text.html()
	if err != nil {
		return nil, err
	}
	id := c.identity()
	var h gomail.Header
	// The header is written in the reverse of the order in which fields are added.
	h.SetContentType("multipart/mixed", map[string]string{"boundary": "=_mixed_" + id})
	h.Set("MIME-Version", "1.0")
	if c.options.Automatic {
		h.Set("Auto-Submitted", "auto-generated")
	}
	h.Set("Content-Language", c.words.language.String())
	thread := c.thread()
	references := []string{thread}
	if c.options.InReplyTo != "" {
		references = append(references, c.options.InReplyTo)
	}
	h.SetMsgIDList("References", references)
	if c.options.InReplyTo != "" {
		h.SetMsgIDList("In-Reply-To", references[1:])
	}
	h.SetMessageID(id + "@" + domainOf(c.from.Address))
	h.Set("Subject", encodedWords("Subject", text.Subject))
	h.SetAddressList("To", []*mail.Address{{Name: c.to.name, Address: c.to.address}})
	if !c.speaker.is(c.from.Address) {
		h.SetAddressList("Reply-To", []*mail.Address{{Name: c.speaker.name, Address: c.speaker.address}})
	}
	h.SetAddressList("From", []*mail.Address{&c.from})
	h.SetDate(c.date.UTC())
	foldEncoded(&h.Header)

	mixed, err := message.CreateWriter(&out, h.Header)
	if err != nil {
		return nil, err
	}
	alternative, err := mixed.CreatePart(partHeader("multipart/alternative", map[string]string{"boundary": "=_alternative_" + id}, ""))
	if err != nil {
		return nil, err
	}
	utf8 := map[string]string{"charset": "UTF-8"}
	invitation := map[string]string{"charset": "UTF-8", "method": c.method}
	for _, part := range []struct {
		header message.Header
		body   []byte
	}{
		{partHeader("text/plain", utf8, "quoted-printable"), []byte(text.plain())},
		{partHeader("text/html", utf8, "quoted-printable"), []byte(html)},
		{partHeader("text/calendar", invitation, "base64"), c.encoded},
	} {
		if err := writePart(alternative, part.header, part.body); err != nil {
			return nil, err
		}
	}
	if err := alternative.Close(); err != nil {
		return nil, err
	}
	attachment := partHeader("application/ics", map[string]string{"name": attachmentName}, "base64")
	attachment.SetContentDisposition("attachment", map[string]string{"filename": attachmentName})
	if err := writePart(mixed, attachment, c.encoded); err != nil {
		return nil, err
	}
	if err := mixed.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

const attachmentName = "invite.ics"

func partHeader(mediaType string, params map[string]string, encoding string) message.Header {
	var h message.Header
	if encoding != "" {
		h.Set("Content-Transfer-Encoding", encoding)
	}
	h.SetContentType(mediaType, params)
	return h
}

func writePart(within *message.Writer, h message.Header, body []byte) error {
	part, err := within.CreatePart(h)
	if err != nil {
		return err
	}
	if _, err := part.Write(body); err != nil {
		return err
	}
	return part.Close()
}

// identity returns what no other message has, see [ComposeMail].
func (c *composer) identity() string {
	keys := []string{c.method, strings.ToLower(c.to.address), strings.ToLower(c.from.Address)}
	for _, e := range c.events {
		for _, name := range []string{"UID", "RECURRENCE-ID", "SEQUENCE", "DTSTAMP"} {
			keys = append(keys, e.Value(name))
		}
	}
	return digest(keys...)
}

// thread returns the Message-ID that all mails on an event refer to, whoever sends them. No
// mail has it: mail programs put together what refers to the same, sent or not.
func (c *composer) thread() string {
	organizer := c.speaker.address
	if list := parties(c.events[0].Component, "ORGANIZER"); len(list) > 0 {
		organizer = cmp.Or(list[0].address, organizer)
	}
	organizer = strings.ToLower(organizer)
	return digest("thread", c.events[0].Value("UID"), organizer) + "@" + domainOf(organizer)
}

// digest returns a short word for some keys.
func digest(keys ...string) string {
	h := sha256.New()
	for _, k := range keys {
		fmt.Fprintf(h, "%d:%s", len(k), k)
	}
	return strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)[:20]))
}

// domainOf returns the domain of an address for a Message-ID, which is ASCII.
func domainOf(address string) string {
	domain := address[strings.LastIndexByte(address, '@')+1:]
	for _, r := range domain {
		if r >= utf8.RuneSelf {
			return digest(domain) + ".invalid"
		}
	}
	return strings.ToLower(domain)
}
