package ical

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

// A modelMaker makes models that the writer accepts, of all kinds of components,
// properties, values and parameters.
type modelMaker struct {
	*rand.Rand
	serial int
}

func (m *modelMaker) oneOf(words ...string) string { return words[m.IntN(len(words))] }

// text is any text that a TEXT can hold: the writer makes one line end of all kinds, and
// leaves controls out.
func (m *modelMaker) text() string {
	pieces := []string{
		"a", "Geneva", " ", "\t", ",", ";", ":", `\`, `\\`, `\n`, `\,`, "\n", `"`, "^", "^n", "^^", "'", "=", "é", "中文", "🕊️", "\u00a0",
		"العربية", strings.Repeat("long words ", 9), strings.Repeat("x", 80), "END:VEVENT", "\nBEGIN:VEVENT\n", "<b>", "%0D%0A",
	}
	var b strings.Builder
	for range m.IntN(8) {
		b.WriteString(pieces[m.IntN(len(pieces))])
	}
	return b.String()
}

func (m *modelMaker) list() string {
	items := make([]string, 1+m.IntN(4))
	for i := range items {
		items[i] = m.text()
	}
	return TextList(items...)
}

func (m *modelMaker) day() string {
	return fmt.Sprintf("%04d%02d%02d", 1+m.IntN(9998), 1+m.IntN(12), 1+m.IntN(28))
}

func (m *modelMaker) clock() string {
	return fmt.Sprintf("T%02d%02d%02d", m.IntN(24), m.IntN(60), m.IntN(61))
}

func (m *modelMaker) utc() string { return m.day() + m.clock() + "Z" }

func (m *modelMaker) params() []ics.PropertyParameter {
	var all []ics.PropertyParameter
	names := map[string]bool{}
	for range m.IntN(4) {
		name := m.oneOf("CN", "LANGUAGE", "ALTREP", "X-ONE", "X-TWO", "MEMBER", "ROLE", "LABEL")
		if names[name] {
			continue
		}
		names[name] = true
		values := make([]string, 1+m.IntN(3))
		for i := range values {
			values[i] = m.text()
		}
		all = append(all, &ics.KeyValues{Key: name, Value: values})
	}
	return all
}

// described are the properties that many components may have.
func (m *modelMaker) described(c *ics.ComponentBase) {
	m.serial++
	c.AddProperty("UID", fmt.Sprintf("%d@example.org%s", m.serial, m.oneOf("", "\\", ",;", "é")))
	c.AddProperty("DTSTAMP", m.utc())
	for range m.IntN(8) {
		switch name := ics.ComponentProperty(m.oneOf("COMMENT", "CATEGORIES", "REFID", "X-TEXT", "X-RAW", "X-TYPED", "ATTENDEE",
			"RELATED-TO", "ATTACH", "CONFERENCE", "REQUEST-STATUS", "STRUCTURED-DATA", "X-WR-THING", "IANA-TOKEN")); name {
		case "CATEGORIES":
			c.AddProperty(name, m.list(), m.params()...)
		case "X-RAW":
			c.AddProperty(name, m.oneOf(`a\;b;c,d`, `1;2;3`, `x\y`), append(m.params(), ics.WithValue("UNKNOWN"))...)
		case "X-TYPED":
			c.AddProperty(name, m.oneOf("PT1H", "20260101", "a;b,c\\d"), append(m.params(), ics.WithValue("X-THING"))...)
		case "ATTENDEE":
			c.AddProperty(name, "mailto:é@example.org", m.params()...)
		case "CONFERENCE":
			c.AddProperty(name, "https://example.org/?a=1,2;b=3", append(m.params(), ics.WithValue("URI"))...)
		case "ATTACH":
			c.AddProperty(name, "QUJD", ics.WithValue("BINARY"), ics.WithEncoding("BASE64"))
		case "STRUCTURED-DATA":
			c.AddProperty(name, m.text(), append(m.params(), ics.WithValue("TEXT"))...)
		case "REQUEST-STATUS":
			c.AddProperty(name, "2.8;Success, and more;RRULE:FREQ=DAILY")
		default:
			c.AddProperty(name, m.text(), m.params()...)
		}
	}
}

// span sets DTSTART and how long it lasts, and perhaps what it recurs by.
func (m *modelMaker) span(c *ics.ComponentBase, end ics.ComponentProperty) {
	switch m.IntN(3) {
	case 0:
		c.AddProperty("DTSTART", "20260730", ics.WithValue("DATE"))
		switch m.IntN(3) {
		case 0:
			c.AddProperty(end, "20260801", ics.WithValue("DATE"))
		case 1:
			c.AddProperty("DURATION", "P2D")
		}
		if m.IntN(2) == 0 {
			c.AddProperty("RRULE", m.oneOf("FREQ=YEARLY", "FREQ=YEARLY;UNTIL=20300730", "FREQ=YEARLY;COUNT=4"))
			c.AddProperty("EXDATE", "20270730,20280730", ics.WithValue("DATE"))
		}
	case 1:
		c.AddProperty("DTSTART", "20260730T100000Z")
		c.AddProperty(end, m.oneOf("20260730T110000Z", "99991231T235960Z"))
		if m.IntN(2) == 0 {
			c.AddProperty("RDATE", "20260801T100000Z/PT1H,20260802T100000Z/20260802T120000Z", ics.WithValue("PERIOD"))
		}
	default:
		zone := ics.WithTZID("Europe/Vienna")
		c.AddProperty("DTSTART", "20260730T100000", zone)
		c.AddProperty("DURATION", m.oneOf("PT1H", "P1DT30M", "P1W"))
		if m.IntN(2) == 0 {
			c.AddProperty("RRULE", m.oneOf("FREQ=WEEKLY;BYDAY=TH;UNTIL=20300730T080000Z", "RSCALE=CHINESE;FREQ=YEARLY"))
			c.AddProperty("EXDATE", "20260806T100000", zone)
		}
	}
}

