package ical

import (
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

func TestEncodeErrorText(t *testing.T) {
	cal, e := base()
	e.SetURL("https://x/\r\ny")
	require.EqualError(t, Validate(cal), `ical: VCALENDAR/VEVENT[0] (UID "5f0c7a4e-3a0b-5d0e-9c55-000000000001"): URL: `+
		`control character at byte 10 of "https://x/\r\ny"`)

	cal, e = base()
	alarm := e.AddAlarm()
	alarm.SetTrigger("-P1D", &ics.KeyValues{Key: "X Y", Value: []string{"1"}})
	alarm.SetAction(ics.ActionAudio)
	require.EqualError(t, Validate(cal), `ical: VCALENDAR/VEVENT[0]/VALARM[0] (UID "5f0c7a4e-3a0b-5d0e-9c55-000000000001"): TRIGGER: `+
		`parameter "X Y": "X Y" is no name of a parameter`)
}

func TestEncodeErrorOfARule(t *testing.T) {
	cal, e := base()
	e.AddRrule("FREQ=MONTHLY;BYMONTHDAY=32")
	err := Validate(cal)
	var parse *recurrence.ParseError
	require.ErrorAs(t, err, &parse)
	require.Equal(t, "BYMONTHDAY", parse.Part)
	require.ErrorIs(t, err, ErrValue)
}

func TestEncodeErrorIsShort(t *testing.T) {
	cal, e := base()
	long := strings.Repeat("é", 1<<20)
	e.SetProperty(ics.ComponentPropertyUniqueId, long)
	e.SetProperty(ics.ComponentProperty(long), long, &ics.KeyValues{Key: long, Value: []string{long}})
	e.SetURL(long)
	e.SetStatus(ics.ObjectStatus(long))
	require.Less(t, len(Validate(cal).Error()), 2000)
}

func TestValidateReportsAtMostAHundred(t *testing.T) {
	cal, _ := base()
	for range 1000 {
		cal.AddEvent("")
	}
	err, ok := Validate(cal).(interface{ Unwrap() []error })
	require.True(t, ok)
	require.Len(t, err.Unwrap(), 100)
}
