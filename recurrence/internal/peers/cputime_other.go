//go:build !unix

package main

import "time"

var began = time.Now()

// processorTime returns the time since the process began, for want of better.
func processorTime() time.Duration { return time.Since(began) }

// limitProcessorTime does nothing: there is no such limit.
func limitProcessorTime() error { return nil }
