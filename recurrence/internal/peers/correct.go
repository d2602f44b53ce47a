package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/teambition/rrule-go"

	"github.com/convene-cal/convene/recurrence"
)

// A row is one rule of a corpus: see ../../testdata/README.md.
type row struct {
	ID, DTStart, TZID, RRule, ExRule string
	RDate, ExDate                    []string
	Total                            *int
	Expected                         []string
	ExpectedUTC                      []string `json:"expected_utc"`
	Level                            string
}

// An outcome is what became of a row with an engine.
type outcome string

const (
	right     outcome = "right"
	different outcome = "different"
	refused   outcome = "refused"
	panicked  outcome = "panicked"
	late      outcome = "late" // no answer in time
)

// answerTimeout is how long an engine may take for the first occurrences of a rule.
const answerTimeout = 2 * time.Second

// correct prints how many rules of the corpora each engine gets right: those of the
// directories, each of which has public.jsonl, never.jsonl and invalid.jsonl.
func correct(w io.Writer, dirs []string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	names := []string{"convene", "rrule-go"}
	fmt.Fprintf(w, "| | %s |\n|---|%s\n", strings.Join(names, " | "), strings.Repeat("---:|", len(names)))
	for _, corpus := range []struct{ title, file string }{
		{"rules on which independent engines agree", "public.jsonl"},
		{"rules that never match, seldom, or late", "never.jsonl"},
		{"rules that the standard forbids, and a reader refuses", "invalid.jsonl"},
	} {
		rows, err := readRows(dirs, corpus.file)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "| %s (%d)", corpus.title, len(rows))
		for _, name := range names {
			counts, err := judge(self, name, rows)
			if err != nil {
				return err
			}
			fmt.Fprintf(w, " | %s", tally(counts, len(rows)))
		}
		fmt.Fprintln(w, " |")
	}
	return nil
}

func tally(counts map[outcome]int, all int) string {
	text := fmt.Sprintf("%d (%.1f %%)", counts[right], 100*float64(counts[right])/float64(all))
	for _, o := range []outcome{different, refused, panicked, late} {
		if counts[o] > 0 {
			text += fmt.Sprintf(", %d %s", counts[o], o)
		}
	}
	return text
}

