package ical

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// tokens returns the content lines of a stream that comes as r gives it.
func tokens(r io.Reader, limits Limits) (lines []string, numbers []int, err error) {
	limits = limits.withDefaults()
	t := tokenizer{r: r, maxInput: limits.Input, maxLine: limits.Line, maxBlanks: limits.Outside}
	for {
		line, err := t.next()
		if err == io.EOF {
			return lines, numbers, nil
		}
		if err != nil {
			return lines, numbers, err
		}
		lines = append(lines, string(line.text))
		numbers = append(numbers, line.number)
	}
}

func TestContentLines(t *testing.T) {
	for _, tt := range []struct {
		stream  string
		lines   []string
		numbers []int
	}{
		{"", nil, nil},
		{"A:1", []string{"A:1"}, []int{1}},
		{"A:1\r\nB:2\r\n", []string{"A:1", "B:2"}, []int{1, 2}},
		{"A:1\nB:2\rC:3\r\r\nD:4\r\n", []string{"A:1", "B:2", "C:3", "D:4"}, []int{1, 2, 3, 4}},
		{"\uFEFFA:1\r\n", []string{"A:1"}, []int{1}},
		{"A:1\r\n 2\r\n\t3\r\nB:4\r\n", []string{"A:123", "B:4"}, []int{1, 4}},
		{"A:1\r\n \r\n 2\r\n", []string{"A:12"}, []int{1}},
		{"A:1\r\n\r\n 2\r\n\r\n\r\nB:3\r\n", []string{"A:12", "B:3"}, []int{1, 6}},
		{"A:caf\xC3\r\n \xA9\r\n", []string{"A:café"}, []int{1}},
		{"\r\n\r\nA:1\r\n", []string{"A:1"}, []int{3}},
		{" A:1\r\n", []string{" A:1"}, []int{1}},
		{"A:1\r\r\r\nB:2", []string{"A:1", "B:2"}, []int{1, 3}},
		{"A:1\r", []string{"A:1"}, []int{1}},
	} {
		lines, numbers, err := tokens(strings.NewReader(tt.stream), Limits{})
		require.NoError(t, err)
		require.Equal(t, tt.lines, lines, "%q", tt.stream)
		require.Equal(t, tt.numbers, numbers, "%q", tt.stream)
		// However the stream comes in, it is the same.
		byOne, numbers, err := tokens(iotest.OneByteReader(strings.NewReader(tt.stream)), Limits{})
		require.NoError(t, err)
		require.Equal(t, tt.lines, byOne, "%q", tt.stream)
		require.Equal(t, tt.numbers, numbers, "%q", tt.stream)
		withError, _, err := tokens(iotest.DataErrReader(strings.NewReader(tt.stream)), Limits{})
		require.NoError(t, err)
		require.Equal(t, tt.lines, withError, "%q", tt.stream)
	}
}

// Lines that cross the ends of the buffer, of all lengths around them.
func TestLinesAcrossTheBuffer(t *testing.T) {
	for _, end := range []string{"\r\n", "\n", "\r", "\r\r\n"} {
		for length := bufferSize - 9; length < bufferSize+9; length++ {
			stream := "A:" + strings.Repeat("x", length) + end + " y" + end + "B:" + strings.Repeat("z", 2*length) + end + "C:1"
			lines, _, err := tokens(strings.NewReader(stream), Limits{})
			require.NoError(t, err)
			require.Equal(t, plainLines(stream), lines)
		}
	}
}

func TestTokenizerLimits(t *testing.T) {
	limits := Limits{Input: 100, Line: 20, Outside: 10}
	for stream, over := range map[string]bool{
		"A:" + strings.Repeat("x", 18) + "\r\n":                           false,
		"A:" + strings.Repeat("x", 19) + "\r\n":                           true,
		"A:" + strings.Repeat("x", 10) + "\r\n " + strings.Repeat("y", 8): false,
		"A:" + strings.Repeat("x", 10) + "\r\n " + strings.Repeat("y", 9): true,
		strings.Repeat("A:123456\r\n", 10):                                false,
		strings.Repeat("A:123456\r\n", 10) + "x":                          true,
		strings.Repeat("\r\n", 5) + "A:1":                                 false,
		strings.Repeat("\r\n", 6) + "A:1":                                 true,
		"A:1" + strings.Repeat("\r\n", 20):                                false,
	} {
		_, _, err := tokens(strings.NewReader(stream), limits)
		require.Equal(t, over, errors.Is(err, ErrLimit), "%q: %v", stream, err)
		_, _, err = tokens(iotest.OneByteReader(strings.NewReader(stream)), limits)
		require.Equal(t, over, errors.Is(err, ErrLimit), "%q: %v", stream, err)
	}
}

type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

type lying struct{}

func (lying) Read(b []byte) (int, error) { return len(b) + 1, nil }

func TestReadersThatFail(t *testing.T) {
	_, err := Read(iotest.TimeoutReader(strings.NewReader("BEGIN:VCALENDAR\r\n")), ReadOptions{})
	require.ErrorIs(t, err, iotest.ErrTimeout)
	var fault *ReadError
	require.ErrorAs(t, err, &fault)
	_, err = Read(stuck{}, ReadOptions{})
	require.ErrorIs(t, err, io.ErrNoProgress)
	_, err = Read(lying{}, ReadOptions{})
	require.Error(t, err)
}

func FuzzTokenizer(f *testing.F) {
	for _, seed := range []string{
		"A:1\r\n 2\r\n", "A\n\rB\r\r\r\n C", "\uFEFF\r\n x", "A:caf\xC3\r\n \xA9", "\n\n\n \n\t\r\nB", "\xFF\xFE\x00", " \r\r\n\r ",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, stream string) {
		lines, _, err := tokens(strings.NewReader(stream), Limits{})
		require.NoError(t, err)
		require.Equal(t, plainLines(stream), lines)
		byHalf, _, err := tokens(iotest.HalfReader(strings.NewReader(stream)), Limits{})
		require.NoError(t, err)
		require.Equal(t, lines, byHalf)
		byOne, _, err := tokens(iotest.OneByteReader(strings.NewReader(stream)), Limits{})
		require.NoError(t, err)
		require.Equal(t, lines, byOne)
	})
}
