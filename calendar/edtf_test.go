package calendar_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

// The examples of the EDTF specification (Library of Congress, 4 February 2019), those of
// the features that ParseWhen supports, with the days that they allow.
func TestEDTFExamples(t *testing.T) {
	for _, tt := range []struct{ text, earliest, latest string }{
		// Level 0
		{"1985-04-12", "1985-04-12", "1985-04-12"},
		{"1985-04", "1985-04-01", "1985-04-30"},
		{"1985", "1985-01-01", "1985-12-31"},
		{"1964/2008", "1964-01-01", "2008-12-31"},
		{"2004-06/2006-08", "2004-06-01", "2006-08-31"},
		{"2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"},
		{"2004-02-01/2005-02", "2004-02-01", "2005-02-28"},
		{"2004-02-01/2005", "2004-02-01", "2005-12-31"},
		{"2005/2006-02", "2005-01-01", "2006-02-28"},
		// Level 1
		{"1984?", "1984-01-01", "1984-12-31"},
		{"1985-04-12/..", "1985-04-12", ""},
		{"1985-04/..", "1985-04-01", ""},
		{"1985/..", "1985-01-01", ""},
		{"../1985-04-12", "", "1985-04-12"},
		{"../1985-04", "", "1985-04-30"},
		{"../1985", "", "1985-12-31"},
		{"1985-04-12/", "1985-04-12", ""},
		{"1985-04/", "1985-04-01", ""},
		{"1985/", "1985-01-01", ""},
		{"/1985-04-12", "", "1985-04-12"},
		{"/1985-04", "", "1985-04-30"},
		{"/1985", "", "1985-12-31"},
		// Level 2
		{"[..1760-12-03]", "", "1760-12-03"},
		{"[1760-12..]", "1760-12-01", ""},
	} {
		t.Run(tt.text, func(t *testing.T) {
			w, err := calendar.ParseWhen(tt.text)
			require.NoError(t, err)
			require.Equal(t, tt.text, w.String())
			requireDay(t, tt.earliest, w.Earliest)
			requireDay(t, tt.latest, w.Latest)
		})
	}
}

// Those of the other features are refused rather than read as something else.
func TestEDTFExamplesNotSupported(t *testing.T) {
	for _, text := range []string{
		"1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04", "1985-04-12T23:20:30+04:30",
		"Y170000002", "Y-170000002", "2001-21", "2004-06~", "2004-06-11%", "201X", "20XX", "2004-XX", "1985-04-XX", "1985-XX-XX", "-1985",
		"Y-17E7", "1950S2", "2001-34", "[1667,1668,1670..1672]", "[1760-01,1760-02,1760-12..]", "[1667,1760-12]",
		"{1667,1668,1670..1672}", "{1960,1961-12}", "{..1984}", "2004-06-11%", "2004-06~-11", "2004?-06-11", "?2004-06-~11", "2004-%06-11",
		"156X-12-25", "15XX-12-25", "XXXX-12-XX", "1XXX-XX", "1XXX-12", "1984-1X", "2004-06-~01/2004-06-~20", "2004-06-XX/2004-07-03",
	} {
		_, err := calendar.ParseWhen(text)
		require.Error(t, err, text)
	}
}
