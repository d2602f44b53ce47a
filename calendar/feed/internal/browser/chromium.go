package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"github.com/chromedp/chromedp"
)

// ErrNoChromium is what the error wraps where there is no Chromium.
var ErrNoChromium = errors.New("there is no Chromium: set CHROME to its path, or install it (apt-get install chromium)")

// Find returns the path of Chromium: that in the environment variable CHROME, or one of the
// path's.
func Find() (string, error) {
	if path := os.Getenv("CHROME"); path != "" {
		if _, err := os.Stat(path); err != nil {
			return "", fmt.Errorf("%w (%w)", ErrNoChromium, err)
		}
		return path, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome-headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoChromium
}

// Chromium is a running one without a window.
type Chromium struct{ ctx context.Context }

// Start starts Chromium. The function that it returns ends it.
func Start(ctx context.Context) (*Chromium, func(), error) {
	path, err := Find()
	if err != nil {
		return nil, nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path))
	if os.Geteuid() == 0 {
		// Its sandbox does not work for root. It is given our own pages alone.
		options = append(options, chromedp.NoSandbox)
	}
	ctx, end := chromedp.NewExecAllocator(ctx, options...)
	ctx, stop := chromedp.NewContext(ctx)
	stopAll := func() { stop(); end() }
	if err := chromedp.Do(ctx); err != nil {
		stopAll()
		return nil, nil, fmt.Errorf("starting %s: %w", path, err)
	}
	return &Chromium{ctx}, stopAll, nil
}
