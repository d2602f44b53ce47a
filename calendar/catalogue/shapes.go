package catalogue

import (
	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
)

// version is the version of the format, the value of the key convene.
const version = 1

// The shapes of the format. The schema has a definition of the same name for each.
var (
	rootShape = &shape{"catalogue", []key{
		{"convene", true, "the version of the format, which is 1"},
		{"id", true, "a name that never changes"},
		{"title", true, "a text"},
		{"description", false, ""},
		{"language", false, ""},
		{"translations", false, ""},
		{"document", false, ""},
		{"url", false, ""},
		{"revision", true, "the moment of the last change, such as 2026-11-23T12:00:00Z"},
		{"periods", false, ""},
		{"layers", true, "a list of layers"},
		{"workdays", false, ""},
		{"plans", false, ""},
	}}
	layerShape = &shape{"layer", []key{
		{"id", true, "a name that never changes"},
		{"title", false, ""},
		{"said", true, "the day on which it was said"},
		{"source", false, ""},
		{"series", false, ""},
		{"events", false, ""},
		{"statements", false, ""},
	}}
	seriesShape = &shape{"series", []key{
		{"id", true, "a name that never changes"},
		{"title", true, "a text"},
		{"summary", false, ""},
		{"each", false, ""},
		{"translations", false, ""},
		{"kind", true, "the kind of each occurrence"},
		{"status", false, ""},
		{"repeats", true, "a rule, a cadence over periods, or the word " + unstated},
		{"place", false, ""},
		{"geo", false, ""},
		{"format", false, ""},
		{"organizers", false, ""},
		{"leaves-open", false, ""},
		{"paragraphs", false, ""},
		{"sources", false, ""},
		{"revised", false, ""},
	}}
	repeatsShape = &shape{"repeats", []key{
		{"rule", false, ""},
		{"start", false, ""},
		{"periods", false, ""},
		{"every", false, ""},
		{"first", false, ""},
	}}
	eventShape = &shape{"event", []key{
		{"id", true, "a name that never changes"},
		{"title", true, "a text"},
		{"summary", false, ""},
		{"translations", false, ""},
		{"kind", true, "what sort of thing it is"},
		{"series", false, ""},
		{"occurrence", false, ""},
		{"when", false, ""},
		{"within", false, ""},
		{"status", true, "what has become of it"},
		{"place", false, ""},
		{"geo", false, ""},
		{"format", false, ""},
		{"organizers", false, ""},
		{"documents", false, ""},
		{"leaves-open", false, ""},
		{"fulfilled-by", false, ""},
		{"paragraphs", false, ""},
		{"sources", false, ""},
		{"revised", false, ""},
	}}
	statementShape = &shape{"statement", []key{
		{"id", true, "a name that never changes"},
		{"of", true, "the id of an event, or of a series with a slash and the key of an occurrence"},
		{"note", false, ""},
		{"title", false, ""},
		{"translations", false, ""},
		{"when", false, ""},
		{"within", false, ""},
		{"status", false, ""},
		{"place", false, ""},
		{"geo", false, ""},
		{"format", false, ""},
		{"organizers", false, ""},
		{"documents", false, ""},
		{"paragraphs", false, ""},
		{"sources", false, ""},
		{"revised", false, ""},
	}}
	// What a language has of a catalogue's texts, a series', an event's, a statement's.
	textsShape = &shape{"texts", []key{
		{"title", false, ""},
		{"description", false, ""},
	}}
	seriesTextsShape = &shape{"series-texts", []key{
		{"title", false, ""},
		{"summary", false, ""},
		{"each", false, ""},
		{"place", false, ""},
		{"leaves-open", false, ""},
	}}
	eventTextsShape = &shape{"event-texts", []key{
		{"title", false, ""},
		{"summary", false, ""},
		{"place", false, ""},
		{"leaves-open", false, ""},
	}}
	statementTextsShape = &shape{"statement-texts", []key{
		{"title", false, ""},
		{"place", false, ""},
		{"note", false, ""},
	}}
	geoShape = &shape{"geo", []key{
		{"latitude", true, "degrees north of the equator"},
		{"longitude", true, "degrees east of Greenwich"},
	}}
	withinShape = &shape{"within", []key{
		{"periods", true, "the name of a sequence of periods"},
		{"number", true, "the number of a period"},
		{"after", false, ""},
		{"early", false, ""},
		{"not-after", false, ""},
	}}
	sourceShape = &shape{"source", []key{
		{"document", true, "the symbol of a document"},
		{"paragraph", false, ""},
		{"url", false, ""},
		{"said", false, ""},
		{"inferred", false, ""},
		{"rank", false, ""},
	}}
	workdaysShape = &shape{"workdays", []key{
		{"id", true, "a name that never changes"},
		{"place", true, "the name of the place"},
		{"week", false, ""},
		{"holidays", true, "a list of lists of holidays, each with the days that it speaks for"},
	}}
	holidayListShape = &shape{"holiday-list", []key{
		{"from", true, "the first day that the list speaks for"},
		{"to", true, "the last day that the list speaks for"},
		{"days", false, ""},
		{"source", false, ""},
	}}
	holidayShape = &shape{"holiday", []key{
		{"day", true, "a day, such as 2026-12-25"},
		{"name", false, ""},
		{"projected", false, ""},
	}}
	planShape = &shape{"plan", []key{
		{"id", true, "a name that never changes"},
		{"title", true, "a text"},
		{"summary", false, ""},
		{"of", false, ""},
		{"like", false, ""},
		{"milestones", false, ""},
	}}
	milestoneShape = &shape{"milestone", []key{
		{"id", true, "a name that never changes"},
		{"title", true, "a text"},
		{"summary", false, ""},
		{"of", false, ""},
		{"before", false, ""},
		{"after", false, ""},
		{"takes", false, ""},
		{"needs", false, ""},
		{"fulfilled-by", false, ""},
		{"sources", false, ""},
	}}
	anchorShape = &shape{"anchor", []key{
		{"event", false, ""},
		{"milestone", false, ""},
		{"periods", false, ""},
		{"number", false, ""},
		{"part", false, ""},
		{"point", false, ""},
	}}
	offsetShape = &shape{"offset", []key{
		{"months", false, ""},
		{"weeks", false, ""},
		{"days", false, ""},
		{"working-days", false, ""},
		{"at", false, ""},
		{"roll", false, ""},
	}}
	durationShape = &shape{"duration", []key{
		{"weeks", false, ""},
		{"days", false, ""},
		{"working-days", false, ""},
		{"at", false, ""},
	}}
	layerSourceShape = &shape{"layer-source", []key{
		{"document", true, "the symbol of a document"},
		{"url", false, ""},
		{"said", false, ""},
		{"inferred", false, ""},
		{"rank", false, ""},
	}}
)

// The words of the format.
var (
	kindWords      = words(calendar.Kinds())
	givenStatuses  = without(words(calendar.Statuses()), string(calendar.Overdue))
	seriesStatuses = words([]calendar.Status{calendar.Projected, calendar.Mandated, calendar.Scheduled})
	formatWords    = words([]calendar.Format{calendar.InPerson, calendar.Virtual, calendar.Hybrid})
	rankWords      = words([]calendar.Rank{calendar.Primary, calendar.Secondary})
	pointWords     = words(planning.Points())
	rollWords      = words(planning.Rolls())
	weekdayWords   = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
)

// unstated is what repeats says of a series that no source states a period of.
const unstated = "unstated"

func words[T ~string](values []T) []string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	return words
}

func without(words []string, word string) []string {
	var rest []string
	for _, w := range words {
		if w != word {
			rest = append(rest, w)
		}
	}
	return rest
}
