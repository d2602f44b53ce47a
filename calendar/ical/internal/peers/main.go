// Peers measures iCalendar libraries against each other, reading and writing a calendar of
// 10,000 events of twelve properties each, and prints a table.
//
//	go run . [-rounds 9] [-events 10000]
//
// The libraries take turns within a round, in one process, and the table has the medians
// of all rounds. Times are processor time, the garbage collector's included, so that other
// work on the machine disturbs them little. What a library reads and writes is checked.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	rounds := flag.Int("rounds", 9, "measurements of each library")
	events := flag.Int("events", 10_000, "events of the calendar")
	flag.Parse()
	if err := run(os.Stdout, *rounds, *events); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}
