package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/secretariat"
	"github.com/convene-cal/convene/calendar/unga"
)

// load returns the calendars that are asked of: those of -catalogue, or else that of the
// resolution, and with -related that of the days near it.
func (req request) load() (*calendar.Merged, error) {
	calendars := []*calendar.Calendar{ares76186.Calendar()}
	if len(req.catalogues) > 0 {
		var err error
		if calendars, err = readCatalogues(req.catalogues); err != nil {
			return nil, err
		}
	}
	if req.related {
		calendars = append(calendars, ares76186.Related())
	}
	return calendar.Merge(calendars...), nil
}

// readCatalogues reads files, and all files with the ending .yaml or .yml in directories,
// each once. The error joins all that is wrong with any of them.
func readCatalogues(paths []string) ([]*calendar.Calendar, error) {
	var calendars []*calendar.Calendar
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
			cal, err := readCatalogue(file)
			if err != nil {
				errs = append(errs, err)
				continue
			}
			if other, taken := from[cal.ID()]; taken {
				errs = append(errs, &catalogue.Error{File: file, Line: 1, Column: 1, Reason: fmt.Sprintf("its id, %s, is that of %s already", cal.ID(), other)})
				continue
			}
			from[cal.ID()] = file
			calendars = append(calendars, cal)
		}
	}
	return calendars, errors.Join(errs...)
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

func readCatalogue(file string) (*calendar.Calendar, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return catalogue.Read(f, catalogue.Options{
		Name:     file,
		Periods:  map[string]calendar.Periods{"unga": unga.Sessions},
		Workdays: secretariat.Places(),
	})
}
