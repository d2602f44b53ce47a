package main

// about and rest are what -h shows before and after the flags.
const about = `
upcoming prints what falls due next, how sure each date is, and who says so.

  upcoming [flags]                    the next entries, and all that is overdue
  upcoming -until DAY [flags]         what falls, or may fall, in a span
  upcoming -undated [flags]           what has no date
  upcoming -since DAY [flags]         what became known after a day
  upcoming -against FILES [flags]     what differs from earlier editions
  upcoming -remind NUMBERS [flags]    which reminders are due
  upcoming -check -catalogue FILES    what is wrong in catalogues

Without -catalogue it is about General Assembly resolution 76/186. Several catalogues,
and other people's calendars (.ics), are read as one: what several of them have is
printed once. Days left are counted from -from. Flags that would have no effect are
refused.

With -remind it prints which entries passed one of the numbers of days before they are
due, after the day -since through -from: what a job sends that ran last on the day
-since. However irregularly it runs, each is printed once. Without -since it is a job
that runs daily.
`

const rest = `
Flags with several values take them joined by commas.

-format json is an array of objects: id, series, title, language, kind, status, when
(EDTF or RFC 9557), earliest, latest, days_left (to the latest day), sources, and where
several calendars are asked calendars, the IDs of those that have it. Overdue entries
come first. Dates that are not known are null. Reminders have lead, on (the day on which
it was passed), due, key (a name of the reminder) and meanwhile (what changed since)
besides. Changes are an object with calendar and changes for each calendar.
-format csv has the same in columns; changes have none.

Colours are written to terminals alone, and never where NO_COLOR is set.

Examples:

  upcoming -from 2026-11-23 -n 5
  upcoming -from 2025-01-01 -until 2025-12-31 -format markdown
  upcoming -asof 2021-12-16 -kind report-due
  upcoming -catalogue my.yaml,mandates -related -format csv > due.csv
  upcoming -catalogue my.yaml,holidays.ics -until 2027-12-31
  upcoming -remind 30,7,1 -since 2026-11-20 > mail.txt && mail -s Reminders office < mail.txt

Exit codes:

  0  something was found; with -check, no fault
  1  nothing was found, or a fault; or something failed, and standard error tells what
  2  the call was wrong
`
