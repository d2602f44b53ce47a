// Package catalogue reads calendars that are kept as data: YAML in, a
// [*calendar.Calendar] out, or every error at once, each with its line and column and
// with what was expected there.
//
// # A catalogue
//
// A catalogue says what one document obliges people to do, and what became known later.
// It is one YAML file (this one is also the package's example):
//
//	convene: 1                      # the version of the format
//	id: library-board
//	title: Duties of the library board
//	revision: 2026-03-02            # the last change; feeds bear it
//	layers:
//	  - id: statutes
//	    said: 2023-11-20            # the day on which the layer was said
//	    source: {document: Statutes 2023}
//	    series:
//	      - id: open-evening
//	        title: Open evening
//	        kind: meeting
//	        status: scheduled
//	        repeats: {rule: "FREQ=YEARLY;BYMONTH=3;BYDAY=2TH"}
//	        paragraphs: [art. 4]    # of the layer's source
//	    events:
//	      - id: budget
//	        title: Budget of the library
//	        kind: report-due
//	        status: mandated
//	        when: "[..2026-06-30]"
//	        paragraphs: [art. 5]
//	  - id: later
//	    said: 2026-03-02
//	    statements:
//	      - id: budget-day
//	        of: budget
//	        when: 2026-05-18
//	        status: scheduled
//	        sources: [{document: Notice 3/2026, said: 2026-02-20}]
//
// What each part means is told by package calendar: a layer is a [calendar.Layer], a
// series a [calendar.Series], and so on.
//
// # Keys
//
// Keys marked with a star are required. In the layers, series, events and statements
// say either paragraphs or sources, or both.
//
//	catalogue   convene* (1), id*, title*, description, language, translations, document,
//	            url, revision*, periods, layers*, workdays, plans
//	layer       id*, title, said*, source, series, events, statements
//	series      id*, title*, summary, each, translations, kind*, status, repeats*, place,
//	            geo, format, organizers, leaves-open, paragraphs, sources, revised
//	repeats     rule*, start            by a rule of RFC 5545
//	            periods*, every*, first* once in every so many periods
//	            unstated                instead of a mapping: no source states a period
//	event       id*, title*, summary, translations, kind*, series, occurrence, when or
//	            within, status*, place, geo, format, organizers, documents, leaves-open,
//	            fulfilled-by, paragraphs, sources, revised
//	statement   id*, of*, note, title, translations, when or within, status, place, geo,
//	            format, organizers, documents, paragraphs, sources, revised
//	within      periods*, number*, after or early, not-after
//	source      document*, paragraph, url, said, inferred, rank; the source of a layer has
//	            no paragraph
//	geo         latitude*, longitude*
//	workdays    id*, place*, week, holidays* (lists of holidays: from*, to*, source, days, each
//	            with day*, name, projected)
//	plan        id*, title*, summary, of, like, milestones
//	milestone   id*, title*, summary, of, before or after, takes, needs, fulfilled-by, sources
//	before,     months, weeks, days, working-days, at, roll
//	after
//	takes       weeks, days, or working-days and at
//	translations, by language
//	            of the catalogue title, description; of a series title, summary, each,
//	            place, leaves-open; of an event the same but each; of a statement title,
//	            place, note
//
//	id          letters, digits, dots, hyphens and underscores, at most 200; it never
//	            changes, and is given once among series, events and statements
//	of          the id of an event, or for an occurrence that only a pattern gives the id
//	            of its series, a slash and its key: open-evening/2027-03-11; what the
//	            pattern does not give is an event
//	occurrence  the key of an event in its series: the number of a period, or the day that
//	            the rule gives
//	kind        one of [calendar.Kinds]
//	status      projected, mandated, scheduled, held, postponed or cancelled; of a series
//	            one of the first three, and projected where it has none
//	format      in-person, virtual or hybrid
//	rank        primary or secondary
//	when,       EDTF as [calendar.ParseWhen] reads it; an event with neither when nor
//	not-after   within has no date
//	said, start a day: 2021-12-16
//	revision    a moment of RFC 3339, or a day, which means its midnight in UTC
//	revised     a list of such moments, in order and none after the revision: when the
//	            element was corrected here after it had first been published, or entered
//	            though others on the same event that were made later stood already
//	periods     at the top, names and what they stand for among [Options].Periods:
//	            {session: unga}; elsewhere one of these names, or year
//	inferred    true or false: whether the day under said is not the source's own
//	language    a tag of BCP 47, such as en: that of all texts but the translations
//	translations
//	            a mapping from such tags to texts: {fr: {title: Soirée ouverte}}; it needs
//	            the language of the catalogue, and {nth} cannot stand in it
//	latitude, longitude
//	            degrees (WGS 84), north and east counting up from 0, in decimal digits
//	early       true or false: whether the event may come before the period begins
//	organizers, documents, leaves-open, paragraphs
//	            lists of texts, with one item at least
//
// description, summary and note are texts of any number of lines, all others of one.
//
// # Plans
//
// A plan works back from something, and on from it; [ReadPlans] returns it as a
// [planning.Plan]. A milestone without before or after has no day of its own:
//
//	workdays:
//	  - id: library
//	    place: the library
//	    holidays: [{from: 2026-01-01, to: 2026-12-31, days: [{day: 2026-05-14, name: Ascension}]}]
//	plans:
//	  - id: budget
//	    title: Budget of the library
//	    of: budget
//	    milestones:
//	      - {id: draft, title: Draft, before: {weeks: 6}, takes: {working-days: 10, at: library}}
//	      - {id: print, title: To the printer, before: {working-days: 5, at: library}, needs: [draft]}
//
//	of          the id of an event, or of a series with a slash and a key; or a mapping with
//	            one of event, milestone (of the same plan) and periods with a number and maybe
//	            a part, and with point: start, end or within. Of a plan it stands for its
//	            milestones without an anchor of their own; a plan without it is a pattern
//	like        the id of a plan above, whose milestones the plan has before its own
//	before,     how far: months are counted first and end where the month does, then weeks
//	after       and days, then working days. With roll, earlier or later, what falls on no
//	            working day moves to one
//	at          the id of a place among the workdays, one of [Options].Workdays, or weekdays:
//	            Monday to Friday without holidays
//	week        the weekdays on which the place works; Monday to Friday where it has none
//	from, to    the first and the last day that the list of holidays speaks for: a day
//	            between them that is not listed is none
//
// # YAML
//
// Scalars are read as YAML 1.2 has them: yes, no and off are texts, and dates and years
// under when are read by their letters, quoted or not. Quotes are needed where YAML gives
// a character a meaning of its own, as the brackets of "[2025-09-30..2025-12-31]", and
// around a text that looks like a number, a truth value or null.
//
// A catalogue is one document, without anchors, aliases, merge keys, tags, directives and
// tabs, and each of its keys stands once and has a value. There are bounds: the size
// (see [Options]), 16 levels of nesting, 256 keys of a mapping, 128 empty lines in a row.
// Within these, reading takes time in proportion to the text and to what
// [calendar.New] takes.
//
// # Errors
//
// Unknown keys, missing keys, wrong types, words, dates, rules and references are all told
// at once, in the order of the file, and none that only follows from another. What is not
// YAML ends the reading with the first fault. Each is an [*Error]:
//
//	library.yaml:22:27: layers[0].events[0].when: day 31 is outside 1 to 30; expected …
//
// # Editors
//
// [Schema] is the JSON Schema of the format. Editors that know the YAML language server
// complete and check a catalogue that begins with
//
//	# yaml-language-server: $schema=catalogue.schema.json
package catalogue
