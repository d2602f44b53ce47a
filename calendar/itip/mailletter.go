package itip

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// Bounds of what a letter says; the calendar beside it has all.
const (
	maxTitle       = 200   // characters of a title
	maxLine        = 500   // characters of other lines
	maxDescription = 8_000 // characters of the description
	maxNames       = 50    // names in a list
	maxExceptions  = 20    // dates in a list
)

// A letter is the text of a mail, before it is plain text or HTML.
type letter struct {
	Language    language.Tag
	RightToLeft bool

	Subject     string
	Lead        string
	Notes       []string
	Title       string
	Rows        []letterRow
	ZonesTitle  string
	Zones       []letterZone
	Description []string
	Closing     string
}

// A letterRow is a label and the lines that belong to it.
type letterRow struct {
	Label string
	Lines []string
}

// A letterZone is the local time of a place.
type letterZone struct{ City, Clock, Offset, Day, People string }

// letter says what the message is about.
func (c *composer) letter() letter {
	l := &letterWriter{composer: c, before: eventsOf(c.options.Before)}
	l.main = c.events[0]
	for _, e := range c.events {
		if e.instance == "" {
			l.main = e
			break
		}
	}
	l.known, l.isKnown = l.main.find(l.before)
	if l.isKnown {
		l.changes = l.main.compare(l.known)
		if c.method == "COUNTER" {
			l.changes = l.main.proposed(l.known)
		}
	}
	l.kind = l.kindOf()
	l.letter = letter{Language: c.words.language, RightToLeft: c.words.rightToLeft, ZonesTitle: c.words.localTimes}
	l.Title = cmp.Or(shorten(oneLine(cmp.Or(l.main.Value("SUMMARY"), l.known.Value("SUMMARY"))), maxTitle), c.words.noTitle)
	l.Subject = strings.ReplaceAll(fmt.Sprintf(c.words.subjects[l.kind], l.Title), "=?", "= ?") // no encoded word of somebody else's
	l.Lead = fmt.Sprintf(c.words.leads[l.kind], l.actor())
	l.write()
	return l.letter
}

// A letterWriter writes one letter.
type letterWriter struct {
	*composer
	letter
	before  []event // what the recipient knows
	main    event   // what the letter is about first of all
	known   event   // the main one as the recipient knows it
	isKnown bool
	changes difference // of the main one, if it is known
	kind    mailKind
}

// actor returns the name of who speaks.
func (l *letterWriter) actor() string {
	return shorten(cmp.Or(l.speaker.called(), l.from.Address), maxTitle)
}

// kindOf tells what the message is.
func (l *letterWriter) kindOf() mailKind {
	switch l.method {
	case "REQUEST":
		return l.requestKind()
	case "ADD":
		return mailAdded
	case "CANCEL":
		return l.cancelKind()
	case "REPLY":
		return l.answerKind(l.main)
	case "COUNTER":
		if l.isKnown && l.changes.time {
			return mailCounter
		}
		return mailSuggests
	case "DECLINECOUNTER":
		return mailDeclinesCounter
	case "REFRESH":
		return mailRefresh
	}
	return mailPublished
}

func (l *letterWriter) requestKind() mailKind {
	if !l.isKnown {
		return mailInvites
	}
	if _, was := named(l.to.address, l.known.attendees); !was {
		return mailInvites
	}
	cancelled := func(e event) bool { return strings.EqualFold(e.Value("STATUS"), "CANCELLED") }
	switch {
	case cancelled(l.known) && !cancelled(l.main):
		return mailReinstated
	case l.changes.time:
		return mailMoved
	case l.changes.any():
		return mailUpdated
	}
	for _, e := range l.others() {
		if known, ok := e.find(l.before); !ok || e.compare(known).any() {
			return mailUpdated
		}
	}
	if l.dropped() {
		return mailUpdated
	}
	return mailRepeats
}

// dropped reports whether an exception that the recipient knows is not in the message,
// which has the whole series.
func (l *letterWriter) dropped() bool {
	return l.main.instance == "" && slices.ContainsFunc(l.before, func(b event) bool {
		return b.instance != "" && b.Value("UID") == l.main.Value("UID") &&
			!slices.ContainsFunc(l.events, func(e event) bool { return e.instance == b.instance })
	})
}

func (l *letterWriter) cancelKind() mailKind {
	_, mentioned := named(l.to.address, l.main.attendees)
	switch {
	// Where the event goes on, the message has no STATUS (RFC 5546, section 3.2.5).
	case mentioned && !strings.EqualFold(l.main.Value("STATUS"), "CANCELLED"):
		return mailUninvited
	case l.main.future:
		return mailCancelsRest
	case l.main.instance != "":
		return mailCancelsOne
	}
	return mailCancelled
}

