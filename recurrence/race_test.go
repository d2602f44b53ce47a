//go:build race

package recurrence_test

// slowdown is how many times longer tests take under the race detector.
const slowdown = 20
