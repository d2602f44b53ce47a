package main

import (
	"embed"
	"slices"
	"strings"

	"github.com/convene-cal/convene/examples/internal/cli"
)

// sampleName is the problem that is solved where no other is named.
const sampleName = "icat.yaml"

//go:embed icat*.yaml
var sampleFiles embed.FS

// samples are what -sample prints, by what it is called.
var samples = []struct{ name, file string }{
	{"principals", sampleName}, {"year", "icat-year.yaml"}, {"regions", "icat-regions.yaml"}, {"chairs", "icat-chairs.yaml"},
}

// sampleNamed returns the sample that the arguments behind -sample name, or the first.
func sampleNamed(args []string) ([]byte, error) {
	var names []string
	for _, s := range samples {
		if len(args) == 0 || slices.Equal(args, []string{s.name}) {
			return sampleFiles.ReadFile(s.file)
		}
		names = append(names, s.name)
	}
	return nil, cli.Usagef("-sample %s: the samples are %s", strings.Join(args, " "), listed(names))
}
