package calendar

// IsID reports whether s can be an ID: letters, digits, dots, hyphens and underscores, at
// most 200, a letter or digit first. A slash is kept for occurrences.
func IsID(s string) bool {
	if s == "" || len(s) > 200 {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
		case i > 0 && (c == '.' || c == '-' || c == '_'):
		default:
			return false
		}
	}
	return true
}
