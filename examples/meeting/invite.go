package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar/itip"
	"github.com/convene-cal/convene/calendar/meeting"
	"github.com/convene-cal/convene/examples/internal/cli"
)

// An inviter writes the invitations to a meeting into a folder.
type inviter struct {
	dir       string
	slot      int    // which of the times, from 1
	organizer string // an address, or the name of a participant; empty for the chair
	uid       string
	languages []language.Tag
	now       time.Time
}

// invite writes an invitation for each participant with an address, as a calendar and as a
// mail, and the state with which answers are applied.
func (v inviter) invite(p *plan, slots []meeting.Slot, stdout, stderr io.Writer) error {
	if v.slot > len(slots) {
		return cli.Usagef("-slot %d: there are %d times", v.slot, len(slots))
	}
	invitation, locations, err := v.invitation(p, slots[v.slot-1])
	if err != nil {
		return err
	}
	step, err := itip.Invite(invitation, v.now)
	if err != nil {
		return err
	}
	files, err := v.files(step, locations)
	if err != nil {
		return err
	}
	if err := writeNew(v.dir, files); err != nil {
		return err
	}
	for n := range p.req.Participants {
		if p.req.Participants[n].Address == "" {
			fmt.Fprintf(stderr, "meeting: %s has no address and gets no invitation\n", p.name(n))
		}
	}
	_, err = fmt.Fprintf(stdout, "%s written to %s: %s.\n", plural(len(files)/2, "invitation", "invitations"), v.dir,
		slots[v.slot-1].Start.In(p.loc).Format("2 January 2006, 15:04"))
	return err
}

// invitation says who is invited to what, and where everybody is.
func (v inviter) invitation(p *plan, slot meeting.Slot) (itip.Invitation, map[string]*time.Location, error) {
	none := itip.Invitation{}
	organizer, err := v.organizerOf(p)
	if err != nil {
		return none, nil, err
	}
	if p.req.MaskUID != "" && v.uid == "" {
		return none, nil, cli.Usagef("-invite: the meeting is being moved, which is a change of the invitation %q and no new one; -uid makes it a new one", p.req.MaskUID)
	}
	start := slot.Start.In(p.loc)
	i := itip.Invitation{
		UID: v.uid, Key: p.title + "/" + stamp(start), Organizer: organizer, Start: start, End: slot.End.In(p.loc),
		Summary: cmp.Or(p.title, "Meeting"), Location: slot.Room,
	}
	locations := make(map[string]*time.Location)
	for n := range p.req.Participants {
		q := &p.req.Participants[n]
		if q.Address == "" {
			continue
		}
		locations[q.Address] = q.Location
		i.Attendees = append(i.Attendees, itip.Participant{Address: q.Address, Name: p.name(n), Role: invitedAs[q.Role]})
	}
	if len(i.Attendees) == 0 {
		return none, nil, errors.New("-invite: nobody in the problem has an address")
	}
	return i, locations, nil
}

// invitedAs are the roles that attendees have in an invitation.
var invitedAs = map[meeting.Role]ics.ParticipationRole{
	meeting.Chair: ics.ParticipationRoleChair, meeting.Required: ics.ParticipationRoleReqParticipant,
	meeting.Optional: ics.ParticipationRoleOptParticipant, meeting.Informed: ics.ParticipationRoleNonParticipant,
}

// organizerOf finds who invites: who was named, or the chair.
func (v inviter) organizerOf(p *plan) (itip.Participant, error) {
	if strings.Contains(v.organizer, "@") {
		address, err := mail.ParseAddress(strings.TrimPrefix(v.organizer, "mailto:"))
		if err != nil {
			return itip.Participant{}, cli.Usagef("-organizer: %q is no address such as Ana <ana@example.org>", v.organizer)
		}
		return itip.Participant{Address: "mailto:" + address.Address, Name: address.Name}, nil
	}
	for n := range p.req.Participants {
		q := &p.req.Participants[n]
		if v.organizer == "" && q.Role == meeting.Chair || v.organizer != "" && (strings.EqualFold(q.ID, v.organizer) || strings.EqualFold(q.Name, v.organizer)) {
			if q.Address == "" {
				return itip.Participant{}, fmt.Errorf("-invite: %s has no address to invite from", p.name(n))
			}
			return itip.Participant{Address: q.Address, Name: p.name(n)}, nil
		}
	}
	if v.organizer != "" {
		return itip.Participant{}, cli.Usagef("-organizer: nobody is called %q", v.organizer)
	}
	return itip.Participant{}, cli.Usagef("-invite: nobody chairs the meeting; -organizer says who invites")
}

// A newFile is a file that is to be written.
type newFile struct {
	name string
	data []byte
}

// files returns what is written: two files for each recipient, and the state.
func (v inviter) files(step itip.Step[itip.Organizer], locations map[string]*time.Location) ([]newFile, error) {
	var files []newFile
	taken := map[string]bool{"state.json": true}
	for _, m := range step.Send {
		data, err := m.Marshal()
		if err != nil {
			return nil, err
		}
		for _, to := range m.To {
			made, err := itip.ComposeMail(m, to, itip.MailOptions{Languages: v.languages, Locations: locations})
			if err != nil {
				return nil, err
			}
			name := fileName(made.To[0], taken)
			files = append(files, newFile{name + ".ics", data}, newFile{name + ".eml", made.Data})
		}
	}
	state, err := json.MarshalIndent(step.State, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(files, newFile{"state.json", append(state, '\n')}), nil
}

// fileName makes a name of an address that every file system takes, and that is not taken.
func fileName(address string, taken map[string]bool) string {
	var b strings.Builder
	for _, r := range strings.ToLower(address) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', strings.ContainsRune("-_.@", r):
			b.WriteRune(r)
		default:
			b.WriteByte('-')
		}
	}
	base := strings.Trim(b.String(), ".-")
	if len(base) > 100 {
		base = base[:100]
	}
	if device, _, _ := strings.Cut(base, "."); base == "" || slices.Contains(devices, device) {
		base = "to-" + base
	}
	name := base
	for n := 2; taken[name]; n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	taken[name] = true
	return name
}

// devices are names that Windows keeps for devices, whatever follows after a dot.
var devices = []string{
	"con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

// writeNew writes files into a folder, none of which may be there before; then none is
// written.
func writeNew(dir string, files []newFile) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(dir, f.name)); err == nil {
			return fmt.Errorf("-invite: %s is there already; invitations go into a folder of their own", filepath.Join(dir, f.name))
		} else if !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	for _, f := range files {
		if err := writeNewFile(filepath.Join(dir, f.name), f.data); err != nil {
			return err
		}
	}
	return nil
}

func writeNewFile(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