func (m *modelMaker) calendar(t *testing.T) *ics.Calendar {
	cal := &ics.Calendar{}
	add := func(name, value string, params ...ics.PropertyParameter) {
		p := ics.BaseProperty{IANAToken: name, Value: value, ICalParameters: map[string][]string{}}
		for _, param := range params {
			key, values := param.KeyValue()
			p.ICalParameters[key] = values
		}
		cal.CalendarProperties = append(cal.CalendarProperties, ics.CalendarProperty{BaseProperty: p})
	}
	add("VERSION", "2.0")
	add("PRODID", "-//Convene//Test//EN")
	add("NAME", m.text(), m.params()...)
	add("REFRESH-INTERVAL", "PT12H", ics.WithValue("DURATION"))
	add("COLOR", "steelblue")
	add("X-WR-CALNAME", m.text())
	vienna, err := time.LoadLocation("Europe/Vienna")
	require.NoError(t, err)
	zone, err := Timezone(vienna, zonesFrom, zonesUntil)
	require.NoError(t, err)
	cal.Components = append(cal.Components, zone)
	for range m.IntN(6) {
		switch m.IntN(6) {
		case 0, 1:
			e := &ics.VEvent{}
			m.described(&e.ComponentBase)
			m.span(&e.ComponentBase, "DTEND")
			e.AddProperty("SUMMARY", m.text(), m.params()...)
			e.AddProperty("GEO", "40.7493;-73.9680")
			if m.IntN(2) == 0 {
				a := e.AddAlarm()
				a.AddProperty("ACTION", "DISPLAY")
				a.AddProperty("DESCRIPTION", m.text())
				a.AddProperty("TRIGGER", m.oneOf("-P1D", "PT0S"))
			}
			if m.IntN(4) == 0 {
				part := &ics.GeneralComponent{Token: "PARTICIPANT"}
				part.AddProperty("UID", m.oneOf("p", "q"))
				part.AddProperty("PARTICIPANT-TYPE", "SPEAKER")
				e.Components = append(e.Components, part)
			}
			cal.Components = append(cal.Components, e)
		case 2:
			todo := &ics.VTodo{}
			m.described(&todo.ComponentBase)
			m.span(&todo.ComponentBase, "DUE")
			todo.AddProperty("STATUS", "NEEDS-ACTION")
			cal.Components = append(cal.Components, todo)
		case 3:
			journal := &ics.VJournal{}
			m.described(&journal.ComponentBase)
			journal.AddProperty("DESCRIPTION", m.text())
			journal.AddProperty("DESCRIPTION", m.text())
			cal.Components = append(cal.Components, journal)
		case 4:
			busy := &ics.VBusy{}
			m.described(&busy.ComponentBase)
			busy.AddProperty("FREEBUSY", "20260730T100000Z/PT1H,20260730T120000Z/PT1H", &ics.KeyValues{Key: "FBTYPE", Value: []string{"BUSY"}})
			cal.Components = append(cal.Components, busy)
		default:
			box := &ics.GeneralComponent{Token: m.oneOf("X-BOX", "VSOMETHING")}
			box.AddProperty("X-A", m.text(), m.params()...)
			inner := &ics.GeneralComponent{Token: "X-INNER"}
			inner.AddProperty("UID", "u"+m.text())
			box.Components = append(box.Components, inner)
			cal.Components = append(cal.Components, box)
		}
	}
	return cal
}

// What is written and read is the model again, with no defect but those that the model
// itself has, and what is written of that is the same stream.
func TestModelsSurvive(t *testing.T) {
	rounds := 3000
	if testing.Short() {
		rounds = 300
	}
	for seed := range rounds {
		m := modelMaker{Rand: rand.New(rand.NewPCG(uint64(seed), 5545))}
		cal := m.calendar(t)
		stream, err := Marshal(cal)
		require.NoError(t, err, "seed %d", seed)
		doc, err := Read(strings.NewReader(string(stream)), ReadOptions{})
		require.NoError(t, err, "seed %d: %s", seed, stream)
		for _, d := range doc.Diagnostics {
			require.Contains(t, []Code{CodeForeignRule, CodeParameterBackslash, CodeEmptyCalendar}, d.Code, "seed %d: %v\n%s", seed, d, stream)
			require.Equal(t, Noted, d.Effect)
		}
		require.Equal(t, plainModel(cal), plainModel(doc.Calendars[0]), "seed %d", seed)
		again, err := Marshal(doc.Calendars[0])
		require.NoError(t, err)
		require.Equal(t, string(stream), string(again), "seed %d", seed)
	}
}