func (l *letterWriter) answerKind(e event) mailKind {
	attendees := e.attendees
	p, ok := named(l.speaker.address, attendees)
	if !ok && len(attendees) > 0 {
		p = attendees[0]
	}
	switch p.partstat {
	case "ACCEPTED":
		return mailAccepted
	case "DECLINED":
		return mailDeclined
	case "TENTATIVE":
		return mailTentative
	case "DELEGATED":
		return mailDelegated
	}
	return mailUndecided
}

// others are the components of the message beside the main one, and the exceptions of a series
// that is cancelled, which a CANCEL does not repeat.
func (l *letterWriter) others() []event {
	var list []event
	for _, e := range l.events {
		if e.instance != l.main.instance || e.Value("UID") != l.main.Value("UID") {
			list = append(list, e)
		}
	}
	if l.method == "CANCEL" && l.main.instance == "" {
		// What takes place no more, or without the recipient, is what the recipient knows.
		for _, b := range l.before {
			if b.instance != "" && b.Value("UID") == l.main.Value("UID") {
				list = append(list, b)
			}
		}
	}
	return list
}

// write writes what follows the first sentence.
func (l *letterWriter) write() {
	w := l.words
	l.writeNotes()
	l.writeTimes()
	if l.changes.title && l.isChange() {
		l.row(w.titleUntil, oneLine(l.known.Value("SUMMARY")))
	}
	place, placeWas := oneLine(l.main.Value("LOCATION")), oneLine(l.known.Value("LOCATION"))
	if l.kind == mailDeclinesCounter {
		place = placeWas
	}
	l.row(w.place, place)
	if l.changes.place && l.isChange() {
		l.row(w.placeUntil, placeWas)
	}
	for _, name := range []string{"CONFERENCE", "URL"} {
		for _, p := range l.main.All(name) {
			l.row(w.link, strings.TrimSpace(oneLine(p.Parameter("LABEL"))+" "+oneLine(p.Value)))
		}
	}
	l.writePeople()
	for _, p := range l.main.All("COMMENT") {
		l.row(w.comment, oneLine(p.Value))
	}
	if l.isInvitation() {
		l.Description = paragraph(l.main.Value("DESCRIPTION"))
	}
	l.writeZones()
	l.writeClosing()
}

// isInvitation reports whether the letter is one after which the recipient has an event.
func (l *letterWriter) isInvitation() bool {
	switch l.kind {
	case mailInvites, mailMoved, mailUpdated, mailRepeats, mailReinstated, mailAdded, mailPublished:
		return true
	}
	return false
}

// isChange reports whether the letter says what is different from what the recipient knows.
func (l *letterWriter) isChange() bool {
	switch l.kind {
	case mailMoved, mailUpdated, mailReinstated, mailCounter, mailSuggests:
		return l.isKnown
	}
	return false
}

func (l *letterWriter) writeNotes() {
	w := l.words
	note := func(is bool, sentence string) {
		if is {
			l.Notes = append(l.Notes, sentence)
		}
	}
	if l.isChange() {
		note(l.changes.series || l.kind != mailCounter && l.kind != mailSuggests && l.dropped(), w.seriesChanged)
		note(l.changes.description, w.descriptionChanged)
		note(l.changes.status && l.kind != mailReinstated, w.statusChanged)
		note(l.changes.organizer, w.organizerChanged)
		note(l.changes.other, w.otherChanged)
	}
	// Of dates that are cancelled or added the first sentence speaks itself.
	note(l.main.instance != "" && !l.main.future && l.kind != mailCancelsOne && l.kind != mailAdded && len(l.others()) == 0, w.oneDate)
	note(l.main.future, w.fromThenOn)
	note(l.kind == mailUninvited, w.stillTakesPlace)
	note(l.kind == mailDeclinesCounter, w.stands)
}

// writeTimes writes when it is, and when it was.
func (l *letterWriter) writeTimes() {
	w := l.words
	loc := l.location()
	now := l.main.span
	if !now.known {
		now = l.known.span
	}
	if !now.known && !l.main.id.IsZero() {
		now = l.main.at(l.main.id).span
	}
	label := w.when
	switch l.kind {
	case mailCounter, mailSuggests:
		label = w.proposed
	case mailDeclinesCounter:
		// The message may have either the time that was proposed or that which stands.
		if now.known && l.isKnown && !now.equal(l.known.span) {
			l.row(w.proposed, w.span(now, loc, false))
		}
		now = l.known.span
	}
	if now.known {
		l.row(label, w.span(now, loc, false))
	}
	if l.isChange() && l.changes.time {
		l.row(w.until, w.span(l.known.span, loc, false))
	}
	if len(l.main.firsts) > 0 {
		if w.language == language.English {
			l.row(w.repeats, l.repeats()...)
		}
		l.row(w.dates, l.list(l.main.firsts, l.main.more)...)
	}
	l.writeOthers()
}

