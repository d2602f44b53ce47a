// Package itip keeps invitations and their answers in one true state (iTIP, RFC 5546),
// however late, doubled or out of order the messages arrive.
//
// # Two sides
//
// A meeting has an [Organizer], who alone says when it is and who is invited, and an
// [Attendee] for each person invited. Both are plain values: what one of them knows. Whatever
// is done, or comes in, makes a [Step]: the state afterwards, the messages to send, and an
// [Outcome] that says in a word what became of it, and which rule kept it from taking
// effect. No step changes the state that it begins with, reads a clock, or sends anything.
//
//	step, err := itip.Invite(itip.Invitation{…}, now)
//	…
//	for _, m := range step.Send {
//		deliver(m) // text/calendar; method=REQUEST, to m.To
//	}
//	save(step.State) // as JSON, for instance
//
// What the organizer does is [Invite], [Organizer.Edit], [Organizer.Add], [Organizer.Remove],
// [Organizer.Cancel], [Organizer.CancelInstance], [Organizer.AddInstance],
// [Organizer.AcceptCounter], [Organizer.DeclineCounter] and [Organizer.Publish]. Attendees
// have [Attendee.Reply], [Attendee.Counter], [Attendee.Delegate] and [Attendee.Refresh].
// What comes in goes to [Organizer.Apply] or [Attendee.Apply]; [Message.Split] takes a
// message about several meetings apart, and a state is kept for each UID.
//
// # What holds
//
// Messages about one component are ordered by SEQUENCE, and then by DTSTAMP (RFC 5546,
// section 2.1.5). An earlier one that comes late is [Stale], the same one again a
// [Duplicate], and neither changes anything: no state goes back. Organizers alone raise
// SEQUENCE. Once the last messages are through, all sides know the same. Here SEQUENCE is one
// for all of a meeting, its instances included, and each message has a later DTSTAMP than
// those before; of what others send no more is asked than RFC 5546 does.
//
// # Who says so
//
// A calendar can claim anything, so [Message].From has to say who sent it, as the transport
// knows. A REPLY for somebody else, a REQUEST or CANCEL from anybody but the organizer, and
// an organizer who was another before are refused as [Impostor]. Whoever may act for somebody
// else is listed as a [Deputy]. Whether to believe From is for the caller to decide.
//
// # Meetings that repeat
//
// An [InstanceID] names an instance by the start that its rule gives it (RECURRENCE-ID).
// Instances are moved, cancelled, added, answered and negotiated alone, and with Future from
// one on (RANGE=THISANDFUTURE); each is ordered by itself.
//
// # The model
//
// A [Message] is a calendar of package ical with a METHOD. In states and messages nothing of
// an event is lost, also what no standard knows: a [Component] has all of its properties.
// Messages pass the strict writer of package ical, so that what others sent in a bad state is
// an error where it would be sent on, and no earlier. What is read is put up with as far as
// there is no doubt what is meant, see [Attendee.Apply]; and all of it is bounded by [Limits].
//
// Events alone are known: to-dos, journal entries and free/busy (RFC 5546, sections 3.3 to
// 3.5) are [Unsupported].
//
// # Mail
//
// [ComposeMail] makes a mail of a message, in which people find their own local time (iMIP,
// RFC 6047), and [ReadMail] finds the messages in one.
package itip
