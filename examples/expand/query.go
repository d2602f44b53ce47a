package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/convene-cal/convene/recurrence"
)

const (
	defaultLimit = 30
	maxLimit     = 100_000
	maxRules     = 100
)

// A query is one object that comes in.
type query struct {
	ID      json.RawMessage `json:"id"`
	DTStart string          `json:"dtstart"`
	TZID    string          `json:"tzid"`
	RRule   texts           `json:"rrule"`
	ExRule  texts           `json:"exrule"`
	RDate   []string        `json:"rdate"`
	ExDate  []string        `json:"exdate"`
	After   string          `json:"after"`
	Before  string          `json:"before"`
	Reverse bool            `json:"reverse"`
	Limit   *int            `json:"limit"`
}

// texts is a list of texts, or in JSON one alone.
type texts []string

func (t *texts) UnmarshalJSON(data []byte) error {
	var one string
	if err := json.Unmarshal(data, &one); err != nil {
		return json.Unmarshal(data, (*[]string)(t))
	}
	if string(data) != "null" {
		*t = texts{one}
	}
	return nil
}

// limit returns how many occurrences the query asks for.
func (q *query) limit() (int, error) {
	switch {
	case q.Limit == nil:
		return defaultLimit, nil
	case *q.Limit < 0 || *q.Limit > maxLimit:
		return 0, &fault{Field: "limit", Err: fmt.Sprintf("%d is outside 0 to %d", *q.Limit, maxLimit)}
	}
	return *q.Limit, nil
}

// set returns the recurrence set that the query is about.
func (q *query) set() (recurrence.Set, error) {
	var c content
	if q.DTStart == "" {
		c.err = &fault{Field: "dtstart", Err: "is missing", Clause: "RFC 5545, 3.8.2.4"}
	}
	if n := len(q.RRule) + len(q.ExRule); n > maxRules {
		c.err = &fault{Field: "rrule", Err: fmt.Sprintf("%d rules are more than %d", n, maxRules)}
	}
	c.moment("DTSTART", "dtstart", q.DTStart, q.TZID)
	for _, r := range q.RRule {
		c.add("RRULE:", "rrule", r)
	}
	for _, r := range q.ExRule {
		c.add("EXRULE:", "exrule", r)
	}
	for _, d := range q.RDate {
		c.moment("RDATE", "rdate", d, q.TZID)
	}
	for _, d := range q.ExDate {
		c.moment("EXDATE", "exdate", d, q.TZID)
	}
	return c.parse()
}

// bound returns the moment that the field after or before holds: a day or a time, as
// the start is. A local time is by the clock of the start, and one in UTC goes with
// any start but a floating one.
func (q *query) bound(field, value string) (recurrence.Moment, error) {
	floating := q.TZID == "" && !isUTC(q.DTStart)
	if isDate(value) != isDate(q.DTStart) || isUTC(value) && floating {
		return recurrence.Moment{}, &fault{Field: field, Err: "must be of the form of dtstart", Clause: "RFC 5545, 3.3.4 and 3.3.5"}
	}
	tzid := q.TZID
	if isUTC(value) {
		tzid = ""
	}
	var c content
	c.moment("DTSTART", field, value, tzid)
	set, err := c.parse()
	var f *fault
	if errors.As(err, &f) {
		f.Err = strings.TrimPrefix(f.Err, "DTSTART: ")
	}
	return set.Start, err
}

// content is a recurrence set as content lines, each of which comes from a field of
// a query.
type content struct {
	lines  []string
	fields []string
	values []int // where the value begins in the line
	err    error
}

// add adds the line that is a prefix and a value. A value with control characters is
// none, and would be read as several lines.
func (c *content) add(prefix, field, value string) {
	if i := strings.IndexFunc(value, isControl); i >= 0 && c.err == nil {
		c.err = &fault{Field: field, Offset: i, Err: fmt.Sprintf("%q cannot be part of a value", value[i]), Clause: "RFC 5545, 3.1"}
	}
	c.lines = append(c.lines, prefix+value)
	c.fields = append(c.fields, field)
	c.values = append(c.values, len(prefix))
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// moment adds the line of a property that holds a date, a time or a period, and not a
// list of them. A local time is in the zone; a start is said to be whatever it is.
func (c *content) moment(property, field, value, tzid string) {
	if i := strings.IndexByte(value, ','); i >= 0 && c.err == nil {
		c.err = &fault{Field: field, Offset: i, Err: "expected one value, and not a list", Clause: "RFC 5545, 3.3.4 and 3.3.5"}
	}
	prefix := property
	switch {
	case isDate(value):
		prefix += ";VALUE=DATE"
	case strings.Contains(value, "/"):
		prefix += ";VALUE=PERIOD"
	}
	if tzid != "" && (property == "DTSTART" || !isDate(value) && !isUTC(value)) {
		if strings.ContainsFunc(tzid, func(r rune) bool { return isControl(r) || r == '"' }) && c.err == nil {
			c.err = &fault{Field: "tzid", Err: fmt.Sprintf("the zone %q is not known", tzid), Clause: "RFC 5545, 3.2.19"}
		}
		prefix += `;TZID="` + tzid + `"`
	}
	c.add(prefix+":", field, value)
}

func isDate(value string) bool { return len(value) == len("20260730") }

func isUTC(value string) bool {
	start, _, _ := strings.Cut(value, "/")
	return strings.HasSuffix(start, "Z")
}

// parse reads the lines. Rules are read by themselves first, since they may hold
// anything.
func (c *content) parse() (recurrence.Set, error) {
	for i, field := range c.fields {
		if field == "rrule" || field == "exrule" {
			if _, err := recurrence.Parse(c.lines[i][c.values[i]:]); err != nil {
				return recurrence.Set{}, faultOf(err, field)
			}
		}
	}
	if c.err != nil {
		return recurrence.Set{}, c.err
	}
	set, err := recurrence.ParseSet(strings.Join(c.lines, "\n"))
	if err != nil {
		return recurrence.Set{}, c.fault(err)
	}
	return set, nil
}

// basic writes a moment as RFC 5545 does: without separators, and with seconds.
func basic(s string) string {
	for _, layout := range []string{"2006-01-02T15:04:05Z", "2006-01-02T15:04Z", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"} {
		t, err := time.Parse(layout, strings.Replace(s, " ", "T", 1))
		if err != nil {
			continue
		}
		form := "20060102"
		if len(layout) > len("2006-01-02") {
			form += "T150405"
		}
		if strings.HasSuffix(layout, "Z") {
			form += "Z"
		}
		return t.Format(form)
	}
	return s
}
