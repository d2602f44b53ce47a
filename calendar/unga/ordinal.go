package unga

import "strconv"

// Ordinal writes n as an English ordinal numeral: 1st, 80th, 81st, 111th.
func Ordinal(n int) string {
	suffix := "th"
	tens, units := n/10%10, n%10
	if tens != 1 && tens != -1 {
		switch units {
		case 1, -1:
			suffix = "st"
		case 2, -2:
			suffix = "nd"
		case 3, -3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
