package ical

import (
	"strconv"
	"time"
)

// durationText returns d, which is not negative, as a DURATION (RFC 5545, section
// 3.3.6) to the second. Its days have 24 hours.
func durationText(d time.Duration) string {
	const day = 24 * time.Hour
	text := []byte{'P'}
	if days := d / day; days > 0 {
		text = append(strconv.AppendInt(text, int64(days), 10), 'D')
	}
	d %= day
	seconds := int64(d / time.Second)
	if seconds == 0 && len(text) > 1 {
		return string(text)
	}
	text = append(text, 'T')
	h, m, s := seconds/3600, seconds/60%60, seconds%60
	if h > 0 {
		text = append(strconv.AppendInt(text, h, 10), 'H')
	}
	if m > 0 || h > 0 && s > 0 {
		text = append(strconv.AppendInt(text, m, 10), 'M')
	}
	if s > 0 || seconds == 0 {
		text = append(strconv.AppendInt(text, s, 10), 'S')
	}
	return string(text)
}
