package main

import (
	"fmt"
	"io"
	"time"
)

// patience is how long a search may take before it is told that it goes on.
const patience = 2 * time.Second

// working tells on a terminal that the work goes on, from two seconds on, until the
// function that it returns is called.
func working(w io.Writer, what string) (done func()) {
	if !isTerminal(w) {
		return func() {}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		begun := time.Now()
		wait := time.NewTimer(patience)
		defer wait.Stop()
		told := false
		for {
			select {
			case <-stop:
				if told {
					fmt.Fprint(w, "\r\x1b[K")
				}
				return
			case <-wait.C:
				told = true
				fmt.Fprintf(w, "\r%s for %d seconds; Ctrl-C ends it with the best so far", what, int(time.Since(begun)/time.Second))
				wait.Reset(time.Second)
			}
		}
	}()
	return func() {
		close(stop)
		<-stopped
	}
}
