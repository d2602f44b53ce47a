package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/calendar/secretariat"
	"github.com/convene-cal/convene/calendar/unga"
)

// load returns the calendars that are asked of: those of -catalogue, or else that of the
// resolution, and with -related that of the days near it.
func (req *request) load() (*calendar.Merged, error) {
	calendars := []*calendar.Calendar{ares76186.Calendar()}
	if len(req.catalogues) > 0 {
		var err error
		if calendars, req.imported, err = readCatalogues(req.catalogues, req.check); err != nil {
			return nil, err
		}
	}
	if req.related {
		calendars = append(calendars, ares76186.Related())
	}
	return calendar.Merge(calendars...), nil
}

// readCatalogues reads files, and all files with the ending .yaml or .yml in directories,
// each once. The error joins all that is wrong with any of them; of .ics what the reader
// puts right or leaves out is wrong only if the check is strict. Imported has the IDs of
// the calendars that come from such.
func readCatalogues(paths []string, strict bool) (calendars []*calendar.Calendar, imported map[string]bool, err error) {
	imported = make(map[string]bool)
	var errs []error
	from := make(map[string]string) // by the ID of the calendar, its file
	var known []os.FileInfo
	for _, path := range paths {
		files, err := filesOf(path)
		errs = append(errs, err)
		for _, file := range files {
			if info, err := os.Stat(file); err == nil {
				if slices.ContainsFunc(known, func(other os.FileInfo) bool { return os.SameFile(info, other) }) {
					continue
				}
				known = append(known, info)
			}
			cal, err := readFile(file, strict)
			if err != nil {
				errs = append(errs, err)
				continue
			}
			if other, taken := from[cal.ID()]; taken {
				errs = append(errs, &catalogue.Error{File: file, Line: 1, Column: 1, Reason: fmt.Sprintf("its id, %s, is that of %s already", cal.ID(), other)})
				continue
			}
			from[cal.ID()] = file
			imported[cal.ID()] = isICS(file)
			calendars = append(calendars, cal)
		}
	}
	return calendars, imported, errors.Join(errs...)
}

// filesOf returns the catalogues of a directory in the order of their names, and of
// anything else itself.
func filesOf(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, nil // reading it tells what is wrong
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		name := e.Name()
		if ext := filepath.Ext(name); !e.IsDir() && !strings.HasPrefix(name, ".") && (ext == ".yaml" || ext == ".yml") {
			files = append(files, filepath.Join(path, name))
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no file in it ends in .yaml or .yml", path)
	}
	return files, nil
}

func readFile(file string, strict bool) (*calendar.Calendar, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if isICS(file) {
		return readICS(file, f, strict)
	}
	return catalogue.Read(f, catalogue.Options{
		Name:     file,
		Periods:  map[string]calendar.Periods{"unga": unga.Sessions},
		Workdays: secretariat.Places(),
	})
}

func isICS(file string) bool { return strings.EqualFold(filepath.Ext(file), ".ics") }

// readICS reads somebody else's calendar.
func readICS(file string, r io.Reader, strict bool) (*calendar.Calendar, error) {
	im, err := ical.ReadCalendar(r, ical.ReadOptions{}, ical.ImportOptions{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if !strict {
		return im.Calendar, nil
	}
	var errs []error
	for _, d := range im.Diagnostics {
		errs = append(errs, fmt.Errorf("%s:%d:1: %s", file, d.Line, d))
	}
	for _, found := range im.Findings {
		errs = append(errs, fmt.Errorf("%s: %s", file, found))
	}
	return im.Calendar, errors.Join(errs...)
}
