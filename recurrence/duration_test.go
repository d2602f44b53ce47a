package recurrence

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestParseDuration(t *testing.T) {
	for _, tt := range []struct {
		text string
		want Length
		ok   bool
	}{
		{"P15DT5H0M20S", Length{Days: 15, Exact: 5*time.Hour + 20*time.Second}, true},
		{"P7W", Length{Days: 49}, true},
		{"+P1D", Length{Days: 1}, true},
		{"PT1H", Length{Exact: time.Hour}, true},
		{"PT1H30M", Length{Exact: 90 * time.Minute}, true},
		{"PT90M", Length{Exact: 90 * time.Minute}, true},
		{"PT5M10S", Length{Exact: 5*time.Minute + 10*time.Second}, true},
		{"PT0S", Length{}, true},
		{"P3652059D", Length{Days: 3652059}, true},
		{"P3652060D", Length{}, false},
		{"P521723W", Length{}, false},
		{"PT9999999999H", Length{}, false},
		{"PT99999999999999999999S", Length{}, false},
		{"PT1H10S", Length{}, false}, // 1*DIGIT "H" [dur-minute]
		{"P1W1D", Length{}, false},
		{"P1DT", Length{}, false},
		{"PT", Length{}, false},
		{"P", Length{}, false},
		{"", Length{}, false},
		{"P1", Length{}, false},
		{"P1H", Length{}, false},
		{"PD", Length{}, false},
		{"PT1M1H", Length{}, false},
		{"-P1D", Length{}, false},
		{"P-1D", Length{}, false},
		{"p1d", Length{}, false},
		{"P1D ", Length{}, false},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got, ok := parseDuration(tt.text)
			require.Equal(t, tt.ok, ok)
			if ok {
				require.Equal(t, tt.want, got)
			}
		})
	}
}
