package meeting

import (
	"fmt"
	"strings"
	"time"
)

// listed is how many cores and corrections Words tells of.
const listed = 5

// Words says in English what the explanation says, a sentence or two a line. Times are in
// the Location of the request, and in UTC where the explanation was read from JSON.
func (e *Explanation) Words() string {
	if e.req == nil { // read from JSON
		read := *e
		read.req = &Request{}
		e = &read
	}
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	switch e.Cause {
	case CauseNone:
		line("The meeting can be held: %s of %d.", plural(e.Feasible, "start is possible", "starts are possible"), e.Candidates)
	case CauseNoCandidate:
		what := "the meeting"
		if e.req.Duration > 0 {
			what = fmt.Sprintf("a meeting of %v", BurdenOf(e.req.Duration))
		}
		line("No start leaves room for %s within the windows.", what)
	case CauseBlackout:
		line("Blackouts meet the meeting at each of %s.", plural(e.Candidates, "start", "starts"))
	case CauseRoom:
		line("No room is free%s, outside the blackouts at each of %s.", e.req.roomWords(), plural(e.Candidates, "start", "starts"))
	case CauseQuorum:
		line("More people are asked for than there are.")
	case CauseParticipants:
		line("Not enough people can come at any of %s.", plural(e.Open, "start", "starts"))
	}
	if e.Feasible == 0 {
		e.shortfallWords(line)
		e.coreWords(line)
		e.correctionWords(line)
	}
	return b.String()
}

func (e *Explanation) shortfallWords(line func(string, ...any)) {
	short := false
	for _, s := range e.Shortfalls {
		if s.Short() == 0 {
			continue
		}
		short = true
		whom := "Of all people"
		if s.IsGroup {
			whom = fmt.Sprintf("Of the group %s", s.Quorum)
		} else if s.Quorum == "required" {
			whom = "Of the required people"
		}
		line("%s %d must come, and at best %d can: %d short, first on %s.", whom, s.Need, s.Best, s.Short(), e.req.timeWords(s.At))
	}
	if len(e.Shortfalls) > 0 && !short && len(e.Corrections) == 0 && e.Open > 0 {
		line("Each quorum is met at some start, but none meets them all.")
	}
}

func (e *Explanation) coreWords(line func(string, ...any)) {
	for i, c := range e.Cores {
		switch {
		case i == listed:
			line("So it is with %d%s other groups of people.", len(e.Cores)-listed, more(e.CoresTruncated))
			return
		case len(c) == 1:
			line("%s cannot come at any time.", c[0])
		default:
			line("%s have no time together.", enumerate(c))
		}
	}
}

func (e *Explanation) correctionWords(line func(string, ...any)) {
	for i, c := range e.Corrections {
		if i == listed {
			line("%d%s other groups could be excused instead.", len(e.Corrections)-listed, more(e.CorrectionsTruncated))
			return
		}
		line("Without %s: %s, at best %s.", enumerate(c.Without), plural(c.Starts, "start", "starts"), e.req.timeWords(c.Best.Start))
	}
}

func more(truncated bool) string {
	if truncated {
		return " or more"
	}
	return ""
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// timeWords returns a time as the request announces it.
func (r *Request) timeWords(t time.Time) string {
	loc := time.UTC
	if r.Location != nil {
		loc = r.Location
	}
	return t.In(loc).Format("Monday 2 January 2006, 15:04 MST")
}

// roomWords says what a room must have: " that has 20 places and interpretation".
func (r *Request) roomWords() string {
	var needs []string
	if r.NeedCapacity > 0 {
		needs = append(needs, plural(r.NeedCapacity, "place", "places"))
	}
	needs = append(needs, r.NeedFeatures...)
	if len(needs) == 0 {
		return ""
	}
	return " that has " + enumerate(needs)
}
