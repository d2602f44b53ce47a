package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A comparison measures rivals on workloads.
type comparison struct {
	rivals []rival
	rounds int
}

// A rival is an engine with the driver that runs it.
type rival struct {
	name   string
	driver []string
}

// A workload is what all rivals are given to do.
type workload struct {
	suite, name string
	args        []string // of the driver
	n           int      // occurrences that are gone through, 0 if that is not the question
	answer      string
}

// suiteNames are the suites in the order of their tables.
var suiteNames = []string{"iterate", "first", "seek", "sparse", "window"}

// A driver may take so much processor time, and so much time where that cannot be
// limited: more, since other work on the machine holds it up.
const (
	processorSeconds = 10
	timeout          = 2 * time.Minute
)

var errTooLong = fmt.Errorf("more than %d seconds of processor time", processorSeconds)

// readWorkloads reads the workloads of some suites.
func readWorkloads(suites []string) (list []workload, err error) {
	f, err := os.Open("../../testdata/workloads.tsv")
	if err != nil {
		return nil, fmt.Errorf("%w (run it in its own directory)", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		field := strings.Split(lines.Text(), "\t")
		if len(field) != 8 {
			continue
		}
		n, err := strconv.Atoi(field[5])
		if err != nil {
			continue // the line that names the columns
		}
		suite, rule, answer := field[0], field[2:7], field[7]
		if slices.Contains(suites, suite) {
			w := workload{suite: suite, name: field[1], args: append([]string{suite}, rule...), answer: answer}
			if suite == "iterate" {
				w.n = n
			}
			list = append(list, w)
		}
		if suite == "iterate" && slices.Contains(suites, "first") {
			args := append([]string{"first"}, rule...)
			list = append(list, workload{suite: "first", name: field[1], args: args, answer: field[3]})
		}
	}
	if slices.Contains(suites, "window") {
		path, err := writeCalendar()
		if err != nil {
			return nil, err
		}
		list = append(list, workload{
			suite: "window", name: "one month, 10,000 events",
			args: []string{"window", path, windowFrom + "Z", windowTo + "Z"},
		})
	}
	slices.SortStableFunc(list, func(a, b workload) int {
		return slices.Index(suiteNames, a.suite) - slices.Index(suiteNames, b.suite)
	})
	return list, lines.Err()
}

// run measures and prints.
func (c *comparison) run(w io.Writer, suites []string) error {
	list, err := readWorkloads(suites)
	if err != nil {
		return err
	}
	measured := make([][]measurements, len(list))
	for i := range list {
		measured[i] = make([]measurements, len(c.rivals))
	}
	for round := range c.rounds {
		for i, job := range list {
			for j, r := range c.rivals {
				m := &measured[i][j]
				if m.failed == "" && !(len(m.ns) > 0 && m.ns[0] > 1e9) {
					m.add(r.measure(job))
				}
			}
		}
		fmt.Fprintf(os.Stderr, "round %d of %d\n", round+1, c.rounds)
	}
	for _, job := range list {
		if job.suite == "window" {
			os.RemoveAll(filepath.Dir(job.args[1]))
		}
	}
	return c.print(w, list, measured)
}

// measurements are those of one rival on one workload.
type measurements struct {
	ns     []float64
	last   result
	failed string
}

func (m *measurements) add(r result, err error) {
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, errTooLong):
		m.failed = "> 10 s"
	case err != nil:
		m.failed = "–"
	default:
		m.ns = append(m.ns, r.NS)
		m.last = r
	}
}

func (m *measurements) median() float64 {
	sorted := slices.Sorted(slices.Values(m.ns))
	return sorted[len(sorted)/2]
}

// measure runs a driver.
func (r rival) measure(w workload) (got result, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, r.driver[0], append(slices.Clone(r.driver[1:]), w.args...)...)
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return got, ctx.Err()
	}
	if err != nil {
		if p := cmd.ProcessState; p != nil && p.UserTime()+p.SystemTime() >= processorSeconds*time.Second {
			err = errTooLong
		}
		return got, err
	}
	return got, json.Unmarshal(out, &got)
}
