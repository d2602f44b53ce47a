package browser

import (
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
)

// A Loading is how a page came, as Lighthouse tells it. Times are milliseconds from the
// beginning of the navigation.
type Loading struct {
	Arrived      float64 // the page, whole
	FirstPaint   float64 // of any content (FCP)
	LargestPaint float64 // of the largest element so far (LCP)
	Loaded       float64
	Blocked      float64 // by tasks beyond 50 ms each, from the first paint on (TBT)
	Shift        float64 // how much moved without being asked to (CLS), without a unit

	Elements int     // in the document
	Requests int     // the page's own included
	Received float64 // octets, fields and compressed bodies
}

// Slow makes the tab a phone far from its server: a processor four times slower, and 1.6
// Mbit/s with 150 ms between a request and its answer, which Lighthouse calls slow 4G.
func (t *Tab) Slow() error {
	if err := call(t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4})(); err != nil {
		return err
	}
	const mbit = 1e6 / 8
	return call(t, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 150, DownloadThroughput: 1.6 * mbit, UploadThroughput: 0.75 * mbit}},
	})()
}

// Load loads a page as Go does, and tells how it came once nothing has happened for a
// second.
func (t *Tab) Load(address string) (Loading, error) {
	t.mu.Lock()
	t.requests, t.received = nil, 0
	t.mu.Unlock()
	if err := t.Go(address); err != nil {
		return Loading{}, err
	}
	l, err := Eval[Loading](t, `(async () => {
		const seen = {"largest-contentful-paint": [], "layout-shift": [], "longtask": []};
		for (const type in seen) {
			new PerformanceObserver(list => seen[type].push(...list.getEntries())).observe({type, buffered: true});
		}
		await new Promise(done => setTimeout(done, 1000));
		const nav = performance.getEntriesByType("navigation")[0];
		const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
		return {
			Arrived: nav.responseEnd,
			FirstPaint: paint,
			LargestPaint: Math.max(0, ...seen["largest-contentful-paint"].map(e => e.startTime)),
			Loaded: nav.loadEventEnd,
			Blocked: seen["longtask"].filter(e => e.startTime + e.duration > paint).reduce((sum, e) => sum + Math.max(0, e.duration - 50), 0),
			Shift: seen["layout-shift"].filter(e => !e.hadRecentInput).reduce((sum, e) => sum + e.value, 0),
			Elements: document.getElementsByTagName("*").length,
		};
	})()`)
	t.mu.Lock()
	defer t.mu.Unlock()
	l.Requests, l.Received = len(t.requests), t.received
	return l, err
}
