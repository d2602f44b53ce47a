// Load keeps many connections to a feed server open and asks for a feed over each of them,
// at once and again and again: most of the time as a subscriber who has it, with its tag.
//
//	go run ./examples/serve -quiet &
//	go run ./calendar/feed/internal/load -n 10000 -for 60s -url http://localhost:8080/calendar.ics
//
// It prints what the answers were and how long they took, and fails if any was wrong. Both
// programs need a limit of open files above the number of connections (ulimit -n).
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"sync"
	"time"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// dialing is how many connections are opened at a time.
const dialing = 100

// freshOf is that each so many requests ask without a tag.
const freshOf = 4

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	n := flags.Int("n", 10000, "this `number` of connections")
	duration := flags.Duration("for", time.Minute, "ask for so long once all are open")
	pause := flags.Duration("pause", 2*time.Second, "between an answer and the next request of a connection, on average")
	target := flags.String("url", "http://localhost:8080/calendar.ics", "the `address` of the feed, with http")
	if err := flags.Parse(args); err != nil {
		return err
	}
	u, err := url.Parse(*target)
	if err != nil {
		return err
	}
	connections := make([]*connection, *n)
	for i := range connections {
		connections[i] = &connection{url: u, random: rand.New(rand.NewPCG(uint64(i), 1))}
	}
	began := time.Now()
	if err := openAll(connections); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d connections open after %.1f s\n", *n, time.Since(began).Seconds())
	began = time.Now()
	var all sync.WaitGroup
	for _, c := range connections {
		all.Add(1)
		go func() {
			defer all.Done()
			c.err = c.askUntil(began.Add(*duration), *pause)
		}()
	}
	all.Wait()
	return summarize(stdout, connections, time.Since(began))
}

func openAll(connections []*connection) error {
	slots := make(chan struct{}, dialing)
	errs := make(chan error, len(connections))
	for _, c := range connections {
		slots <- struct{}{}
		go func() {
			errs <- c.open()
			<-slots
		}()
	}
	for range connections {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

// A connection is one to the server, with what came over it.
type connection struct {
	url    *url.URL
	random *rand.Rand
	conn   net.Conn
	reader *bufio.Reader
	tag    string

	statuses map[int]int
	took     []time.Duration
	bytes    int64
	err      error
}

// open opens the connection and asks once: a server closes one over which nothing comes.
func (c *connection) open() (err error) {
	c.statuses = map[int]int{}
	if c.conn, err = net.DialTimeout("tcp", c.url.Host, 30*time.Second); err != nil {
		return err
	}
	c.reader = bufio.NewReaderSize(c.conn, 1024)
	return c.ask(true)
}

func (c *connection) askUntil(end time.Time, pause time.Duration) error {
	defer c.conn.Close()
	for i := 1; ; i++ {
		time.Sleep(time.Duration(c.random.Int64N(int64(2*pause) + 1)))
		if time.Now().After(end) {
			return nil
		}
		if err := c.ask(i%freshOf == 0); err != nil {
			return err
		}
	}
}

// ask sends a request, without a tag if a fresh copy is wanted, and reads the answer.
func (c *connection) ask(fresh bool) error {
	r := &http.Request{Method: "GET", URL: c.url, Host: c.url.Host, Header: http.Header{"Accept-Encoding": {"gzip"}}}
	want := http.StatusOK
	if !fresh {
		r.Header.Set("If-None-Match", c.tag)
		want = http.StatusNotModified
	}
	began := time.Now()
	if err := c.conn.SetDeadline(began.Add(30 * time.Second)); err != nil {
		return err
	}
	if err := r.Write(c.conn); err != nil {
		return err
	}
	resp, err := http.ReadResponse(c.reader, r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	n, err := io.Copy(io.Discard, resp.Body)
	if err != nil {
		return err
	}
	c.took = append(c.took, time.Since(began))
	c.statuses[resp.StatusCode]++
	c.bytes += n
	c.tag = resp.Header.Get("ETag")
	if resp.StatusCode != want {
		return fmt.Errorf("%s instead of %d", resp.Status, want)
	}
	return nil
}

func summarize(stdout io.Writer, connections []*connection, elapsed time.Duration) error {
	var took []time.Duration
	var bytes int64
	var errs []error
	statuses := map[int]int{}
	for _, c := range connections {
		took = append(took, c.took...)
		bytes += c.bytes
		for status, n := range c.statuses {
			statuses[status] += n
		}
		if c.err != nil {
			errs = append(errs, c.err)
		}
	}
	slices.Sort(took)
	fmt.Fprintf(stdout, "%d answers in %.1f s, %.0f a second, %.1f MB of bodies; by status %v\n",
		len(took), elapsed.Seconds(), float64(len(took))/elapsed.Seconds(), float64(bytes)/1e6, statuses)
	if len(took) > 0 {
		at := func(part float64) time.Duration {
			return took[int(part*float64(len(took)-1))].Round(10 * time.Microsecond)
		}
		fmt.Fprintf(stdout, "took %v (median), %v (99 %%), %v (99.9 %%), %v (longest)\n", at(0.5), at(0.99), at(0.999), at(1))
	}
	if len(errs) > 0 {
		return fmt.Errorf("%d connections failed, one of them with: %w", len(errs), errs[0])
	}
	fmt.Fprintln(stdout, "no errors")
	return nil
}