// readRows reads the rows of a corpus that are a rule with a start, and nothing else. Of
// forbidden rules those are asked for that no reading of the standard admits.
func readRows(dirs []string, file string) (rows []row, err error) {
	seen := make(map[string]bool)
	for _, dir := range dirs {
		f, err := os.Open(filepath.Join(dir, file))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var r row
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			if seen[r.ID] || !r.isRule() || !r.hasZoneOfToday() || r.ExRule != "" || len(r.RDate)+len(r.ExDate) > 0 || r.RRule == "" || r.Level != "" && r.Level != "must" {
				continue
			}
			seen[r.ID] = true
			rows = append(rows, r)
		}
		if err := lines.Err(); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// isRule reports whether the row is about a rule alone. Of those on which engines agree two
// are no legal ones, with a blank and a part that the standard does not have.
func (r row) isRule() bool {
	property := r.Level != "" && r.TZID != "" && (r.isDay() || r.isUTC())
	illegal := r.Level == "" && (strings.TrimSpace(r.RRule) != r.RRule || strings.Contains(r.RRule, "BYWEEKDAY"))
	return !property && !illegal
}

// hasZoneOfToday reports whether the time zone database of this machine has the offsets
// with which the row was made. Readings of the clock that are skipped tell nothing.
func (r row) hasZoneOfToday() bool {
	zone, err := time.LoadLocation(r.TZID)
	if r.ExpectedUTC == nil || r.TZID == "" || err != nil {
		return true
	}
	for i, text := range r.ExpectedUTC {
		at, err := time.Parse(layout+"Z", text)
		wall, err2 := time.ParseInLocation(layout, r.Expected[i], zone)
		if err != nil || err2 != nil {
			return false
		}
		exists := wall.Format(layout) == r.Expected[i]
		if exists && at.In(zone).Format(layout) != r.Expected[i] {
			return false
		}
	}
	return true
}

// judge asks an engine for all rows. It is a process of its own, which is ended and begun
// anew where it gives no answer, or falls.
func judge(self, name string, rows []row) (map[outcome]int, error) {
	counts := make(map[outcome]int)
	for len(rows) > 0 {
		cmd := exec.Command(self, name, "answer")
		in, err := cmd.StdinPipe()
		if err != nil {
			return nil, err
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			return nil, err
		}
		if err := cmd.Start(); err != nil {
			return nil, err
		}
		answers := make(chan outcome)
		go func() {
			defer close(answers)
			for lines := bufio.NewScanner(out); lines.Scan(); {
				answers <- outcome(lines.Text())
			}
		}()
		enc := json.NewEncoder(in)
		for alive := true; alive && len(rows) > 0; rows = rows[1:] {
			if err := enc.Encode(rows[0]); err != nil {
				return nil, err
			}
			select {
			case o, ok := <-answers:
				if !ok {
					o, alive = panicked, false
				}
				counts[o]++
			case <-time.After(answerTimeout):
				counts[late]++
				alive = false
			}
		}
		in.Close()
		_ = cmd.Process.Kill() // it may be gone already
		for range answers {
		}
		_ = cmd.Wait()
	}
	return counts, nil
}

// answer is the process that judge asks: it reads rows, and prints what becomes of each.
func (l lister) answer(r io.Reader, w io.Writer) error {
	for dec := json.NewDecoder(r); ; {
		var row row
		switch err := dec.Decode(&row); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		fmt.Fprintln(w, l.outcome(row))
	}
}

func (l lister) outcome(r row) outcome {
	utc, wall, err := l.occurrences(r)
	switch {
	case r.Level != "" && err != nil:
		return right
	case err != nil:
		return refused
	case r.Level != "":
		return different
	case r.ExpectedUTC != nil:
		return compare(utc, r.ExpectedUTC)
	}
	return compare(wall, r.Expected)
}

func compare(got, want []string) outcome {
	if slices.Equal(got, want) {
		return right
	}
	return different
}

// occurrences returns what a row expects, and one more where nothing is to come: as
// instants, and in the form of its start.
func (l lister) occurrences(r row) (utc, wall []string, err error) {
	zone := time.UTC
	if r.TZID != "" {
		if zone, err = time.LoadLocation(r.TZID); err != nil {
			return nil, nil, err
		}
	}
	form := layout
	switch {
	case r.isDay():
		form = "20060102"
	case r.isUTC():
		form += "Z"
	}
	start, err := time.ParseInLocation(form, r.DTStart, zone)
	if err != nil {
		return nil, nil, err
	}
	n := len(r.Expected)
	if n == 0 || r.Total != nil && *r.Total == n {
		n++
	}
	list, err := l(r, start, n)
	for _, t := range list {
		utc = append(utc, t.UTC().Format(layout+"Z"))
		wall = append(wall, t.Format(form))
	}
	return utc, wall, err
}

func (r row) isDay() bool { return len(r.DTStart) == len("20060102") }

func (r row) isUTC() bool { return strings.HasSuffix(r.DTStart, "Z") }

// A lister gives the first n occurrences of a row.
type lister func(r row, start time.Time, n int) ([]time.Time, error)

var listers = map[string]lister{"convene": listConvene, "rrule-go": listRRuleGo}

// listConvene asks as the form of the start has it: for days, for floating times, or for
// times.
func listConvene(r row, start time.Time, n int) (list []time.Time, err error) {
	rule, err := recurrence.Parse(r.RRule)
	if err != nil {
		return nil, err
	}
	if r.isDay() {
		days, err := rule.Dates(date.NewAt(start))
		if err != nil {
			return nil, err
		}
		for d := range days.All() {
			if list = append(list, d.MidnightUTC()); len(list) == n {
				break
			}
		}
		return list, nil
	}
	if r.TZID == "" && !r.isUTC() {
		start = time.Date(start.Year(), start.Month(), start.Day(), start.Hour(), start.Minute(), start.Second(), 0, recurrence.Floating)
	}
	times, err := rule.Times(start)
	if err != nil {
		return nil, err
	}
	for t := range times.All() {
		if list = append(list, t); len(list) == n {
			break
		}
	}
	return list, nil
}

// listRRuleGo takes days for midnights in UTC: it knows no other.
func listRRuleGo(r row, start time.Time, n int) (list []time.Time, err error) {
	option, err := rrule.StrToROption(r.RRule)
	if err != nil {
		return nil, err
	}
	option.Dtstart = start
	rule, err := rrule.NewRRule(*option)
	if err != nil {
		return nil, err
	}
	next := rule.Iterator()
	for len(list) < n {
		t, ok := next()
		if !ok {
			break
		}
		list = append(list, t)
	}
	return list, nil
}
