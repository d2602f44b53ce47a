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
