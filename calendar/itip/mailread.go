package itip

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"mime"
	"mime/multipart"
	"net/mail"
	"slices"
	"strconv"
	"strings"

	ics "github.com/arran4/golang-ical"
	"github.com/emersion/go-message"
	"github.com/emersion/go-message/textproto"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
)

// MailLimits bound what [ReadMail] takes in, and with that its time and memory. A field
// that is 0 stands for its default.
type MailLimits struct {
	// Size is how many octets a mail may have, attachments included. The default is
	// 32 MiB.
	Size int64
	// Header is how many octets the header of the mail may have. The default is 256 KiB.
	Header int64
	// Depth is how many multiparts may stand within one another. The default is 10.
	Depth int
	// Parts is how many parts a mail may have, those within others among them. The
	// default is 200.
	Parts int
	// Calendars is how many parts are read as calendars; further ones are passed over.
	// The default is 10.
	Calendars int
	// Message bounds each of them.
	Message Limits
}

const maxField = 16 << 10 // octets of a field of a header that is parsed

func (l MailLimits) withDefaults() MailLimits {
	return MailLimits{
		Size:      cmp.Or(l.Size, 32<<20),
		Header:    cmp.Or(l.Header, 256<<10),
		Depth:     cmp.Or(l.Depth, 10),
		Parts:     cmp.Or(l.Parts, 200),
		Calendars: cmp.Or(l.Calendars, 10),
		Message:   l.Message.withDefaults(),
	}
}

// An IncomingMail is what a mail with iTIP messages says (RFC 6047). All of it is claims:
// anyone can write any From. Whether a mail is from whom it says is for the caller to find
// out, by what the own mail server has checked (DKIM and DMARC, a signature, a login).
type IncomingMail struct {
	// From are the claimed senders: the addresses of the From field. There is mostly
	// one, and none where the field is missing or cannot be read.
	From []mail.Address

	// Sender is the claimed one who sent it for them, or nil.
	Sender *mail.Address

	// Subject is the subject, decoded.
	Subject string

	// MessageID is the Message-ID without its angle brackets, for [MailOptions].InReplyTo;
	// empty if there is none that could be repeated.
	MessageID string

	// Automatic reports whether a program says that it sent the mail by itself
	// (Auto-Submitted, RFC 3834), which a program had better not answer by itself.
	Automatic bool

	// Messages are the iTIP messages, the one to go by first: those that stand in the
	// mail's text before those that are attached. There is at least one. A mail has
	// mostly one, and again as an attachment, which does not count if it is the same.
	Messages []MailMessage
}

// A MailMessage is an iTIP message in a mail.
type MailMessage struct {
	// Message is the message. Its From is the claimed sender of the mail, and empty where
	// the mail has none or several; the state machines refuse what a sender says for
	// somebody else. Its Method is that of the calendar, as it is for Outlook
	// [MS-STANOICAL, section 2.2.168], or if that has none what is declared.
	Message

	// Declared is the method that the Content-Type says, in capitals, and empty if it
	// says none. RFC 6047, section 2.4, wants it to be Method. Gateways lose it, so this
	// is no error; one that says another method may come of somebody who means to have
	// a filter look elsewhere.
	Declared ics.Method

	// Data is the text of the calendar, in UTF-8.
	Data []byte

	// Part is the number of the MIME part, such as "1.2", as IMAP counts.
	Part string

	// MediaType is that of the part: text/calendar or application/ics.
	MediaType string

	// Attached reports whether it is an attachment rather than part of the text.
	Attached bool
}

// ReadMail reads an e-mail message (RFC 5322) and the iTIP messages in it: its parts of
// type text/calendar or application/ics, whatever their transfer encoding and charset, in
// however many multiparts within the limits. Messages that are forwarded as attachments
// (message/rfc822) are others' and not looked into.
//
// The error is a [*MailError]. A calendar that cannot be read is one only if no other can.
func ReadMail(r io.Reader, limits MailLimits) (*IncomingMail, error) {
	limits = limits.withDefaults()
	in := &mailReader{limits: limits, source: &limitedReader{r: r, left: limits.Size}}
	e, unknown, err := in.open()
	if err != nil {
		return nil, err
	}
	result := &IncomingMail{}
	if err := result.readHeader(&e.Header); err != nil {
		return nil, err
	}
	if len(result.From) == 1 {
		in.from = "mailto:" + result.From[0].Address
	}
	in.walk(e, unknown, "", 0)
	if in.fault != nil {
		return nil, in.fault
	}
	result.Messages = in.messages()
	if len(result.Messages) == 0 {
		return nil, in.nothing()
	}
	return result, nil
}

