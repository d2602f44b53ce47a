package itip_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

// Messages of all methods pass libical's restriction check, which knows the tables of RFC
// 5546, and other readers read those that have an event for a calendar.
func TestMessagesAreRead(t *testing.T) {
	shared := os.Getenv("CONVENE_SHARED")
	if _, err := os.Stat(filepath.Join(shared, "ical", "accept.sh")); shared == "" || err != nil {
		t.Skip("CONVENE_SHARED has no ical/accept.sh")
	}
	folder := t.TempDir()
	accept := func(t *testing.T, m sentMessage, options ...string) []string {
		data, err := m.message.Marshal()
		require.NoError(t, err)
		file := filepath.Join(folder, m.name+".ics")
		require.NoError(t, os.WriteFile(file, data, 0o644))
		command := exec.Command("bash", append([]string{filepath.Join(shared, "ical", "accept.sh"), file}, options...)...)
		command.Env = append(os.Environ(), "ICAL_ACCEPT_NO_INSTALL=1")
		out, _ := command.CombinedOutput() // it always fails: a feed has no METHOD
		return strings.Split(string(out), "\n")
	}
	full := map[ics.Method]bool{ics.MethodRequest: true, ics.MethodCancel: true}
	for _, m := range everyMethod(t) {
		t.Run(m.name, func(t *testing.T) {
			checked := false
			for _, line := range accept(t, m, "--only", "libical") {
				if strings.HasPrefix(line, "SKIP libical") {
					t.Skip(line)
				}
				if strings.HasPrefix(line, "PASS libical") || strings.HasPrefix(line, "FAIL libical") {
					checked = true
					if m.message.Method == ics.MethodDeclinecounter {
						// RFC 5546, section 3.2.8, has it 0 or 1 times, and 1 time where it is not 0.
						line = strings.Replace(line, "2 complaints: icalrestriction_check failed  | VEVENT Failed iTIP restrictions for SEQUENCE property. Expected 0", "", 1)
					}
					require.NotContains(t, line, "complaints")
					require.NotContains(t, line, "exit")
				}
			}
			require.True(t, checked)
			if !full[m.message.Method] || testing.Short() {
				return
			}
			full[m.message.Method] = false // one of each will do
			read := 0
			for _, line := range accept(t, m) {
				switch {
				case strings.HasPrefix(line, "PASS "):
					read++
				case strings.HasPrefix(line, "FAIL core checker"), strings.HasPrefix(line, "FAIL "+m.name+".ics:"):
				case strings.HasPrefix(line, "FAIL "):
					t.Error(line)
				}
			}
			require.Greater(t, read, 5)
		})
	}
}

type sentMessage struct {
	name    string
	message itip.Message
}

// everyMethod returns a message of each method, as the state machines send them.
func everyMethod(t *testing.T) []sentMessage {
	now := time.Date(2026, time.November, 1, 9, 0, 0, 0, time.UTC)
	var list []sentMessage
	add := func(messages []itip.Message) {
		for _, m := range messages {
			list = append(list, sentMessage{fmt.Sprintf("%02d-%s", len(list), m.Method), m})
		}
	}
	invited := invite(now)
	add(invited.Send)
	attendee, err := itip.NewAttendee("mailto:bo@iom.example").Apply(invited.Send[0], now)
	require.NoError(t, err)
	replied, err := attendee.State.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, now.Add(time.Hour))
	require.NoError(t, err)
	add(replied.Send)
	start := time.Date(2026, time.November, 26, 11, 0, 0, 0, time.UTC)
	countered, err := replied.State.Counter(itip.CounterProposal{Start: start, End: start.Add(time.Hour)}, now.Add(2*time.Hour))
	require.NoError(t, err)
	add(countered.Send)
	refreshed, err := countered.State.Refresh(now.Add(3 * time.Hour))
	require.NoError(t, err)
	add(refreshed.Send)
	proposed, err := invited.State.Apply(countered.Send[0], now.Add(4*time.Hour))
	require.NoError(t, err)
	declined, err := proposed.State.DeclineCounter("mailto:bo@iom.example", "", "No.", now.Add(5*time.Hour))
	require.NoError(t, err)
	add(declined.Send)
	moved, err := declined.State.Edit(itip.Edit{Start: start, End: start.Add(time.Hour)}, now.Add(6*time.Hour))
	require.NoError(t, err)
	add(moved.Send)
	further, err := moved.State.AddInstance(start.AddDate(0, 0, 7), start.AddDate(0, 0, 7).Add(time.Hour), now.Add(7*time.Hour))
	require.NoError(t, err)
	add(further.Send)
	removed, err := further.State.Remove("mailto:tui@undp.example", "", now.Add(8*time.Hour))
	require.NoError(t, err)
	add(removed.Send)
	cancelled, err := removed.State.Cancel(now.Add(9 * time.Hour))
	require.NoError(t, err)
	add(cancelled.Send)
	published, err := invited.State.Publish(now.Add(time.Hour))
	require.NoError(t, err)
	add(published.Send)

	methods := make(map[ics.Method]bool)
	for _, m := range list {
		methods[m.message.Method] = true
	}
	require.Len(t, methods, 8, "%v", methods)
	return list
}
