// Package feed serves a calendar over HTTP, for people to subscribe to and for programs
// to read.
//
//	h, err := feed.NewHandler(cal, feed.Options{BaseURL: "https://calendar.example.org/"})
//	…
//	http.Handle("/", h)
//
// # Addresses
//
//	/               a page for people, see below
//	/calendar.ics   iCalendar (RFC 5545), what applications subscribe to
//	/calendar.jcal  the same as JSON (jCal, RFC 7265)
//	/calendar.json  entries in a JSON of our own, see below
//	/calendar       one of the three, by the Accept of the request: text/calendar,
//	                application/calendar+json or application/json
//	/robots.txt     lets everybody in
//
// A handler works below any prefix that [http.StripPrefix] takes away.
//
// # Queries
//
// The feeds take parameters, whose values are joined by commas:
//
//	kind=report-due,deadline   only these kinds, of [calendar.Kinds]
//	series=world-day           only these series, by ID
//	from=2026-01-31            only what falls, or may fall, on this day or later
//	event=e1,world-day/2027-07-30   only these events, by ID: 50 at most
//	q=secretary+report         only what has all these words, as [calendar.Matching] finds them
//	alarm=1w,2d,12h,30m        a reminder so long before each event: five at most, 1m to 366d
//	lang=fr-CA,es              in the languages that suit these best, the first before the
//	                           others: see [ical.FeedOptions]. Ten at most
//	windows=span               what becomes of vague days: day, span or both, see
//	                           [ical.WindowStyle]
//	as=todo                    to-dos instead of events, or events: event
//
// Anything else is answered with 400 and a text that says which parameter or value is
// wrong and what there is. The order of parameters, of kinds, series and alarms, and
// the case of values make no difference: such addresses have one canonical address, told
// by Content-Location, and one representation. They are not redirected there, since not
// all subscribers follow, and those who do would ask twice each time. The calendar as
// JSON of our own has neither alarms, windows nor to-dos; their parameters are checked
// there, and have no effect.
//
// A query narrows what [Options] has the handler serve, and never widens it.
//
// # Pages
//
// The index page tells what comes next, in how many days and how sure that is, what is overdue
// and what has no date; it draws the years and offers subscriptions. From there lead
//
//	/2026, /2026-11, /2026-11-26   a year, which prints as a wall sheet, a month and a day
//	/event/ID, /series/ID          all that is known of one, what was said when and by whom
//	/next, /overdue, /undated      lists in full, a hundred entries a page
//	/found                         all that the query finds
//	/series                        the series
//	/icon.svg                      the picture in bookmarks
//
// Pages take these parameters, and pass over others, since links gather some on their way. One
// of these with a value that there is not is answered with 400.
//
//	kind, series, q       narrow the page, and the subscriptions that it offers
//	asof=2021-12-16       what was known on this day, seen from it
//	lanes=series          draws a lane for each series, and not for each kind
//	lang=fr               see below
//	page=2                of a list: 100 at most
//	today=2026-11-26      the day where the reader is, no more than one from the server's
//
// A page is one document, with its style sheet and script in it, that asks nothing of another
// host; its Content-Security-Policy allows these two by their digests and nothing else. All of
// it can be read and used without the script, which narrows without a reload, copies the
// address, and asks for the page anew at the reader's midnight. How sure a day is shows in a word
// and a form, never in a colour alone: a mark for a day, a bar for a window, which is the paler the
// longer it is and fades out where it has no bound, and hatching for what is projected.
//
// Pages stay small whatever the calendar: lists lead on to the rest, a drawing of more than 700
// entries counts them by year, and no page looks at more than 200,000 entries.
//
// # Languages
//
// The canonical query names under lang the languages of the calendar that are meant: for
// fr-CA it is fr where there is no closer one. What the calendar does not have makes no
// difference, and is no error. Content-Language tells for whom a feed is. Accept-Language
// is not looked at: whoever asks at one address gets the same, since subscribers' programs
// send the language of a server, of a phone or none, and a calendar must not change its
// language with whoever fetched it.
//
// Pages speak the six official languages of the United Nations. Their address may name one
// language under lang, which counts for the page, for the calendar's texts as far as they are
// given in it, and for the feeds that the page leads to; else Accept-Language decides, and
// English where it likes none of them. A page goes by the language alone: fr-CA gets that in
// French. A text that is not given in the page's language stands in the calendar's own, and
// is marked as such.
//
// # Caching
//
// Each answer has a strong entity tag of its bytes in their coding, and feeds have the
// calendar's revision as Last-Modified. Conditional requests are judged as RFC 9110,
// section 13, says: If-None-Match, with weak comparison, before If-Modified-Since. Ranges
// are not served. Caches may keep a feed for the refresh interval, and a week longer while
// the server is away. Feeds come in gzip and zstd to those who accept that, compressed
// once.
//
// Applications that ask by date, as some of Apple do, see only changes that come with a
// later revision. That is so while a handler runs even if the revision is not later, since
// it then says the time of [Handler.Replace]; after a restart nothing is known of the
// calendar before, so the revision of a catalogue must grow with each change.
//
// # Entries in JSON
//
// The document at calendar.json is an array of objects, in the order of their days; those
// without a date come last. It has what falls within the feed's span, or without one up to
// ten years after the revision, with every occurrence of each series:
//
//	id, series      the ID, and that of its series or ""
//	title, summary  texts
//	language        that of the title, as a tag of BCP 47, or "" where it is not known
//	kind, status    of [calendar.Kinds] and [calendar.Statuses]; never overdue
//	when            the text of [calendar.When], in EDTF or RFC 9557
//	earliest        its first and last day, as 2026-01-31,
//	latest          or null where they are not known
//	place, format   where, and how one attends: "", in-person, virtual or hybrid
//	organizers      an array of names
//	sources         who says so: an array of objects with document, paragraph, url, said_on
//
// Like the other feeds it depends on the calendar alone: what is overdue, and how many
// days are left, is for the reader to work out from latest. Fields may be added.
//
// # Time and memory
//
// Representations are made when they are first asked for, each once however many ask, and
// no more at a time than there are processors. The feed without a query is made before its
// calendar is served. What is kept is bounded by Options.CacheSize; the rest is forgotten,
// the least recently used first. Feeds, pages that many ask for, and what anybody can think of,
// such as searches, are kept apart, a sixteenth for the last, so that nobody can crowd out the
// others. A feed from what is kept allocates nothing.
//
// The clock is read for pages, which count the days from today, and to see that Last-Modified
// is not later than now. See Options.Now.
//
// # Not here
//
// Access control, rate limits, time-outs and TLS are those of the server or proxy in front;
// examples/serve is such a server.
package feed
