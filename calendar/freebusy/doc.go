// Package freebusy says when somebody's time is taken, without saying by what: periods
// that are free, tentatively taken, out of reach or busy, as VFREEBUSY and FREEBUSY of
// RFC 5545 have them.
//
// What stands in a calendar is an [Entry]: a span of time or days, its [Type], and the UID
// by which one entry can be left out of account, as that of a meeting that is being moved
// has to be. [Unite] makes of entries what others may see: [Period] after period, of the
// strongest type at each instant, ascending and disjoint.
//
// All spans are half-open, [start, end): what ends at ten leaves ten o'clock free.
package freebusy
