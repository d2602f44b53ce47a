package main

// about and rest are what -h shows before and after the flags.
const about = `expand tells when recurrence rules (RFC 5545, 3.3.10) happen.

  expand -rule RULE -start MOMENT [flags]  prints a table
  expand < questions > answers             reads and writes JSON, one object a line

  $ echo '{"dtstart": "20260730T100000", "tzid": "Europe/Vienna", "rrule": "FREQ=YEARLY", "limit": 1}' | expand
  {"id":null,"occurrences":["20260730T100000"],"utc":["20260730T080000Z"],"more":true}

A line is answered as soon as it is read, and answers come in the order of the lines.
Lines are UTF-8 and at most 16 MiB long; empty ones are passed over.

What comes in (dtstart alone is required; null is as good as nothing, and fields with
other names are passed over):

  id       anything; it is given back as it came, or null without it
  dtstart  20260730, 20260730T100000 or 20260730T100000Z
  tzid     the zone of a dtstart of the second form, such as Europe/Vienna; without
           it the time is floating
  rrule    a rule, or a list of rules; without any the set is dtstart and rdate
  exrule   a rule whose occurrences are left out, or a list of such
           (both lists together hold 100 rules at most)
  rdate    a list of further occurrences, in the form of dtstart or, with a tzid, in
           UTC; or of periods such as 20260730T100000/PT1H, of which the start counts
  exdate   a list of occurrences to leave out, in the same forms; a day leaves out all
           of that day
  after    only what is later than this: a day if dtstart is one, else a time, by the
           clock of dtstart or, unless that is floating, in UTC
  before   only what is earlier than this
  reverse  true for the latest first
  limit    how many occurrences to list: 0 to 100000, 30 if not given

What goes out:

  id           that of the line
  occurrences  in the form of dtstart, by the clock of tzid; in order, each once. A
               dtstart that the rules do not admit is not among them
  utc          with a tzid alone: the same in UTC, item by item; null for one that is
               outside the years 1 to 9999 in UTC
  more         whether there are others beyond the last one listed

or, where something is wrong:

  id      that of the line; null if it is not a JSON object
  error   what is wrong, in words
  field   the field that is wrong
  line    instead of field, the number of a line that is not a JSON object
  offset  where in the field, or in the line, it goes wrong: in bytes, from 0
  clause  the section of the standard that it offends; empty if no standard is concerned

Occurrences lie in the years 1 to 9999. The rules for times that a clock skips or shows
twice, and other readings of the standard, are in the documentation of package
recurrence. A wrong line does not stop the others.
`

const rest = `
-format is of -rule; without that, what goes in and out is JSON. text has the rules in
words and their occurrences, json the object that the filter would write, csv and
markdown the occurrences in columns.

Examples:

  expand -rule "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=30" -start 2026-07-30 -n 5
  expand -rule "FREQ=DAILY" -start 2026-03-07T02:30 -zone America/New_York -n 3
  expand -rule "FREQ=MONTHLY;BYDAY=-1FR" -start 2026-01-30 -before 2026-12-31 -reverse
  expand < rules.jsonl > occurrences.jsonl

Exit codes:

  0  there is an occurrence; without -rule, all lines were answered, if also with errors
  1  there is none; or reading or writing failed
  2  the call was wrong, the rule included
`
