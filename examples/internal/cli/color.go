package cli

import (
	"io"
	"os"
	"runtime"
)

// Color reports whether what is written to w may have colors: where w is a terminal that
// knows them, and NO_COLOR (https://no-color.org) is not set. CLICOLOR_FORCE, unless it is
// 0, has them written in any case.
func Color(w io.Writer) bool {
	if os.Getenv("NO_COLOR") != "" {
		return false
	}
	if force := os.Getenv("CLICOLOR_FORCE"); force != "" && force != "0" {
		return true
	}
	f, ok := w.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" || runtime.GOOS == "windows" && os.Getenv("WT_SESSION") == "" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