// repeats words the rules of a series, with the place by whose clock they are.
func (l *letterWriter) repeats() []string {
	s := l.main.span
	city := ""
	if !s.days && !s.floating {
		city = cmp.Or(cityOf(s.start.Location()), "UTC")
	}
	lines := slices.Clone(l.main.timing.repeats)
	for i := range lines {
		if city != "" {
			lines[i] += " (" + city + ")"
		}
	}
	return lines
}

// list words some dates.
func (l *letterWriter) list(spans []span, more bool) []string {
	var lines []string
	for _, s := range spans {
		lines = append(lines, l.words.span(s, l.location(), true))
	}
	if more {
		lines = append(lines, "…")
	}
	return lines
}

// writeOthers writes what the message says beside the main thing.
func (l *letterWriter) writeOthers() {
	w := l.words
	var lines []string
	others := l.others()
	for i, e := range others {
		if i == maxExceptions {
			lines = append(lines, fmt.Sprintf(w.andMore, len(others)-i))
			break
		}
		line := w.span(e.span, l.location(), true)
		if e.span.known && !e.id.IsZero() {
			if was := l.main.at(e.id).span; !was.equal(e.span) {
				line = fmt.Sprintf(w.instead, w.span(was, l.location(), true), line)
			}
		} else if !e.span.known {
			line = w.span(l.main.at(e.id).span, l.location(), true)
		}
		switch {
		case l.method == "REPLY":
			line = fmt.Sprintf(w.leads[l.answerKind(e)], l.actor()) + " " + line
		case e.Value("SUMMARY") != l.main.Value("SUMMARY"):
			line += ": " + oneLine(e.Value("SUMMARY"))
		}
		lines = append(lines, line)
	}
	label := w.otherDates
	if l.main.instance != "" || l.method == "ADD" {
		label = w.dates
	}
	l.row(label, lines...)
}

func (l *letterWriter) writeClosing() {
	switch l.kind {
	case mailInvites, mailMoved, mailUpdated, mailRepeats, mailReinstated, mailAdded:
	default:
		return
	}
	if p, ok := named(l.to.address, l.main.attendees); ok {
		l.Closing = l.words.noAnswer
		if p.asked {
			l.Closing = l.words.pleaseAnswer
		}
	}
}

// row adds a row if it has something to say.
func (l *letterWriter) row(label string, lines ...string) {
	var kept []string
	for _, line := range lines {
		if line = shorten(line, max(maxLine, maxNames*maxTitle)); line != "" {
			kept = append(kept, line)
		}
	}
	if len(kept) > 0 {
		l.Rows = append(l.Rows, letterRow{label, kept})
	}
}

// location is where the recipient is; where that is not known, the zone of the event.
func (l *letterWriter) location() *time.Location {
	if loc := l.locationOf(l.to.address); loc != nil {
		return loc
	}
	for _, s := range []span{l.main.span, l.known.span} {
		if s.known && !s.days && !s.floating {
			return s.start.Location()
		}
	}
	return time.UTC
}

// locationOf returns where somebody is, nil if that is not known.
func (c *composer) locationOf(address string) *time.Location { return c.locations[addressKey(address)] }

// locationsOf returns locations by the same text for all ways to write an address. Of
// several for one the first by its text holds.
func locationsOf(given map[string]*time.Location) map[string]*time.Location {
	locations := make(map[string]*time.Location, len(given))
	for _, address := range slices.Sorted(maps.Keys(given)) {
		key := addressKey(address)
		if loc := given[address]; loc != nil && locations[key] == nil {
			locations[key] = loc
		}
	}
	return locations
}

// shorten returns a text of at most n characters.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	runes := []rune(s)
	return strings.TrimSpace(string(runes[:n-1])) + "…"
}

// paragraph returns the lines of a text, with one empty line for several.
func paragraph(s string) []string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.TrimSpace(shorten(s, maxDescription))
	if s == "" {
		return nil
	}
	var lines []string
	for line := range strings.Lines(s) {
		if line = oneLine(line); line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
