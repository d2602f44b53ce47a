// Package browser opens the pages of package feed in Chromium: its tests try them as people
// and assistive programs do, and the command measure says how fast they are.
//
// The tests skip where there is no Chromium, named by the environment variable CHROME or
// found in the path; with CONVENE_BROWSER=required they fail there. Those by axe-core skip
// without its file axe.min.js, which AXE_CORE names: it is no part of this repository.
//
//	go test ./...
//	AXE_CORE=/tmp/axe.min.js go test -run Accessible ./...
//	SCREENSHOTS=/tmp/pages go test -run Screenshots ./...
//	go run ./measure
package browser
