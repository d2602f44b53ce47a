// Package cli is the command line as all example programs have it: -h and -version, flags
// that refuse what would have no effect, errors told once, colors where a person reads,
// and the same three exit codes.
//
//	0  it was answered
//	1  nothing was found, or something failed: then standard error tells what
//	2  the call was wrong
package cli
