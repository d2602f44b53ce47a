package ical

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// The good values are examples of RFC 5545, section 3.3, and its edges; the bad ones
// break one rule of that section each.
func TestCheckValue(t *testing.T) {
	tests := []struct {
		typ  valueType
		good []string
		bad  []string
	}{
		{typeDate, []string{"19970714", "20240229", "00010101", "99991231", "20000229"},
			[]string{"", "1997-07-14", "19970230", "20230229", "19000229", "19971301", "19970100", "00000101", "199707140", "1997071x", "19970714Z", "19970431"}},
		{typeDateTime, []string{"19980118T230000", "19980119T070000Z", "19970630T235960Z", "20240229T000000"},
			[]string{"", "19980118", "19980118T2300", "19980118t230000", "19980118T240000", "19980118T236000", "19980118T230061", "19980119T230000-0800", "19980118T230000ZZ", "19980230T000000"}},
		{typeTime, []string{"230000", "083000Z", "133000"}, []string{"2300", "240000", "230000-0800", ""}},
		{typeDuration, []string{"P15DT5H0M20S", "P7W", "PT15M", "-PT15M", "+P1D", "PT5H", "PT5H3M", "P0D", "PT0S", "P1DT1S"},
			[]string{"", "P", "PT", "P1DT", "15M", "P1", "P1Y", "P1M", "PT1H5S", "PT5S3M", "P1W2D", "P1D2H", "P1DT1D", "PT-5M", "--PT5M", "PT5", "P1WT5H", "PD", "pt5m"}},
		{typePeriod, []string{"19970101T180000Z/19970102T070000Z", "19970101T180000Z/PT5H30M"},
			[]string{"19970101T180000Z", "19970101/19970102", "19970101T180000Z/-PT5H", "19970101T180000Z/19970101T170000Z", "19970101T180000Z/19970101T180000Z", "19970101T180000Z/", "/PT5H"}},
		{typeInteger, []string{"1234567890", "-1234567890", "+1234567890", "432109876", "0"}, []string{"", "1.0", "2147483648", "x", "1 "}},
		{typeFloat, []string{"1000000.0000001", "1.333", "-3.14", "+1"}, []string{"", ".5", "1.", "1e5", "NaN", "Inf", "0x1p4", "1_0"}},
		{typeGeo, []string{"37.386013;-122.082932", "0;0", "-90;180"}, []string{"", "37.386013", "91;0", "0;181", "37,386;122,08", "0;0;0"}},
		{typeBoolean, []string{"TRUE", "false"}, []string{"", "yes", "1"}},
		{typeUTCOffset, []string{"-0500", "+0100", "+0000", "+053730", "-000001"}, []string{"", "0100", "-0000", "-000000", "+01:00", "+2400", "+0160", "+01", "+0100x", "Z0100"}},
		{typeURI, []string{"http://example.com/my-report.txt", "mailto:a@example.org", "CID:part3.msg.970415T083000@example.com", "urn:uuid:3fd6", "https://exämple.org/é", "data:,x"},
			[]string{"", "www.example.org", "http:", ":x", "1http://x", "ht tp://x", "http://a b", "http://a\"b", "/path"}},
		{typeBinary, []string{"", "AAABAAEAEBAQAAEABAAoAQAAFgAAACgAAAAQAAAAIAAAAAEABAA=", "QQ==", "QUJD"},
			[]string{"A", "QQ=", "====", "Q===", "QU JD", "QUJ-", "Q=Q="}},
		{typeRecur, []string{"FREQ=DAILY;COUNT=10", "FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU", "RSCALE=CHINESE;FREQ=YEARLY"},
			[]string{"", "DAILY", "FREQ=FORTNIGHTLY", "FREQ=DAILY;COUNT=1;UNTIL=20240101", "FREQ=MONTHLY;BYMONTHDAY=32"}},
		{typeText, []string{"", "anything"}, nil},
		{unknownType, []string{"", "anything"}, nil},
	}
	for _, tt := range tests {
		for _, s := range tt.good {
			reason, err := checkValue(s, tt.typ)
			require.NoError(t, err, "%s %q: %s", typeNames[tt.typ], s, reason)
		}
		for _, s := range tt.bad {
			reason, err := checkValue(s, tt.typ)
			require.ErrorIs(t, err, ErrValue, "%s %q", typeNames[tt.typ], s)
			require.NotEmpty(t, reason)
		}
	}
}

func FuzzCheckValue(f *testing.F) {
	f.Add("P1DT1H")
	f.Add("20240229T000000Z/PT5H")
	f.Add("+0100")
	f.Fuzz(func(t *testing.T, s string) {
		for typ := range typeCount {
			_, _ = checkValue(s, typ)
		}
	})
}