// open reads the header of the mail. unknown is what is so of its encoding.
func (in *mailReader) open() (e *message.Entity, unknown, err error) {
	header := &limitedReader{r: in.source, left: in.limits.Header}
	buffered := bufio.NewReader(header)
	h, err := textproto.ReadHeader(buffered)
	switch {
	case header.over || in.source.over:
		return nil, nil, &MailError{Reason: "the header is too long", Err: ErrLimit}
	case in.source.err != nil && !errors.Is(in.source.err, io.EOF):
		return nil, nil, &MailError{Err: in.source.err}
	case err != nil:
		return nil, nil, &MailError{Reason: "the header cannot be read", Err: ErrMail}
	case h.Len() == 0:
		return nil, nil, &MailError{Reason: "there is no header", Err: ErrMail}
	}
	header.left = in.limits.Size
	e, unknown = message.New(message.Header{Header: h}, buffered)
	return e, unknown, nil
}

// readHeader reads the fields of the mail itself.
func (m *IncomingMail) readHeader(h *message.Header) error {
	for _, name := range []string{"From", "Sender", "Message-Id"} {
		// A reader that takes the last one and another that takes the first would not
		// agree on who says it.
		if len(h.Values(name)) > 1 {
			return &MailError{Reason: "more than one " + name, Err: ErrMail}
		}
	}
	m.From = addressList(h.Get("From"))
	if sender := addressList(h.Get("Sender")); len(sender) == 1 {
		m.Sender = &sender[0]
	}
	if subject := h.Get("Subject"); len(subject) <= maxField {
		m.Subject = oneLine(decodeWords(subject))
	}
	m.MessageID = messageID(h.Get("Message-Id"))
	auto, _, _ := strings.Cut(h.Get("Auto-Submitted"), ";")
	auto = strings.TrimSpace(auto)
	m.Automatic = auto != "" && !strings.EqualFold(auto, "no")
	return nil
}

// addressList reads a list of addresses; nil if it cannot be read.
func addressList(field string) []mail.Address {
	if len(field) > maxField {
		return nil
	}
	parser := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: charsetReader}}
	list, err := parser.ParseList(field)
	if err != nil {
		return nil
	}
	addresses := make([]mail.Address, len(list))
	for i, a := range list {
		addresses[i] = mail.Address{Name: oneLine(a.Name), Address: a.Address}
	}
	return addresses
}

func decodeWords(field string) string {
	decoder := mime.WordDecoder{CharsetReader: charsetReader}
	if text, err := decoder.DecodeHeader(field); err == nil {
		return text
	}
	return field
}

// messageID returns an identifier without its brackets, and "" for one that is none.
func messageID(field string) string {
	id := strings.TrimSpace(field)
	if len(id) > 900 || !strings.HasPrefix(id, "<") || !strings.HasSuffix(id, ">") || len(id) < 5 {
		return ""
	}
	id = id[1 : len(id)-1]
	for i := range len(id) {
		if c := id[i]; c <= ' ' || c >= 0x7f || c == '<' || c == '>' {
			return ""
		}
	}
	return id
}

// A mailReader walks through the parts of a mail.
type mailReader struct {
	limits MailLimits
	source *limitedReader

	from string // the claimed sender

	parts int
	found []foundMessage
	fault error // why the mail is refused
	cut   error // why its last part is not whole
}

// A foundMessage is a part that is said to be a calendar.
type foundMessage struct {
	MailMessage
	err error // why it is not one
}

// walk looks at a part and those within it. unknown is what is so of its encoding.
func (in *mailReader) walk(e *message.Entity, unknown error, path string, depth int) {
	if in.parts++; in.parts > in.limits.Parts {
		in.fault = &MailError{Part: path, Reason: fmt.Sprintf("more than %d parts", in.limits.Parts), Err: ErrLimit}
		return
	}
	mediaType, params, err := e.Header.ContentType()
	if err != nil {
		mediaType, params = "", nil
	}
	if strings.HasPrefix(mediaType, "multipart/") {
		// The reader of the standard library bounds the headers of parts.
		in.multipart(multipart.NewReader(e.Body, params["boundary"]), path, depth)
		return
	}
	if path == "" {
		path = "1"
	}
	if mediaType == "text/calendar" || mediaType == "application/ics" {
		in.calendar(e, unknown, mediaType, params, path)
	}
}

func (in *mailReader) multipart(parts *multipart.Reader, path string, depth int) {
	if depth >= in.limits.Depth {
		in.fault = &MailError{Part: path, Reason: fmt.Sprintf("more than %d multiparts within one another", in.limits.Depth), Err: ErrLimit}
		return
	}
	for i := 1; in.fault == nil; i++ {
		part, err := parts.NextRawPart()
		if err != nil {
			in.ended(err, path)
			return
		}
		at := strconv.Itoa(i)
		if path != "" {
			at = path + "." + at
		}
		e, unknown := message.New(message.HeaderFromMap(part.Header), part)
		in.walk(e, unknown, at, depth+1)
	}
}

