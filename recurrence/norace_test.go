//go:build !race

package recurrence_test

const slowdown = 1
