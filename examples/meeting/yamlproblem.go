package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
	"github.com/convene-cal/convene/recurrence"
)

// A yamlReader reads a problem that people have written.
type yamlReader struct {
	*plan
	dir      string // of the file, from which other files are named
	from, to time.Time
}

var yamlKeys = []string{
	"title", "place", "from", "until", "duration", "step", "grid", "notice", "before", "after", "tentative", "unknown", "least", "groups",
	"bands", "objective", "results", "apart", "near-misses", "moving", "all-day", "blackouts", "rooms", "need", "hours", "soft", "holidays",
	"limits", "role", "people", "series", "rotation",
}

// readYAML reads a problem; what it names other files by is relative to its own.
func readYAML(root *node) (*plan, error) {
	r := yamlReader{plan: &plan{loc: time.UTC, city: "UTC"}, dir: filepath.Dir(root.doc.file)}
	if !root.isObject(yamlKeys...) {
		return nil, root.doc.err()
	}
	r.title = root.get("title").string()
	if place := root.get("place"); place != nil {
		r.city, r.loc = place.place()
	}
	if rotation := root.get("rotation"); rotation != nil {
		r.rotate(rotation)
		return r.plan, root.doc.err()
	}
	r.window(root)
	r.rules(root)
	r.quorums(root)
	for _, b := range root.get("blackouts").list() {
		r.req.Blackouts = append(r.req.Blackouts, r.busy(b, r.loc, "")...)
	}
	for _, n := range root.get("rooms").list() {
		r.room(n)
	}
	if need := root.get("need"); need != nil && need.isObject("capacity", "features") {
		r.req.NeedCapacity = need.get("capacity").int(0, mostPeople)
		r.req.NeedFeatures = need.get("features").texts()
	}
	for _, n := range root.need("people").list() {
		r.person(n, root)
	}
	if s := root.get("series"); s != nil {
		r.planSeries(s)
	}
	return r.plan, root.doc.err()
}

// window reads when the meeting may be, and how long it is.
func (r *yamlReader) window(root *node) {
	first, last := root.need("from").day(), root.need("until").day()
	if last < first {
		root.get("until").fail("comes before from")
		last = first
	}
	r.from, r.to = startOfDay(first, r.loc), startOfDay(last+1, r.loc)
	r.req.Windows = []meeting.Span{{Start: r.from, End: r.to}}
	r.req.Location = r.loc
	if r.req.Duration = root.need("duration").duration(); r.req.Duration <= 0 && root.get("duration") != nil {
		root.get("duration").fail("expected more than no time")
	}
	r.req.Step = 15 * time.Minute
	if step := root.get("step"); step != nil {
		if r.req.Step = step.duration(); r.req.Step <= 0 {
			step.fail("expected more than no time")
			r.req.Step = time.Hour
		}
	}
	switch grid := root.get("grid"); {
	case grid == nil && 24*time.Hour%r.req.Step == 0:
		r.req.AlignTo = r.loc
	case grid == nil:
	case grid.choice("clock", "start") == "clock":
		r.req.AlignTo = r.loc
	}
	r.notice = root.get("notice").duration()
	r.req.Before, r.req.After = root.get("before").duration(), root.get("after").duration()
}

// startOfDay returns the first instant of a day in a place.
func startOfDay(day date.Date, loc *time.Location) time.Time {
	e := freebusy.Entry{Day: day, EndDay: day + 3, Location: loc}
	around := day.MidnightUTC()
	for start := range e.Spans(around.AddDate(0, 0, -2), around.AddDate(0, 0, 4)) {
		return start
	}
	return around
}

// rules reads what is better and what counts.
func (r *yamlReader) rules(root *node) {
	switch root.get("tentative").choice("blocks", "free", "last-resort") {
	case "free":
		r.req.Tentative = meeting.TentativeFree
	case "last-resort":
		r.req.Tentative = meeting.TentativeLastResort
	}
	switch root.get("unknown").choice("by-role", "free", "busy", "report") {
	case "free":
		r.req.Unknown = meeting.UnknownFree
	case "busy":
		r.req.Unknown = meeting.UnknownBusy
	case "report":
		r.req.Unknown = meeting.UnknownReport
	}
	switch root.get("objective").choice("leximin", "minimax", "sum", "earliest") {
	case "sum":
		r.req.Objective = meeting.Sum
	case "minimax":
		r.req.Objective = meeting.MiniMax
	case "earliest":
		r.req.Objective = meeting.Earliest
	default:
		r.req.Objective = meeting.LexiMin
	}
	if bands := root.get("bands"); bands != nil {
		r.req.Bands = []meeting.Band{}
		for _, b := range bands.list() {
			if b.isObject("hours", "times") {
				r.req.Bands = append(r.req.Bands, meeting.Band{ClockRange: b.need("hours").clockRange(), Factor: b.need("times").int(0, 1000)})
			}
		}
	}
	r.req.Results = 5
	if n := root.get("results"); n != nil {
		r.req.Results = n.int(1, 1000)
	}
	r.req.NearMisses = 3
	if n := root.get("near-misses"); n != nil {
		r.req.NearMisses = n.int(0, 1000)
	}
	r.req.MinDistance = root.get("apart").duration()
	r.req.MaskUID = root.get("moving").string()
	r.req.IgnoreAllDay = root.get("all-day").choice("counts", "ignored") == "ignored"
}

