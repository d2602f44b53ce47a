package cli

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Program reads the command line of a program.
type Program struct {
	*flag.FlagSet
	about, rest string
	version     bool
}

// New returns a program without flags. -h prints about, which says what the program is
// and how it is called, then the flags, and then the rest: examples and exit codes.
func New(name, about, rest string) *Program {
	p := &Program{FlagSet: flag.NewFlagSet(name, flag.ContinueOnError), about: about, rest: rest}
	p.SetOutput(io.Discard) // Exit tells errors
	p.Usage = func() {}
	p.BoolVar(&p.version, "version", false, "print the version, and end")
	return p
}

// Parse reads the command line. What -h and -version ask for it writes to stdout, and
// returns flag.ErrHelp. Any other error is a usage error. At most arguments may follow the
// flags.
func (p *Program) Parse(args []string, arguments int, stdout io.Writer) error {
	err := p.FlagSet.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return cmp.Or(p.help(stdout), flag.ErrHelp)
	case err != nil:
		return Usagef("%w (%s -h tells the flags)", err, p.Name())
	case p.version:
		return cmp.Or(printVersion(stdout, p.Name()), flag.ErrHelp)
	case p.NArg() > arguments:
		return Usagef("unexpected argument %q", p.Arg(arguments))
	}
	return nil
}

func (p *Program) help(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nFlags:\n\n", strings.TrimSpace(p.about))
	p.VisitAll(func(f *flag.Flag) {
		value, says := flag.UnquoteUsage(f)
		fmt.Fprintf(&b, "  -%s", f.Name)
		if value != "" {
			fmt.Fprintf(&b, " %s", value)
		}
		if d := f.DefValue; d != "" && d != "false" && !strings.Contains(says, "(default") {
			says += fmt.Sprintf(" (default %s)", d)
		}
		fmt.Fprintln(&b)
		wrap(&b, says)
	})
	fmt.Fprintf(&b, "\n%s\n", strings.TrimSpace(p.rest))
	_, err := io.WriteString(w, b.String())
	return err
}

// wrap writes words below a flag, in lines of at most 96 characters.
func wrap(b *strings.Builder, words string) {
	const indent, most = "       ", 96
	line := indent
	for _, word := range strings.Fields(words) {
		if line != indent && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > most {
			fmt.Fprintln(b, line)
			line = indent
		}
		line += " " + word
	}
	fmt.Fprintln(b, line)
}

// Given reports whether one of these flags stands in the command line.
func (p *Program) Given(names ...string) bool {
	given := false
	p.Visit(func(f *flag.Flag) { given = given || slices.Contains(names, f.Name) })
	return given
}

// Only returns an error that names the first flag given, in the order of the alphabet,
// that is none of these: what the program is to do, such as "-check", would pass it over.
func (p *Program) Only(what string, names ...string) error {
	var err error
	p.Visit(func(f *flag.Flag) {
		if err == nil && !slices.Contains(names, f.Name) {
			err = Usagef("-%s has no effect with %s", f.Name, what)
		}
	})
	return err
}
