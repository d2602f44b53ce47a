package catalogue

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"title", "title", 0},
		{"", "when", 4},
		{"when", "", 4},
		{"titel", "title", 1}, // neighbours swapped
		{"tittle", "title", 1},
		{"tile", "title", 1},
		{"citle", "title", 1},
		{"kitten", "sitting", 3},
		{"ca", "abc", 3}, // no letter is edited twice
		{"période", "periode", 1},
	} {
		require.Equal(t, tt.want, distance(tt.a, tt.b), "%s %s", tt.a, tt.b)
		require.Equal(t, tt.want, distance(tt.b, tt.a), "%s %s", tt.b, tt.a)
	}
}

func TestNearest(t *testing.T) {
	for _, tt := range []struct{ word, want string }{
		{"organisers", "organizers"},
		{"Leaves_Open", "leaves-open"},
		{"fulfilledby", "fulfilled-by"},
		{"state", "status"},
		{"colour", ""},
		{"x", ""},
		{"", ""},
	} {
		require.Equal(t, tt.want, nearest(tt.word, eventShape.names()), tt.word)
	}
}

func TestList(t *testing.T) {
	require.Equal(t, "", list(nil))
	require.Equal(t, "a", list([]string{"a"}))
	require.Equal(t, "a or b", list([]string{"a", "b"}))
	require.Equal(t, "a, b or c", list([]string{"a", "b", "c"}))
}