// quorums reads how many must come.
func (r *yamlReader) quorums(root *node) {
	if least := root.get("least"); least != nil && least.isObject("required", "total") {
		if n := least.get("required"); n != nil {
			v := n.int(0, mostPeople)
			r.req.MinRequired = &v
		}
		r.req.MinTotal = least.get("total").int(0, mostPeople)
	}
	for _, g := range root.get("groups").list() {
		if g.isObject("name", "members", "at-least") {
			r.req.Groups = append(r.req.Groups, meeting.Group{
				Name: g.need("name").string(), Members: g.need("members").texts(), AtLeast: g.need("at-least").int(0, mostPeople),
			})
		}
	}
}

func (r *yamlReader) room(n *node) {
	if !n.isObject("name", "capacity", "features", "place", "hours", "busy") {
		return
	}
	room := meeting.Room{ID: n.need("name").string(), Capacity: n.get("capacity").int(0, mostPeople), Features: n.get("features").texts(), Location: r.loc}
	if place := n.get("place"); place != nil {
		_, room.Location = place.place()
	}
	if hours := n.get("hours"); hours != nil {
		room.Hours = hours.weekHours()
	}
	for _, b := range n.get("busy").list() {
		room.Busy = append(room.Busy, r.busy(b, room.Location, "")...)
	}
	r.req.Rooms = append(r.req.Rooms, room)
}

// planSeries reads that there are to be several meetings.
func (r *yamlReader) planSeries(n *node) {
	if !n.isObject("meetings", "at-least", "at-most") {
		return
	}
	r.series = &meeting.SeriesRequest{
		Request: r.req, Count: n.need("meetings").int(1, 366),
		MinGap: n.get("at-least").duration(), MaxGap: n.get("at-most").duration(),
	}
}

// texts reads a list of texts.
func (n *node) texts() []string {
	var all []string
	for _, item := range n.list() {
		all = append(all, item.string())
	}
	return all
}

// choice reads one of some words, the first if there is none.
func (n *node) choice(words ...string) string {
	if n == nil {
		return words[0]
	}
	expected := strings.Join(words, ", ")
	if !n.is(text, "one of "+expected) {
		return words[0]
	}
	for _, w := range words {
		if n.text == w {
			return w
		}
	}
	n.fail("expected one of %s, found %.40q", expected, n.text)
	return words[0]
}

var durationUnits = map[byte]time.Duration{'w': 7 * 24 * time.Hour, 'd': 24 * time.Hour, 'h': time.Hour, 'm': time.Minute}

// duration reads a length of time such as 1h30m.
func (n *node) duration() time.Duration {
	const expected = "a length of time such as 90m, 1h30m or 2d"
	if n == nil {
		return 0
	}
	s, ok := n.plain(expected)
	if !ok {
		return 0
	}
	d, rest := time.Duration(0), s
	for rest != "" {
		i := strings.IndexAny(rest, "wdhm")
		if i <= 0 || i > 6 {
			break
		}
		v, err := strconv.Atoi(rest[:i])
		if err != nil || v < 0 {
			break
		}
		d += time.Duration(v) * durationUnits[rest[i]]
		rest = rest[i+1:]
	}
	if s == "" || rest != "" || d > 100*366*24*time.Hour {
		n.fail("expected %s, found %.40q", expected, s)
		return 0
	}
	return d
}

// parseLocal reads a time on the clock of a place, or one in UTC with a Z.
func parseLocal(s string, loc *time.Location) (time.Time, bool) {
	if t, err := time.Parse(minuteLayout, s); err == nil {
		return t, true
	}
	t, err := time.Parse("2006-01-02T15:04", s)
	if err != nil {
		return time.Time{}, false
	}
	return recurrence.AtClock(t, loc).Time(), true
}

// clockRange reads clock times such as 22:00-06:00.
func (n *node) clockRange() meeting.ClockRange {
	if !n.is(text, "hours such as 09:00-17:00") {
		return meeting.ClockRange{}
	}
	r, err := parseClockRange(n.text)
	if err != nil {
		n.fail("%v", err)
	}
	return r
}

func parseClockRange(s string) (meeting.ClockRange, error) {
	from, to, ok := strings.Cut(s, "-")
	if !ok {
		return meeting.ClockRange{}, fmt.Errorf("%.40q is no hours such as 09:00-17:00", s)
	}
	a, err := parseClock(strings.TrimSpace(from))
	if err != nil {
		return meeting.ClockRange{}, err
	}
	b, err := parseClock(strings.TrimSpace(to))
	return meeting.ClockRange{From: a, To: b}, err
}

// weekHours reads hours of the week: "MO-FR 09:00-17:00", a list of such, or "any" for all
// hours, which is nil.
func (n *node) weekHours() *meeting.Hours {
	items := []*node{n}
	if n != nil && n.kind == list {
		items = n.items
	}
	if len(items) == 1 && items[0].kind == text && items[0].text == "any" {
		return nil
	}
	h := new(meeting.Hours)
	for _, item := range items {
		if !item.is(text, "hours such as MO-FR 09:00-17:00") {
			continue
		}
		days, clocks, ok := strings.Cut(item.text, " ")
		first, last, isSpan := strings.Cut(days, "-")
		if !isSpan {
			last = first
		}
		from, ok1 := weekdays[first]
		to, ok2 := weekdays[last]
		if !ok || !ok1 || !ok2 {
			item.fail("expected hours such as MO-FR 09:00-17:00 or SA 09:00-12:00, found %.40q", item.text)
			continue
		}
		for clocks := range strings.SplitSeq(clocks, ",") {
			r, err := parseClockRange(strings.TrimSpace(clocks))
			if err != nil {
				item.fail("%v", err)
				continue
			}
			for d := from; ; d = (d + 1) % 7 {
				h.Week[d] = append(h.Week[d], r)
				if d == to {
					break
				}
			}
		}
	}
	return h
}
