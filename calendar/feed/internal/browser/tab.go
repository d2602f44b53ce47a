package browser

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A Reader is who looks at a page, and with what. The zero Reader has a window of 1280 by
// 800 pixels.
type Reader struct {
	Width, Height int64   // of the window, in pixels of CSS
	Scale         float64 // device pixels in one of CSS; 1 where 0
	Dark          bool    // prefers dark colours
	Still         bool    // prefers that little moves
	Print         bool    // sees what the printer does
	NoScript      bool    // runs no scripts
	Languages     string  // the field Accept-Language; that of Chromium where empty
	Zone          string  // the time zone, in the IANA's name; UTC where empty

	// Now is the time of the reader's clock when the tab is opened; that of the machine where
	// zero. It is for scripts alone.
	Now time.Time
}

// A Tab is a tab of Chromium that shares nothing with others, and notes what goes wrong.
type Tab struct {
	ctx  context.Context
	base string

	mu       sync.Mutex
	requests []string
	problems []string
	received float64 // octets, fields included
}

// patience is how long one step may take on a busy machine.
const patience = time.Minute

// Open opens a tab for a reader on the pages below a base address, and a function that
// closes it.
func (c *Chromium) Open(base string, r Reader) (*Tab, func(), error) {
	ctx, closeTab := chromedp.NewContext(c.ctx, chromedp.WithNewBrowserContext())
	t := &Tab{ctx: ctx, base: base}
	if err := chromedp.Listen(ctx, t.note); err != nil {
		closeTab()
		return nil, nil, err
	}
	if err := t.prepare(r); err != nil {
		closeTab()
		return nil, nil, err
	}
	return t, closeTab, nil
}

func (t *Tab) prepare(r Reader) error {
	if r.Width == 0 {
		r.Width, r.Height = 1280, 800
	}
	if r.Height == 0 {
		r.Height = 800
	}
	if r.Scale == 0 {
		r.Scale = 1
	}
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}, {Name: "prefers-reduced-motion", Value: "no-preference"}}
	if r.Dark {
		features[0].Value = "dark"
	}
	if r.Still {
		features[1].Value = "reduce"
	}
	media := ""
	if r.Print {
		media = "print"
	}
	steps := []func() error{
		call(t, network.Enable, network.EnableParams{}),
		call(t, log.Enable, cdp.Empty{}),
		call(t, audits.Enable, cdp.Empty{}),
		call(t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: r.Width, Height: r.Height, DeviceScaleFactor: r.Scale}),
		call(t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: features}),
		call(t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: r.NoScript}),
		call(t, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: cmp.Or(r.Zone, "UTC")}),
		// A tab in the background has no focus to show.
		call(t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}),
	}
	if r.Languages != "" {
		steps = append(steps, call(t, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": r.Languages}}))
	}
	if !r.Now.IsZero() {
		steps = append(steps, call(t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
			Source: fmt.Sprintf(shiftClock, time.Until(r.Now).Milliseconds()),
		}))
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// shiftClock makes the clock of a page another, by a number of milliseconds.
const shiftClock = `(by => {
	const Machine = Date;
	Date = class extends Machine {
		constructor(...given) { given.length ? super(...given) : super(Machine.now() + by); }
		static now() { return Machine.now() + by; }
	};
})(%d)`

// call is a step that gives a command to the tab.
func call[P, R any](t *Tab, c cdp.Command[P, R], params P) func() error {
	return func() error {
		ctx, cancel := context.WithTimeout(t.ctx, patience)
		defer cancel()
		_, err := chromedp.Call(ctx, c, params)
		return err
	}
}

// run runs an action in a tab.
func run[T any](t *Tab, a chromedp.Action[T]) (T, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, a)
}

// note notes an event.
func (t *Tab) note(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	problem := func(format string, args ...any) { t.problems = append(t.problems, fmt.Sprintf(format, args...)) }
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(e.Request.URL)
		if err == nil && u.Scheme == "data" {
			return // a picture that Chromium has for a field of its own
		}
		t.requests = append(t.requests, e.Request.URL)
		if base, _ := url.Parse(t.base); err != nil || u.Host != base.Host {
			problem("a request to another host: %s", e.Request.URL)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			problem("status %d of %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventLoadingFinished:
		t.received += e.EncodedDataLength
	case *network.EventLoadingFailed:
		if !e.Canceled {
			problem("loading failed: %s %s", e.ErrorText, e.BlockedReason)
		}
	case *runtime.EventExceptionThrown:
		problem("exception: %s", e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if slices.Contains([]runtime.ConsoleAPICalledType{"error", "warning", "assert"}, e.Type) {
			var words []string
			for _, arg := range e.Args {
				words = append(words, string(arg.Value)+arg.Description)
			}
			problem("console: %s: %s", e.Type, strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			problem("log: %s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	case *audits.EventIssueAdded:
		text := string(e.Issue.Code)
		if csp := e.Issue.Details.ContentSecurityPolicyIssueDetails; csp != nil {
			text += ": " + csp.ViolatedDirective + " " + csp.BlockedURL
		}
		problem("issue: %s", text)
	}
}

// Problems returns what has gone wrong so far: requests to other hosts, loads that failed,
// violations of the Content-Security-Policy, and whatever else Chromium complains of in its
// console.
func (t *Tab) Problems() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.problems)
}

// Forgive forgets what has gone wrong so far.
func (t *Tab) Forgive() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.problems = nil
}

// AllowClipboard lets the page read and write the clipboard, as a reader would.
func (t *Tab) AllowClipboard() error {
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(t.ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(t.ctx).BrowserContextID,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Requests returns the addresses that were asked for so far.
func (t *Tab) Requests() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.requests)
}

// Go loads the page at an address, which may be relative to the index page.
func (t *Tab) Go(address string) error {
	base, err := url.Parse(t.base)
	if err != nil {
		return err
	}
	u, err := base.Parse(address)
	if err != nil {
		return err
	}
	_, err = run(t, chromedp.Navigate(u.String()))
	return err
}

// Eval returns what an expression of JavaScript comes to, once its promise is kept if it is
// one.
func Eval[T any](t *Tab, expression string) (T, error) {
	return run(t, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Await waits until an expression is true.
func (t *Tab) Await(expression string) error {
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		// A page that is being left answers with an error.
		if ok, err := Eval[bool](t, "Boolean("+expression+")"); ok {
			return nil
		} else if time.Now().After(end) {
			return fmt.Errorf("never true: %s (%v)", expression, err)
		}
	}
}

// Press presses keys, one after the other. Those without a letter are in package kb.
func (t *Tab) Press(keys string, modifiers ...kb.Modifier) error {
	_, err := run(t, chromedp.KeyEvent(keys, chromedp.KeyModifiers(modifiers...)))
	return err
}

// Click clicks in the middle of what a selector of CSS finds, scrolled into view.
func (t *Tab) Click(selector string) error {
	_, err := run(t, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
	return err
}

// Screenshot returns the whole page as a PNG.
func (t *Tab) Screenshot() ([]byte, error) { return run(t, chromedp.FullScreenshot(100)) }

// PDF returns the page as printed on A4, with the margins of its style sheet.
func (t *Tab) PDF() ([]byte, error) {
	return run(t, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
}
