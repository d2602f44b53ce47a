module github.com/convene-cal/convene/calendar/internal/peers

go 1.24.1

require (
	github.com/arran4/golang-ical v0.3.4
	github.com/convene-cal/convene v0.0.0
	github.com/rickb777/date/v2 v2.1.9
	github.com/teambition/rrule-go v1.8.2
)

require (
	github.com/govalues/decimal v0.1.36 // indirect
	github.com/rickb777/period v1.0.16 // indirect
	github.com/rickb777/plural v1.4.4 // indirect
	golang.org/x/text v0.34.0 // indirect
)

replace github.com/convene-cal/convene => ../../..
