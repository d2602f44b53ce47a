package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestEnginesAgree checks on small workloads that the engines give the answers that
// the comparison counts as right, before their times are compared.
func TestEnginesAgree(t *testing.T) {
	list, err := readWorkloads([]string{"iterate", "first"})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range list {
		for name, e := range engines {
			operation, err := e.operation(w.args)
			if err != nil {
				if name != "convene-days" {
					t.Errorf("%s, %s: %v", w.name, name, err)
				}
				continue
			}
			found, last := operation()
			r := result{Found: found, Last: last.Format(layout)}
			if !w.right(r, r) {
				t.Errorf("%s %s, %s: %v, want %s", w.suite, w.name, name, r, w.answer)
			}
		}
	}
}

// TestWindow counts the month of BenchmarkWindow, in package recurrence, with all
// engines.
func TestWindow(t *testing.T) {
	path, err := writeCalendar()
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(filepath.Dir(path))
	for name, e := range engines {
		count, err := e.window(path, windowFrom, windowTo)
		if err != nil {
			t.Fatal(err)
		}
		if n := count(); n != windowCount {
			t.Errorf("%s finds %d, want %d", name, n, windowCount)
		}
	}
}

// TestTimeRuns guards the measure itself: processor time advances with work.
func TestTimeRuns(t *testing.T) {
	began := processorTime()
	for until := time.Now().Add(20 * time.Millisecond); time.Now().Before(until); {
	}
	if processorTime() <= began {
		t.Error("no processor time has passed")
	}
}

// TestCorrect checks the judge: what is right, what hangs and what falls.
func TestCorrect(t *testing.T) {
	rows := []row{
		{DTStart: "20260105T090000", RRule: "FREQ=DAILY;COUNT=2", Expected: []string{"20260105T090000", "20260106T090000"}},
		{DTStart: "20260105", RRule: "FREQ=DAILY", Expected: []string{"20260105", "20260106"}},
		{DTStart: "20260105T090000", TZID: "Europe/Vienna", RRule: "FREQ=DAILY", Expected: []string{""}, ExpectedUTC: []string{"20260105T080000Z"}},
		{DTStart: "20260105T090000", RRule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
	}
	for _, r := range rows {
		if o := lister(listConvene).outcome(r); o != right {
			t.Errorf("%s from %s: %s", r.RRule, r.DTStart, o)
		}
	}
	wrong := rows[0]
	wrong.Expected = []string{"20260105T090000"}
	total := 1
	wrong.Total = &total
	if o := lister(listConvene).outcome(wrong); o != different {
		t.Errorf("two occurrences where one is expected: %s", o)
	}
	if o := lister(listConvene).outcome(row{DTStart: "20260105", RRule: "FREQ=DAILY;INTERVAL=0", Level: "must"}); o != right {
		t.Errorf("a forbidden rule is refused: %s", o)
	}
}
