package main

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

type storedITIP struct {
	ID    string
	Steps []map[string]json.RawMessage
	Final json.RawMessage
}

// The instances have the answers in the steps of the problem.
func TestStoredITIPAnswers(t *testing.T) {
	const name = "../../calendar/itip/testdata/instances.json"
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	var file struct{ Instances []storedITIP }
	require.NoError(t, json.Unmarshal(data, &file))
	require.NotEmpty(t, file.Instances)

	stdout, stderr, code := program(context.Background(), "", "-json", name)
	require.Zero(t, code, stderr)
	got := answers(t, stdout)
	require.Len(t, got, len(file.Instances))
	for _, in := range file.Instances {
		var steps []map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(got[in.ID]["steps"], &steps))
		require.Len(t, steps, len(in.Steps))
		for i, want := range in.Steps {
			for _, field := range []string{"outcome", "sends", "sequence_after", "state"} {
				if want[field] == nil {
					require.NotContains(t, steps[i], field)
					continue
				}
				require.JSONEq(t, string(want[field]), string(steps[i][field]), "%s, step %d: %s", in.ID, i, field)
			}
		}
		require.JSONEq(t, string(in.Final), string(got[in.ID]["final"]), in.ID)
	}
}

// The state that a sequence begins with may have answers and proposals already.
func TestITIPState(t *testing.T) {
	const problem = `{"family":"itip","id":1,"side":"organizer",
		"initial":{"sequence":3,"dtstamp":"2026-05-01T00:00:00Z","start":"2026-09-01T13:00Z","end":"2026-09-01T15:00Z","status":"CONFIRMED",
			"attendees":{"fao":{"partstat":"ACCEPTED","reply":[3,"2026-05-02T00:00:00Z"]},"ilo":{"partstat":"NEEDS-ACTION","reply":null}},
			"pending":{"ilo":{"start":"2026-09-02T13:00Z","end":"2026-09-02T15:00Z"}}},
		"steps":[
			{"now":"2026-05-03T00:00:00Z","step":{"op":"reply","from":"fao","partstat":"DECLINED","sequence":3,"dtstamp":"2026-05-01T12:00:00Z"}},
			{"now":"2026-05-03T00:01:00Z","step":{"op":"accept_counter","from":"ilo"}}]}`
	stdout, stderr, code := program(context.Background(), problem, "-json")
	require.Zero(t, code, stderr)
	require.JSONEq(t, `{"id":1,"answer":{"steps":[
		{"outcome":"stale","sends":[],"sequence_after":3},
		{"outcome":"sent","sends":[{"method":"REQUEST","sequence":4,"to":["fao","ilo"]}],"sequence_after":4}],
		"final":{"sequence":4,"dtstamp":"2026-05-03T00:01:00Z","start":"2026-09-02T13:00Z","end":"2026-09-02T15:00Z","status":"CONFIRMED","pending":{},
			"attendees":{"fao":{"partstat":"NEEDS-ACTION","reply":[3,"2026-05-02T00:00:00Z"]},"ilo":{"partstat":"NEEDS-ACTION","reply":null}}}}}`, stdout)
}

