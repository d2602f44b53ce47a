package browser

import (
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/ares76186"
)

// Those that all tests share, once start has started them.
var (
	chromium *Chromium
	site     *httptest.Server
	stop     = func() {}
)

var start = sync.OnceValue(func() error {
	c, stopChromium, err := Start(context.Background())
	if err != nil {
		return err
	}
	stop = stopChromium
	h, err := Site(ares76186.Calendar())
	if err != nil {
		return err
	}
	chromium, site = c, httptest.NewServer(h)
	return nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	stop()
	os.Exit(code)
}

// A tester reads pages in a tab, and fails its test where it finds something wrong.
type tester struct {
	*testing.T
	tab *Tab
}

// read opens a page of the site. At the end nothing may have gone wrong in its tab.
func read(t *testing.T, r Reader, address string) *tester {
	t.Helper()
	err := start()
	if errors.Is(err, ErrNoChromium) && os.Getenv("CONVENE_BROWSER") != "required" {
		t.Skip(err)
	}
	require.NoError(t, err)
	return readAt(t, site.URL, r, address)
}

// readAt reads another site, once read has found that there is a browser.
func readAt(t *testing.T, base string, r Reader, address string) *tester {
	t.Helper()
	if r.Now.IsZero() {
		r.Now = Noon
	}
	tab, closeTab, err := chromium.Open(base+"/", r)
	require.NoError(t, err)
	t.Cleanup(func() {
		require.Empty(t, tab.Problems())
		closeTab()
	})
	x := &tester{t, tab}
	x.open(address)
	return x
}

func (x *tester) open(address string) {
	x.Helper()
	require.NoError(x, x.tab.Go(address))
}

func (x *tester) await(expression string) {
	x.Helper()
	require.NoError(x, x.tab.Await(expression))
}

func (x *tester) text(expression string) string    { x.Helper(); return eval[string](x, expression) }
func (x *tester) number(expression string) float64 { x.Helper(); return eval[float64](x, expression) }
func (x *tester) is(expression string) bool        { x.Helper(); return eval[bool](x, expression) }
func (x *tester) texts(expression string) []string { x.Helper(); return eval[[]string](x, expression) }

func eval[T any](x *tester, expression string) T {
	x.Helper()
	v, err := Eval[T](x.tab, expression)
	require.NoError(x, err, expression)
	return v
}

func (x *tester) click(selector string) {
	x.Helper()
	require.NoError(x, x.tab.Click(selector), selector)
}
