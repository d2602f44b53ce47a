module github.com/convene-cal/convene/calendar/feed/internal/browser

go 1.25

replace github.com/convene-cal/convene => ../../../..

require (
	github.com/chromedp/cdproto v0.159.0
	github.com/chromedp/chromedp v0.23.0
	github.com/makiuchi-d/gozxing v0.1.1
	github.com/rickb777/date/v2 v2.1.9
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/arran4/golang-ical v0.3.4 // indirect
	github.com/goccy/go-yaml v1.19.2 // indirect
	github.com/govalues/decimal v0.1.36 // indirect
	github.com/klauspost/compress v1.19.2 // indirect
	github.com/piglig/go-qr v1.1.0 // indirect
	github.com/rickb777/period v1.0.16 // indirect
	github.com/rickb777/plural v1.4.4 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/text v0.34.0 // indirect
	golang.org/x/xerrors v0.0.0-20200804184101-5ec99f83aff1 // indirect
)

require (
	github.com/convene-cal/convene v0.0.0
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
)
