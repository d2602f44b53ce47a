package browser

import (
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A Finding is a rule of axe-core that a page breaks: its ID and the help on it.
type Finding struct {
	ID     string `json:"id"`
	Impact string `json:"impact"` // minor, moderate, serious or critical
	Help   string `json:"help"`
	// Nodes are the elements that break it, and why.
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// String says what is broken, and by which elements.
func (f Finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s): %s", f.ID, f.Impact, f.Help)
	for _, n := range f.Nodes {
		fmt.Fprintf(&b, "\n  %s\n    %s", n.HTML, strings.ReplaceAll(n.Summary, "\n", "\n    "))
	}
	return b.String()
}

// axeTags are the rules that a page is held to: levels A and AA of WCAG up to 2.2, and what
// axe-core calls best practices.
const axeTags = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`

// Axe holds the page in the tab against the rules of axe-core, whose script is given, and
// returns what it breaks and what axe-core cannot judge by itself.
func (t *Tab) Axe(script string) (broken, undecided []Finding, err error) {
	// The page's Content-Security-Policy does not hold for what DevTools evaluates.
	if _, err := run(t, chromedp.Evaluate[*runtime.RemoteObject](script+"\n;0")); err != nil {
		return nil, nil, err
	}
	var found struct{ Violations, Incomplete []Finding }
	found, err = Eval[struct{ Violations, Incomplete []Finding }](t, `axe.run(document, {runOnly: `+axeTags+`, resultTypes: ["violations", "incomplete"]})
		.then(r => ({Violations: r.violations, Incomplete: r.incomplete}))`)
	return found.Violations, found.Incomplete, err
}
