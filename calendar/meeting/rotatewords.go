package meeting

import (
	"fmt"
	"strings"
)

// Words says in English who chairs and why, in one paragraph: how often and how long ago
// the chair had its turn, who was passed over, and why the next in line waits.
func (t Turn) Words() string {
	var b strings.Builder
	if t.Meeting != "" {
		fmt.Fprintf(&b, "%s: ", t.Meeting)
	}
	if t.Chair == "" {
		b.WriteString("nobody chairs, for none of the members is available.")
		return b.String()
	}
	chair, at := t.chosen(t.Chair)
	fmt.Fprintf(&b, "%s chairs", t.Chair)
	switch len(t.CoChairs) {
	case 0:
	case 1:
		fmt.Fprintf(&b, ", with %s as co-chair", t.CoChairs[0])
	default:
		fmt.Fprintf(&b, ", with %s as co-chairs", enumerate(t.CoChairs))
	}
	fmt.Fprintf(&b, ". %s %s.", t.Chair, t.standing(chair, at))
	if skipped := t.names(t.Skipped()); len(skipped) > 0 {
		fmt.Fprintf(&b, " Not available, and passed over: %s.", enumerate(skipped))
		if t.Rule == Queue {
			b.WriteString(" Who is passed over keeps its place.")
		}
	}
	if t.Rule == LeastChaired {
		if next, ok := t.next(at); ok {
			fmt.Fprintf(&b, " %s comes behind: %s.", next.Member, behind(chair, next))
		}
	}
	return b.String()
}

// Skipped returns those who come before the chair and are not available; where nobody
// is available, that is everybody.
func (t Turn) Skipped() []Standing {
	_, at := t.chosen(t.Chair)
	return t.Order[:at]
}

// chosen returns the standing of a member and its index in the order; for "" the length of the order.
func (t Turn) chosen(member string) (Standing, int) {
	for i, s := range t.Order {
		if s.Member == member {
			return s, i
		}
	}
	return Standing{}, len(t.Order)
}

// next returns the first available member behind an index.
func (t Turn) next(at int) (Standing, bool) {
	for _, s := range t.Order[at+1:] {
		if s.Available {
			return s, true
		}
	}
	return Standing{}, false
}

func (Turn) names(standings []Standing) []string {
	names := make([]string, 0, len(standings))
	for _, s := range standings {
		names = append(names, s.Member)
	}
	return names
}

// standing says what gives a member its turn.
func (t Turn) standing(s Standing, at int) string {
	if t.Rule == Queue {
		if at == 0 {
			return "is first in the queue"
		}
		return fmt.Sprintf("is number %d in the queue", at+1)
	}
	text := "has never chaired"
	if s.Chaired > 0 {
		text = "has chaired " + times(s.Chaired)
	}
	if s.Credit > 0 {
		text += fmt.Sprintf(" and has a credit of %d", s.Credit)
	}
	return text
}

// behind says why a member waits while another chairs.
func behind(chair, next Standing) string {
	switch {
	case next.Count() > chair.Count() && next.Credit > 0:
		return fmt.Sprintf("%s and a credit of %d", times(next.Chaired), next.Credit)
	case next.Count() > chair.Count():
		return times(next.Chaired)
	case next.Last > chair.Last:
		return "as often, and more recently"
	}
	return "as often and as long ago, and later in the order of rotation"
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// enumerate joins names as a sentence does: "A", "A and B", "A, B and C".
func enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
