//go:build unix

package main

import (
	"syscall"
	"time"
)

// processorTime returns the processor time that this process has used.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// limitProcessorTime ends each of the processes that this one starts, and this one, once
// it has taken more than processorSeconds.
func limitProcessorTime() error {
	limit := syscall.Rlimit{Cur: processorSeconds + 1, Max: processorSeconds + 1}
	return syscall.Setrlimit(syscall.RLIMIT_CPU, &limit)
}
