package itip

import (
	"fmt"
	"strings"
)

// writePeople writes who is to come, and who has joined and left.
func (l *letterWriter) writePeople() {
	w := l.words
	if l.isChange() {
		l.row(w.joined, l.names(l.changes.joined))
		l.row(w.left, l.names(l.changes.left))
	}
	if l.kind == mailDelegated {
		p, _ := named(l.speaker.address, l.main.attendees)
		var to []string
		for _, address := range p.to {
			to = append(to, strings.TrimPrefix(oneLine(address), "mailto:"))
		}
		l.row(w.delegates, strings.Join(to, ", "))
	}
	if !l.isInvitation() {
		return
	}
	if list := l.main.organizers; len(list) > 0 {
		l.row(w.organizer, l.names(list))
	}
	roles := map[string][]party{}
	for _, p := range l.main.attendees {
		roles[p.role] = append(roles[p.role], p)
	}
	rest := roles["REQ-PARTICIPANT"]
	for _, p := range l.main.attendees {
		switch p.role { // an unknown role is that of a participant (RFC 5545, section 3.2.16)
		case "CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT":
		default:
			rest = append(rest, p)
		}
	}
	l.row(w.chair, l.names(roles["CHAIR"]))
	l.row(w.invited, l.names(rest))
	l.row(w.optional, l.names(roles["OPT-PARTICIPANT"]))
	l.row(w.informed, l.names(roles["NON-PARTICIPANT"]))
}

// names returns the names of some as a line.
func (l *letterWriter) names(list []party) string {
	var names []string
	for i, p := range list {
		if i == maxNames {
			names = append(names, fmt.Sprintf(l.words.andMore, len(list)-i))
			break
		}
		names = append(names, shorten(p.called(), maxTitle))
	}
	return joinNames(names)
}

// joinNames parts names by commas, unless there are some in them.
func joinNames(names []string) string {
	if strings.ContainsAny(strings.Join(names, ""), ",،") {
		return strings.Join(names, "; ")
	}
	return strings.Join(names, ", ")
}
