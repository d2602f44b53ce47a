package ical

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestBrokenFeeds reads feeds that have one defect each, nearly all otherwise the same good
// feed. Each is refused, or has the diagnostic that names the defect, and no other that
// would not follow from it.
func TestBrokenFeeds(t *testing.T) {
	wants := map[string]struct {
		code Code
		err  error
		also []Code // which follow from the defect
	}{
		"alarm-no-trigger":            {code: CodeMissing},
		"allday-dtend-same":           {code: CodeEndBeforeStart},
		"allday-timed-mix":            {code: CodeMixedTypes},
		"bare-lf":                     {code: CodeLF},
		"bom":                         {code: CodeBOM},
		"color-hex":                   {code: CodeBadColor},
		"date-without-value":          {code: CodeWrongValue},
		"dtend-before":                {code: CodeEndBeforeStart},
		"dtstart-off-rule":            {code: CodeOffStart},
		"dup-uid":                     {code: CodeDuplicate},
		"empty-vtimezone":             {code: CodeBadZone, also: []Code{CodeUndefinedZone}},
		"fold-76":                     {code: CodeLongLine},
		"fold-in-char":                {code: CodeFoldInCharacter},
		"golang-ical-naive":           {code: CodeLF, also: []Code{CodeParameterBackslash, CodeNoOrganizer, CodeZoneOnUTC, CodeBadZone, CodeUndefinedZone, CodeEndBeforeStart}},
		"html":                        {err: ErrNoCalendar},
		"latin1":                      {code: CodeNotUTF8},
		"line-injection":              {code: CodeBadLine},
		"method-publish-no-organizer": {code: CodeNoOrganizer},
		"method-request":              {code: CodeMethod},
		"no-dtstamp":                  {code: CodeMissing},
		"no-prodid":                   {code: CodeMissing},
		"no-uid":                      {code: CodeMissingUID},
		"no-vtimezone":                {code: CodeUndefinedZone},
		"nul":                         {code: CodeControl},
		"param-backslash":             {code: CodeParameterBackslash},
		"param-quote":                 {code: CodeBadParameter},
		"prop-after-comp":             {code: CodeLateProperty},
		"refresh-no-value":            {code: CodeMissingValue},
		"rid-no-instance":             {code: CodeOverrideNothing},
		"rid-type":                    {code: CodeOverrideType},
		"rrule-bad":                   {code: CodeBadRule},
		"rrule-count-until":           {code: CodeCountAndUntil},
		"status-cancelled-typo":       {code: CodeUnknownWord},
		"text-bad-escape":             {code: CodeBadEscape},
		"text-unescaped":              {code: CodeUnescaped},
		"truncated":                   {err: ErrTruncated},
		"two-calendars":               {code: CodeSeveralCalendars, also: []Code{CodeDuplicate}},
		"tzid-and-z":                  {code: CodeZoneOnUTC},
		"unfolded":                    {code: CodeLongLine},
		"until-type":                  {code: CodeUntilType},
		"vtz-no-history":              {code: CodeZoneDiffers},
		"vtz-one-year":                {code: CodeZoneOffsets, also: []Code{CodeZoneDiffers}},
		"vtz-swapped":                 {code: CodeZoneOffsets, also: []Code{CodeZoneDiffers}},
		"vtz-windows-name":            {code: CodeUndefinedZone},
		"vtz-wrong-onset":             {code: CodeZoneDiffers},
	}
	files, err := filepath.Glob("testdata/broken/*.ics")
	require.NoError(t, err)
	require.Len(t, files, len(wants))
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".ics")
		t.Run(name, func(t *testing.T) {
			want, ok := wants[name]
			require.True(t, ok)
			b, err := os.ReadFile(path)
			require.NoError(t, err)
			doc, err := Read(strings.NewReader(string(b)), ReadOptions{})
			if want.err != nil {
				require.ErrorIs(t, err, want.err)
				return
			}
			require.NoError(t, err)
			var codes []Code
			for _, d := range doc.Diagnostics {
				codes = append(codes, d.Code)
				require.True(t, d.Code == want.code || slices.Contains(want.also, d.Code), "%v", d)
				require.Positive(t, d.Line)
			}
			require.Contains(t, codes, want.code)

			_, err = Read(strings.NewReader(string(b)), ReadOptions{Strict: true})
			var fault *ReadError
			require.True(t, errors.As(err, &fault) && errors.Is(err, ErrDefect), "%v", err)
		})
	}
}
