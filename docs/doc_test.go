// Package docs_test checks the documents: that every block of code in them is compiled and
// run, that commands print what is shown, that configurations are taken by the programs they
// are for, that links lead somewhere, and that packages and programs say what they are.
//
// A block is told by the language behind its fence:
//
//	go       a program, or the body of a function. What it needs before stands in a comment
//	         (<!-- … -->) above it; a line "…" or "// …" stands for what is done with an error
//	console  commands after "$ ", and what they print, unless nothing is shown. "…" stands
//	         for any lines. The commands of a document are run one after another in one
//	         directory that looks like the repository
//	yaml     a catalogue or a part of one, or a problem of examples/meeting
//	text     what the block of Go before it prints, or a drawing
//
// and others, which are listed in checks.
package docs_test