// The states of the format say neither when a proposal was made nor which CANCELs have come
// before an invitation, so that no answer may depend on that.
func TestITIPAnswersFollowFromTheStates(t *testing.T) {
	const initial = `{"sequence":1,"dtstamp":"2026-05-01T00:00:00Z","start":"2026-09-01T13:00Z","end":"2026-09-01T15:00Z","status":"CONFIRMED",
		"attendees":{"fao":{"partstat":"NEEDS-ACTION","reply":null}},"pending":{}}`
	counter := func(now, stamp, day string) string {
		return `{"now":"2026-05-` + now + `:00Z","step":{"op":"counter","from":"fao","sequence":1,"dtstamp":"2026-05-` + stamp +
			`:00Z","start":"2026-09-` + day + `T13:00Z","end":"2026-09-` + day + `T15:00Z"}}`
	}
	const decline = `{"now":"2026-05-02T11:00:00Z","step":{"op":"decline_counter","from":"fao"}}`
	message := func(now, op, sequence, stamp, span string) string {
		return `{"now":"2026-05-` + now + `:00Z","step":{"op":"` + op + `","sequence":` + sequence + `,"dtstamp":"2026-05-` + stamp + `:00Z"` + span + `}}`
	}
	const span = `,"start":"2026-09-01T13:00Z","end":"2026-09-01T15:00Z"`
	for name, of := range map[string]struct {
		problem  string
		outcomes []string
		final    string
	}{
		"a proposal twice": {
			`"side":"organizer","initial":` + initial + `,"steps":[` + counter("02T09:00", "02T09:00", "03") + "," + counter("02T10:00", "02T09:00", "03") + "]",
			[]string{"proposal", "proposal"},
			`"pending":{"fao":{"start":"2026-09-03T13:00Z","end":"2026-09-03T15:00Z"}}`,
		},
		"an earlier proposal late": {
			`"side":"organizer","initial":` + initial + `,"steps":[` + counter("02T09:00", "02T09:00", "03") + "," + counter("02T10:00", "02T03:00", "04") + "]",
			[]string{"proposal", "proposal"},
			`"pending":{"fao":{"start":"2026-09-04T13:00Z","end":"2026-09-04T15:00Z"}}`,
		},
		"a proposal again after it was turned down": {
			`"side":"organizer","initial":` + initial + `,"steps":[` + counter("02T09:00", "02T09:00", "03") + "," + decline + "," + counter("02T12:00", "02T09:00", "03") + "]",
			[]string{"proposal", "sent", "proposal"},
			`"pending":{"fao":{"start":"2026-09-03T13:00Z","end":"2026-09-03T15:00Z"}}`,
		},
		"two changes at one time": {
			`"side":"organizer","initial":` + initial + `,"steps":[{"now":"2026-05-02T09:00:00Z","step":{"op":"edit","changes":["SUMMARY"]}},` +
				`{"now":"2026-05-02T09:00:00Z","step":{"op":"edit","changes":["SUMMARY"]}}]`,
			[]string{"sent", "sent"},
			`"dtstamp":"2026-05-02T09:00:00Z"`,
		},
		"an invitation after its cancellation": {
			`"side":"attendee","steps":[` + message("02T09:00", "msg_cancel", "1", "02T09:00", "") + "," + message("02T10:00", "request", "0", "01T09:00", span) + "]",
			[]string{"unknown", "new"},
			`"status":"CONFIRMED"`,
		},
		"two cancellations in the wrong order": {
			`"side":"attendee","steps":[` + message("02T09:00", "request", "0", "02T09:00", span) + "," + message("02T10:00", "msg_cancel", "1", "02T10:00", "") + "," +
				message("02T12:00", "msg_cancel", "2", "02T12:00", "") + "," + message("02T13:00", "msg_cancel", "2", "02T11:00", "") + "]",
			[]string{"new", "cancelled", "duplicate", "duplicate"},
			`"dtstamp":"2026-05-02T10:00:00Z"`,
		},
	} {
		stdout, stderr, code := program(context.Background(), `{"family":"itip","id":"x",`+of.problem+`}`, "-json")
		require.Zero(t, code, "%s: %s", name, stderr)
		var steps []struct{ Outcome string }
		got := answers(t, stdout)["x"]
		require.NoError(t, json.Unmarshal(got["steps"], &steps))
		var outcomes []string
		for _, s := range steps {
			outcomes = append(outcomes, s.Outcome)
		}
		require.Equal(t, of.outcomes, outcomes, name)
		require.Contains(t, string(got["final"]), of.final, name)
	}
}

func TestITIPFaults(t *testing.T) {
	for problem, says := range map[string]string{
		`{"side":"both","steps":[]}`:      "neither organizer nor attendee",
		`{"side":"organizer"}`:            "initial is missing",
		`{"side":"attendee"}`:             "steps is missing",
		`{"side":"attendee","steps":[1]}`: "expected a step",
		`{"side":"attendee","steps":[{"now":"2026-05-01T00:00:00Z","step":{"op":"dance"}}]}`:                                                                                                                               "no step of an attendee",
		`{"side":"attendee","steps":[{"now":"2026-05-01T00:00:00Z","step":{"op":"respond","partstat":"A\r\nB"}}]}`:                                                                                                         "is not a word",
		`{"side":"attendee","steps":[{"now":"noon","step":{"op":"counter"}}]}`:                                                                                                                                             "expected an instant",
		`{"side":"organizer","initial":{"sequence":0,"dtstamp":"2026-05-01T00:00:00Z","start":"2026-09-01T13:00Z","end":"2026-09-01T15:00Z","status":"CONFIRMED","attendees":{"a b":{"partstat":"ACCEPTED"}}},"steps":[]}`: "is not a name",
	} {
		stdout, _, code := program(context.Background(), problem, "-json")
		require.Equal(t, 1, code, problem)
		require.Contains(t, strings.ReplaceAll(stdout, `\"`, `"`), says, problem)
	}
}
