package recurrence

import (
	"errors"
	"fmt"
	"strings"
)

// maxRuleText bounds the text of a rule, in bytes. A rule that names every value
// of every part takes less than half of it.
const maxRuleText = 32 << 10

// Parse reads a rule: the value of an RRULE property, without the property's name.
// It is strict. It accepts what RFC 5545, section 3.3.10 and, for RSCALE and SKIP,
// RFC 7529, section 4.1 accept, with the parts in any order, in capital letters as
// they are printed there, and nothing else; [ParseLenient] forgives more. Texts of
// more than 32 KiB are refused.
//
// The error is a [*ParseError]. For a calendar other than the Gregorian it wraps
// [ErrNotSupported].
func Parse(s string) (Rule, error) {
	p := ruleParser{input: s}
	if err := p.parse(); err != nil {
		return Rule{}, err
	}
	if err := p.rule.validateTogether(); err != nil {
		return Rule{}, p.locate(err)
	}
	return p.rule, nil
}

// MustParse is [Parse] for texts known to be right. It panics on others.
func MustParse(s string) Rule {
	r, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return r
}

// A ruleParser reads the parts of a rule one after the other. It keeps where they
// are, so that a fault of the whole has a place.
type ruleParser struct {
	input string
	rule  Rule
	seen  [numParts]bool
	at    [numParts]int32 // where the value begins
	part  partName        // the one being read
	named bool            // whether part is known
	ints  []int           // what all lists of numbers share
}

func (p *ruleParser) fail(offset int, format string, args ...any) *ParseError {
	e := &ParseError{Input: p.input, Offset: offset, Clause: clauseRecur, Reason: fmt.Sprintf(format, args...)}
	if p.named {
		e.Part = p.part.String()
		if p.part == partRScale || p.part == partSkip {
			e.Clause = clauseRScale
		}
	}
	return e
}

// locate turns a fault of the whole rule into one at the part that it names.
func (p *ruleParser) locate(err error) error {
	var e *RuleError
	if !errors.As(err, &e) {
		return err
	}
	found := &ParseError{Input: p.input, Offset: len(p.input), Part: e.Part, Clause: e.Clause, Reason: e.Reason}
	if part, ok := lookUpPart(e.Part); ok && p.seen[part] {
		found.Offset = int(p.at[part])
	}
	return found
}

func (p *ruleParser) parse() error {
	switch {
	case p.input == "":
		return p.fail(0, "the text is empty")
	case len(p.input) > maxRuleText:
		return p.fail(maxRuleText, "the text is longer than %d bytes", maxRuleText)
	}
	for pos := 0; pos <= len(p.input); {
		end := len(p.input)
		if i := strings.IndexByte(p.input[pos:], ';'); i >= 0 {
			end = pos + i
		}
		if err := p.parsePart(pos, end); err != nil {
			return err
		}
		pos = end + 1
	}
	return p.finish()
}

// finish checks what a text needs that a Rule does not show.
func (p *ruleParser) finish() error {
	p.named = false
	if !p.seen[partFreq] {
		return p.fail(len(p.input), "FREQ is missing")
	}
	if p.seen[partSkip] && !p.seen[partRScale] {
		p.part, p.named = partSkip, true
		return p.fail(int(p.at[partSkip]), "needs RSCALE")
	}
	return nil
}

// parsePart reads input[pos:end], a part with its value.
func (p *ruleParser) parsePart(pos, end int) error {
	p.named = false
	text := p.input[pos:end]
	eq := strings.IndexByte(text, '=')
	switch {
	case text == "":
		return p.fail(pos, "expected a rule part")
	case eq < 0:
		return p.fail(pos, `%s has no "="`, quote(text))
	}
	part, ok := lookUpPart(text[:eq])
	if !ok {
		return p.unknown(pos, text[:eq], "a rule part", isPart)
	}
	p.part, p.named = part, true
	if p.seen[part] {
		return p.fail(pos, "must not be given twice")
	}
	p.seen[part] = true
	pos += eq + 1
	p.at[part] = int32(pos)
	if pos == end {
		return p.fail(pos, "has no value")
	}
	return p.parseValue(pos, end)
}

func isPart(s string) bool {
	_, ok := lookUpPart(s)
	return ok
}

// unknown is the error on a word that is not one of those wanted, which known
// recognizes.
func (p *ruleParser) unknown(pos int, word, wanted string, known func(string) bool) error {
	if len(word) < maxQuotedWord && known(strings.ToUpper(word)) {
		return p.fail(pos, "%s must be in capital letters", quote(word))
	}
	return p.fail(pos, "%s is not %s", quote(word), wanted)
}

// maxQuotedWord is how much of a word an error's reason repeats.
const maxQuotedWord = 24

func quote(word string) string {
	if len(word) > maxQuotedWord {
		word = word[:maxQuotedWord] + "…"
	}
	return fmt.Sprintf("%q", word)
}
