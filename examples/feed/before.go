package main

import (
	"fmt"
	"strings"
	"time"
)

// readBefore reads how long before something is, in days or as Go writes durations.
func readBefore(s string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		var n int
		if _, err := fmt.Sscanf(days+" ", "%d ", &n); err == nil && fmt.Sprint(n) == days && 0 <= n && n <= 36_600 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if d, err := time.ParseDuration(s); err == nil && d >= 0 {
		return d, nil
	}
	return 0, fmt.Errorf("%q is not a time before, such as 7d, 12h or 30m", s)
}
