package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

func readDir(t *testing.T, dir string) map[string]string {
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	files := make(map[string]string)
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		files[e.Name()] = string(data)
	}
	return files
}

func TestInvite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	args := []string{"-invite", dir, "-now", "2026-11-26T08:00Z", "-lang", "fr", "testdata/invite.yaml"}
	stdout, stderr, code := program(context.Background(), "", args...)
	require.Zero(t, code, stderr)
	require.Contains(t, stderr, "Tui has no address")
	require.Contains(t, stdout, "2 invitations written to")

	files := readDir(t, dir)
	require.Len(t, files, 5)
	for _, name := range []string{"jose@iom.example", "con@example.org"} {
		in, err := itip.ReadMail(bytes.NewReader([]byte(files[name+".eml"])), itip.MailLimits{})
		require.NoError(t, err, name)
		require.Equal(t, "amina@unodc.example", in.From[0].Address)
		require.Equal(t, "Invitation : Principals", in.Subject)
		require.Equal(t, files[name+".ics"], string(in.Messages[0].Data))
		event := in.Messages[0].Components()[0]
		require.Equal(t, "20261126T080000Z", event.Value("DTSTAMP"))
		require.Equal(t, "C3", event.Value("LOCATION"))
		require.Len(t, itip.Participants(event), 3)
	}

	// With the state that is kept, an answer is applied.
	var organizer itip.Organizer
	require.NoError(t, json.Unmarshal([]byte(files["state.json"]), &organizer))
	attendee := itip.NewAttendee("mailto:jose@iom.example")
	in, err := itip.ReadMail(bytes.NewReader([]byte(files["jose@iom.example.eml"])), itip.MailLimits{})
	require.NoError(t, err)
	invited, err := attendee.Apply(in.Messages[0].Message, now)
	require.NoError(t, err)
	require.Equal(t, itip.New, invited.Outcome.Result)
	replied, err := invited.State.Reply(itip.Answer{Status: "ACCEPTED"}, now)
	require.NoError(t, err)
	applied, err := organizer.Apply(replied.Send[0], now)
	require.NoError(t, err)
	require.Equal(t, itip.Applied, applied.Outcome.Result)

	// The same again goes nowhere, and elsewhere gives the same bytes.
	_, stderr, code = program(context.Background(), "", args...)
	require.Equal(t, 1, code)
	require.Contains(t, stderr, "is there already")
	require.Equal(t, files, readDir(t, dir))
	args[1] = t.TempDir()
	_, stderr, code = program(context.Background(), "", args...)
	require.Zero(t, code, stderr)
	require.Equal(t, files, readDir(t, args[1]))
}

func TestInviteRefuses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"-invite", dir}, 1, "has no address to invite from"},
		{[]string{"-invite", "", "testdata/invite.yaml"}, 2, "names no folder"},
		{[]string{"-invite", dir, "-slot", "0", "testdata/invite.yaml"}, 2, "counted from 1"},
		{[]string{"-invite", dir, "-slot", "99", "testdata/invite.yaml"}, 2, "-slot 99"},
		{[]string{"-invite", dir, "-organizer", "nobody", "testdata/invite.yaml"}, 2, "nobody is called"},
		{[]string{"-invite", dir, "-organizer", "a@b\r\nBcc: c@d", "testdata/invite.yaml"}, 2, "is no address"},
		{[]string{"-invite", dir, "-now", "noon", "testdata/invite.yaml"}, 2, "is no moment"},
		{[]string{"-uid", "x", "testdata/invite.yaml"}, 2, "are for -invite"},
		{[]string{"-invite", dir, "testdata/chair.yaml"}, 2, "rotation"},
		{[]string{"-invite", dir, "testdata/year.yaml"}, 2, "series"},
	} {
		_, stderr, code := program(context.Background(), "", c.args...)
		require.Equal(t, c.code, code, "%q: %s", c.args, stderr)
		require.Contains(t, stderr, c.says)
		require.NoDirExists(t, dir)
	}
}

func TestFileName(t *testing.T) {
	taken := map[string]bool{"state.json": true}
	for _, c := range [][2]string{
		{"ana@example.org", "ana@example.org"},
		{"ANA@example.org", "ana@example.org-2"},
		{"../../etc/passwd@x", "etc-passwd@x"},
		{"josé@bücher.example", "jos-@b-cher.example"},
		{"a/b\\c:d@x", "a-b-c-d@x"},
		{"nul.x@example.org", "to-nul.x@example.org"},
		{"...", "to-"},
		{"---", "to--2"},
	} {
		require.Equal(t, c[1], fileName(c[0], taken))
	}
	require.LessOrEqual(t, len(fileName(string(bytes.Repeat([]byte("x"), 500))+"@x", taken)), 110)
}
