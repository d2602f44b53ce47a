package cli

import (
	"fmt"
	"io"
	"runtime/debug"
)

// printVersion prints what this build was made from: a version, or in a checkout the
// commit, and whether files differ from it.
func printVersion(w io.Writer, name string) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		_, err := fmt.Fprintf(w, "%s: built without modules\n", name)
		return err
	}
	version := info.Main.Version
	if version == "" {
		version = "(devel)"
	}
	settings := make(map[string]string)
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	commit := settings["vcs.revision"]
	if commit != "" {
		commit = " " + commit[:min(12, len(commit))]
	}
	if settings["vcs.modified"] == "true" {
		commit += " with changes"
	}
	_, err := fmt.Fprintf(w, "%s %s%s %s %s/%s\n", name, version, commit, info.GoVersion, settings["GOOS"], settings["GOARCH"])
	return err
}
