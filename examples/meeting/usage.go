package main

// about and rest are what -h shows before and after the flags.
const about = `
meeting finds the times at which people in many places can meet: each with the hour where
everybody is, who loses sleep, and who cannot come; and where no time serves, why.

  meeting                     the principals of ICAT's 26 bodies, in the last quarter of 2026
  meeting [flags] PROBLEM     the problem of a file: YAML as -sample prints it, or JSON
  meeting -json [FILE ...]    problems in JSON to answers in JSON, an instance a line
  meeting -invite DIR PROBLEM invitations to the best time, as .ics and as mail

A problem has a window of days, a length, people with their places, hours and calendars
(.ics), and rules: who must come, how many, what a night counts. With a series in it, it is
planned so that the nights go round; with a rotation, it says who chairs in turn.
`

const rest = `
-sample prints a problem with what it means beside it: of principals (one meeting of ICAT's
26 bodies), year (a series), regions (offices far apart) or chairs (a rotation). What is
assumed in them says so.

-json reads {"instances": [{"id", "family", "problem"}, ...]}, a list of such instances, one
instance, a problem by itself, or several of these one after the other; from files or from
standard input ("-"), packed by gzip or not. It writes {"id", "answer"} for each, a line by
itself, or {"id", "error"}, and goes on. Families are single, large, series, rotation,
freebusy and itip; without one it is told from the problem, and a meeting has the answers
of single and large in one. Of a single meeting the probes are the first and the last
candidate, those a third, a half and two thirds of the way, and the earliest feasible one.

-invite writes two files for each participant who has an address: the invitation as a
calendar (.ics) and as a mail that is ready to be sent (.eml); and state.json, with which a
program can apply the answers (package itip). With the same -now they are the same bytes. No
file that is there is written over.

What has begun already is left out while the window lasts, and with notice in the problem
what comes too soon; -from looks from another day.
Ctrl-C ends a search with the best that it has found so far. Colours are written to terminals
alone, and never where NO_COLOR is set; COLUMNS sets the width.

Examples:

  meeting -sample > ours.yaml
  meeting -sample chairs > chairs.yaml
  meeting ours.yaml
  meeting -svg ours.svg -format markdown ours.yaml > ours.md
  meeting -invite out -slot 2 -organizer "Ana <ana@example.org>" -lang fr,en ours.yaml
  meeting -json problems.json.gz > answers.jsonl

Exit codes:

  0  there is a time; with -json, all instances were answered
  1  there is none, the search was ended, or an instance has no answer; or something
     failed, and standard error tells what
  2  the call was wrong
`
