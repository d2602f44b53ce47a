package calendar

import (
	"fmt"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// checkPatterns checks what only the whole tells: that each rule gives a day from its
// start on, and that each statement on an occurrence that no event records is on one that
// the pattern gives.
func (b *builder) checkPatterns() {
	recorded := b.recordedKeys(func(*record) bool { return true })
	days := make(map[string]*recurrence.Dates) // of the series with a rule that can be compiled
	at := int32(0)
	b.each("series", func(l Layer) int { return len(l.Series) }, func(int, int) {
		s := &b.series[at]
		if d, start := s.ruleDays(recorded[at]); d != nil {
			days[s.ID] = d
			if b.at.ID = s.ID; d.Never() {
				b.fail("rule", "gives no day from its start on, %s", start)
			}
		}
		at++
	})
	b.each("statements", func(l Layer) int { return len(l.Statements) }, func(layer, i int) {
		st := &b.def.Layers[layer].Statements[i]
		at, known := b.of[st.Of]
		if !known || at == taken {
			return
		}
		r := &b.records[at]
		if r.rare == nil || !r.bare {
			return
		}
		s := &b.series[r.series]
		key, _ := readKey(s.Pattern, r.occurrence)
		if b.at.ID = st.ID; days[s.ID] != nil && days[s.ID].Never() {
			return // the rule is at fault
		}
		if reason := s.offPattern(key, days[s.ID]); reason != "" {
			b.fail("of", "%s", reason)
		}
	})
}

// ruleDays compiles the rule of a series, from its start on. It returns nil where there
// is none, or none that can be compiled. recorded are the occurrences that are recorded.
func (s *Series) ruleDays(recorded []int64) (*recurrence.Dates, date.Date) {
	p, ok := s.Pattern.(ByRule)
	if !ok {
		return nil, 0
	}
	start := s.startOf(recorded)
	days, err := p.Rule.Dates(start)
	if err != nil {
		return nil, 0
	}
	return days, start
}

// offPattern tells why the pattern of s does not give an occurrence, or returns "". days are
// those of a ByRule, one at least.
func (s *Series) offPattern(key int64, days *recurrence.Dates) string {
	switch p := s.Pattern.(type) {
	case ByRule:
		if day := date.Date(key); days != nil && !days.Contains(day) {
			near, ok := days.Before(day)
			if !ok {
				near, _ = days.First()
			}
			return fmt.Sprintf("%s is not a day that the rule gives, such as %s", day, near)
		}
	case BySet:
		if s.set == nil {
			break // New has refused it
		}
		if _, ok := s.set.find(key); !ok {
			return fmt.Sprintf("%s is not an occurrence of the set", p.keyText(key))
		}
	case Cadence:
		if p.Every > 0 && !p.calls(int(key)) {
			return fmt.Sprintf("the pattern does not give %d: it gives %s", key, p.Words())
		}
	}
	return ""
}