// ended notes why there are no more parts. A mail that ends without its last boundary is
// taken as it is: whether a calendar in it is whole is seen by the calendar.
func (in *mailReader) ended(err error, path string) {
	switch {
	case in.source.over:
		in.fault = &MailError{Part: path, Reason: fmt.Sprintf("more than %d octets", in.limits.Size), Err: ErrLimit}
	case in.source.err != nil && !errors.Is(in.source.err, io.EOF):
		in.fault = &MailError{Part: path, Err: in.source.err}
	case err != io.EOF: // which is wrapped where the last boundary is missing
		in.cut = &MailError{Part: path, Reason: "it ends within a part", Err: ErrMail}
	}
}

// calendar reads a part that is said to be one.
func (in *mailReader) calendar(e *message.Entity, unknown error, mediaType string, params map[string]string, path string) {
	if len(in.found) >= in.limits.Calendars {
		return
	}
	m := foundMessage{MailMessage: MailMessage{
		Part: path, MediaType: mediaType, Declared: ics.Method(strings.ToUpper(strings.TrimSpace(params["method"]))),
	}}
	disposition, _, _ := e.Header.ContentDisposition()
	m.Attached = strings.EqualFold(disposition, "attachment")
	m.err = in.message(&m.MailMessage, e.Body, unknown, params["charset"])
	if in.source.over {
		in.fault = &MailError{Part: path, Reason: fmt.Sprintf("more than %d octets", in.limits.Size), Err: ErrLimit}
	}
	in.found = append(in.found, m)
}

// message reads the message in a part.
func (in *mailReader) message(m *MailMessage, body io.Reader, unknown error, charset string) error {
	if message.IsUnknownEncoding(unknown) {
		return &MailError{Part: m.Part, Reason: unknown.Error(), Err: ErrMailEncoding}
	}
	// An error of the transfer encoding leaves what came before it: whether the calendar
	// is whole is seen by its last line.
	limit := in.limits.Message.Octets
	data, _ := io.ReadAll(io.LimitReader(body, min(int64(limit), math.MaxInt64-1)+1))
	if len(data) > limit {
		return &MailError{Part: m.Part, Reason: fmt.Sprintf("a calendar of more than %d octets", limit), Err: ErrLimit}
	}
	if message.IsUnknownCharset(unknown) {
		known := charsetOf(charset)
		if known == nil {
			return &MailError{Part: m.Part, Reason: "charset " + strconv.Quote(charset), Err: ErrMailEncoding}
		}
		decoded, err := known.NewDecoder().Bytes(data)
		if err != nil {
			return &MailError{Part: m.Part, Reason: "charset " + strconv.Quote(charset), Err: ErrMailEncoding}
		}
		data = decoded
	}
	m.Data = data
	read, err := ReadMessage(bytes.NewReader(data), in.from, ReadOptions{Method: m.Declared, Limits: in.limits.Message})
	if err != nil {
		return &MailError{Part: m.Part, Err: err}
	}
	m.Message = read
	return nil
}

// messages returns the messages that were found, each once, the one to go by first.
func (in *mailReader) messages() []MailMessage {
	var list []MailMessage
	for _, m := range in.found {
		same := func(other MailMessage) bool { return bytes.Equal(withoutCR(other.Data), withoutCR(m.Data)) }
		if m.err == nil && !slices.ContainsFunc(list, same) {
			list = append(list, m.MailMessage)
		}
	}
	rank := func(m MailMessage) int {
		switch {
		case m.Attached:
			return 2
		case m.MediaType != "text/calendar":
			return 1
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b MailMessage) int { return rank(a) - rank(b) })
	return list
}

func withoutCR(data []byte) []byte { return bytes.TrimSpace(bytes.ReplaceAll(data, []byte("\r"), nil)) }

// nothing says why there is no message.
func (in *mailReader) nothing() error {
	if len(in.found) > 0 {
		return in.found[0].err
	}
	if in.cut != nil {
		return in.cut
	}
	return &MailError{Err: ErrNoCalendar}
}

// charsetOf returns the encoding of a charset, nil if it is not known.
func charsetOf(name string) encoding.Encoding {
	if e, err := htmlindex.Get(name); err == nil {
		return e
	}
	if e, err := ianaindex.MIME.Encoding(name); err == nil {
		return e
	}
	return nil
}

func charsetReader(charset string, input io.Reader) (io.Reader, error) {
	e := charsetOf(charset)
	if e == nil {
		return nil, fmt.Errorf("itip: %w: charset %q", ErrMailEncoding, charset)
	}
	return e.NewDecoder().Reader(input), nil
}

// A limitedReader ends with an error, and not quietly, when there is more than it may
// read.
type limitedReader struct {
	r    io.Reader
	left int64
	over bool  // whether there was more
	err  error // of r
}

func (l *limitedReader) Read(p []byte) (int, error) {
	if l.left <= 0 {
		// Whether there is more is known only by looking.
		var one [1]byte
		n, err := l.r.Read(one[:])
		if n == 0 && err != nil {
			l.err = err
			return 0, err
		}
		l.over = true
		return 0, ErrLimit
	}
	if int64(len(p)) > l.left {
		p = p[:l.left]
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	if err != nil {
		l.err = err
	}
	return n, err
}
