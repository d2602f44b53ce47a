// Measure loads the pages of the catalogue of resolution 76/186 in Chromium, on this machine
// and as on a slow phone, and prints how each came: medians of several times, in Markdown.
//
//	go run ./measure -n 5
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"slices"

	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/feed/internal/browser"
)

// pages are those that are measured, relative to the index page.
var pages = []string{"", "?lang=ar", "2026", "2025-11", "event/gap-appraisal-80"}

func main() {
	n := flag.Int("n", 5, "`times` that each page is loaded")
	flag.Parse()
	if *n < 1 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := measure(*n); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func measure(n int) error {
	c, stop, err := browser.Start(context.Background())
	if err != nil {
		return err
	}
	defer stop()
	h, err := browser.Site(ares76186.Calendar())
	if err != nil {
		return err
	}
	site := httptest.NewServer(h)
	defer site.Close()
	fmt.Println("| page | as | arrived | first paint | largest paint | loaded | blocked | shift | elements | requests | received |")
	fmt.Println("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
	for _, page := range pages {
		for _, slow := range []bool{false, true} {
			var all []browser.Loading
			for range n {
				l, err := load(c, site.URL, page, slow)
				if err != nil {
					return err
				}
				all = append(all, l)
			}
			as := "desktop"
			if slow {
				as = "slow phone"
			}
			ms := func(of func(browser.Loading) float64) string { return fmt.Sprintf("%.0f ms", median(all, of)) }
			fmt.Printf("| `/%s` | %s | %s | %s | %s | %s | %s | %.3f | %d | %d | %.1f kB |\n", page, as,
				ms(func(l browser.Loading) float64 { return l.Arrived }), ms(func(l browser.Loading) float64 { return l.FirstPaint }),
				ms(func(l browser.Loading) float64 { return l.LargestPaint }), ms(func(l browser.Loading) float64 { return l.Loaded }),
				ms(func(l browser.Loading) float64 { return l.Blocked }), median(all, func(l browser.Loading) float64 { return l.Shift }),
				median(all, func(l browser.Loading) int { return l.Elements }), median(all, func(l browser.Loading) int { return l.Requests }),
				median(all, func(l browser.Loading) float64 { return l.Received })/1000)
		}
	}
	return nil
}

// load loads a page in a tab that has nothing in its cache.
func load(c *browser.Chromium, base, page string, slow bool) (browser.Loading, error) {
	r := browser.Reader{Width: 1280, Height: 800, Now: browser.Noon}
	if slow {
		r.Width, r.Height = 412, 823
	}
	tab, closeTab, err := c.Open(base+"/", r)
	if err != nil {
		return browser.Loading{}, err
	}
	defer closeTab()
	if slow {
		if err := tab.Slow(); err != nil {
			return browser.Loading{}, err
		}
	}
	return tab.Load(page)
}

func median[T cmp.Ordered](all []browser.Loading, of func(browser.Loading) T) T {
	values := make([]T, len(all))
	for i, l := range all {
		values[i] = of(l)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
