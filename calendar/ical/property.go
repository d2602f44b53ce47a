package ical

import "math"

// A propertyID numbers the properties that this package knows, in the order in which
// it writes them.
type propertyID uint8

const (
	propVersion propertyID = iota
	propProdID
	propCalscale
	propMethod
	propTZID
	propTZIDAliasOf
	propTZUntil
	propTZURL
	propAction
	propTrigger
	propUID
	propRecurrenceID
	propDTStamp
	propCreated
	propLastModified
	propSequence
	propAcknowledged
	propDTStart
	propDTEnd
	propDue
	propDuration
	propRepeat
	propRRule
	propExRule
	propRDate
	propExDate
	propCompleted
	propPercentComplete
	propTZOffsetFrom
	propTZOffsetTo
	propTZName
	propName
	propXWRCalName
	propSummary
	propDescription
	propXWRCalDesc
	propStyledDescription
	propLocation
	propGeo
	propLocationType
	propParticipantType
	propResourceType
	propCalendarAddress
	propURL
	propSource
	propRefreshInterval
	propXPublishedTTL
	propXWRTimezone
	propStatus
	propTransp
	propXBusyStatus
	propBusyType
	propClass
	propPriority
	propColor
	propXAppleColor
	propCategories
	propResources
	propOrganizer
	propAttendee
	propContact
	propRelatedTo
	propLink
	propConcept
	propRefID
	propStructuredData
	propImage
	propAttach
	propConference
	propComment
	propFreeBusy
	propProximity
	propRequestStatus
	propertyCount
)

// A property is what the standards say of a property, wherever it stands. Where they
// are silent it is that of a property without an entry: TEXT, with any VALUE.
type property struct {
	name  string
	typ   valueType // the type without a VALUE parameter
	types typeSet   // the types that VALUE may name, typ among them
	form  textForm  // of a TEXT value
	list  bool      // whether commas part several values; of a TEXT list, form says so
	utc   bool      // whether a DATE-TIME must be in UTC
	// stated says that VALUE is written even for typ, as RFC 7986 asks in sections
	// 5.7, 5.8, 5.10 and 5.11, RFC 9073 in 6.5 and 6.6, and RFC 9253 for LINK.
	stated bool
	words  []string // the only values; nil for no such list
	most   int      // the largest INTEGER, where the smallest is 0; 0 for no such bounds
}

func of(name string, typ valueType, also ...valueType) property {
	return property{name: name, typ: typ, types: typesOf(typ) | typesOf(also...)}
}

func (p property) listed() property               { p.list = true; return p }
func (p property) inUTC() property                { p.utc = true; return p }
func (p property) typeStated() property           { p.stated = true; return p }
func (p property) in(form textForm) property      { p.form = form; return p }
func (p property) oneOf(words ...string) property { p.words = words; return p }
func (p property) upTo(most int) property         { p.most = most; return p }

// properties holds the properties of RFC 5545 (sections 3.7 and 3.8), RFC 7986 (section
// 5), RFC 7808, RFC 7953, RFC 9073 (section 6), RFC 9074 and RFC 9253, and the X-
// properties that subscribers read.
var properties = [propertyCount]property{
	propVersion:           of("VERSION", typeText).oneOf("2.0"),
	propProdID:            of("PRODID", typeText),
	propCalscale:          of("CALSCALE", typeText).oneOf("GREGORIAN"),
	propMethod:            of("METHOD", typeText),
	propTZID:              of("TZID", typeText),
	propTZIDAliasOf:       of("TZID-ALIAS-OF", typeText),
	propTZUntil:           of("TZUNTIL", typeDateTime).inUTC(),
	propTZURL:             of("TZURL", typeURI),
	propAction:            of("ACTION", typeText),
	propTrigger:           of("TRIGGER", typeDuration, typeDateTime).inUTC(),
	propUID:               of("UID", typeText),
	propRecurrenceID:      of("RECURRENCE-ID", typeDateTime, typeDate),
	propDTStamp:           of("DTSTAMP", typeDateTime).inUTC(),
	propCreated:           of("CREATED", typeDateTime).inUTC(),
	propLastModified:      of("LAST-MODIFIED", typeDateTime).inUTC(),
	propSequence:          of("SEQUENCE", typeInteger).upTo(math.MaxInt32),
	propAcknowledged:      of("ACKNOWLEDGED", typeDateTime).inUTC(),
	propDTStart:           of("DTSTART", typeDateTime, typeDate),
	propDTEnd:             of("DTEND", typeDateTime, typeDate),
	propDue:               of("DUE", typeDateTime, typeDate),
	propDuration:          of("DURATION", typeDuration),
	propRepeat:            of("REPEAT", typeInteger).upTo(math.MaxInt32),
	propRRule:             of("RRULE", typeRecur),
	propExRule:            of("EXRULE", typeRecur),
	propRDate:             of("RDATE", typeDateTime, typeDate, typePeriod).listed(),
	propExDate:            of("EXDATE", typeDateTime, typeDate).listed(),
	propCompleted:         of("COMPLETED", typeDateTime).inUTC(),
	propPercentComplete:   of("PERCENT-COMPLETE", typeInteger).upTo(100),
	propTZOffsetFrom:      of("TZOFFSETFROM", typeUTCOffset),
	propTZOffsetTo:        of("TZOFFSETTO", typeUTCOffset),
	propTZName:            of("TZNAME", typeText),
	propName:              of("NAME", typeText),
	propXWRCalName:        of("X-WR-CALNAME", typeText),
	propSummary:           of("SUMMARY", typeText),
	propDescription:       of("DESCRIPTION", typeText),
	propXWRCalDesc:        of("X-WR-CALDESC", typeText),
	propStyledDescription: of("STYLED-DESCRIPTION", typeText, typeURI).typeStated(),
	propLocation:          of("LOCATION", typeText),
	propGeo:               of("GEO", typeGeo, typeFloat),
	propLocationType:      of("LOCATION-TYPE", typeText).in(listText),
	propParticipantType:   of("PARTICIPANT-TYPE", typeText),
	propResourceType:      of("RESOURCE-TYPE", typeText),
	propCalendarAddress:   of("CALENDAR-ADDRESS", typeCalAddress),
	propURL:               of("URL", typeURI),
	propSource:            of("SOURCE", typeURI).typeStated(),
	propRefreshInterval:   of("REFRESH-INTERVAL", typeDuration).typeStated(),
	propXPublishedTTL:     of("X-PUBLISHED-TTL", typeDuration),
	propXWRTimezone:       of("X-WR-TIMEZONE", typeText),
	propStatus:            of("STATUS", typeText),
	propTransp:            of("TRANSP", typeText).oneOf("OPAQUE", "TRANSPARENT"),
	propXBusyStatus:       of("X-MICROSOFT-CDO-BUSYSTATUS", typeText),
	propBusyType:          of("BUSYTYPE", typeText),
	propClass:             of("CLASS", typeText),
	propPriority:          of("PRIORITY", typeInteger).upTo(9),
	propColor:             of("COLOR", typeText),
	propXAppleColor:       of("X-APPLE-CALENDAR-COLOR", typeText),
	propCategories:        of("CATEGORIES", typeText).in(listText),
	propResources:         of("RESOURCES", typeText).in(listText),
	propOrganizer:         of("ORGANIZER", typeCalAddress),
	propAttendee:          of("ATTENDEE", typeCalAddress),
	propContact:           of("CONTACT", typeText),
	propRelatedTo:         of("RELATED-TO", typeText, typeURI, unknownType),
	propLink:              of("LINK", typeURI, typeText, unknownType).typeStated(),
	propConcept:           of("CONCEPT", typeURI),
	propRefID:             of("REFID", typeText),
	propStructuredData:    of("STRUCTURED-DATA", typeText, typeBinary, typeURI).typeStated(),
	propImage:             of("IMAGE", typeURI, typeBinary).typeStated(),
	propAttach:            of("ATTACH", typeURI, typeBinary),
	propConference:        of("CONFERENCE", typeURI).typeStated(),
	propComment:           of("COMMENT", typeText),
	propFreeBusy:          of("FREEBUSY", typePeriod).listed(),
	propProximity:         of("PROXIMITY", typeText),
	propRequestStatus:     of("REQUEST-STATUS", typeText).in(statusText),
}

// otherProperty stands for every property without an entry.
var otherProperty = property{typ: typeText}

// propertyIDs finds a property by its name in capitals.
var propertyIDs = func() map[string]propertyID {
	ids := make(map[string]propertyID, propertyCount)
	for id := range propertyCount {
		ids[properties[id].name] = id
	}
	return ids
}()

// A propertySet is a set of known properties.
type propertySet [2]uint64

func setOf(ids ...propertyID) propertySet {
	var s propertySet
	for _, id := range ids {
		s.add(id)
	}
	return s
}

func (s *propertySet) add(id propertyID)     { s[id/64] |= 1 << (id % 64) }
func (s propertySet) has(id propertyID) bool { return s[id/64]&(1<<(id%64)) != 0 }

// covers reports whether s has all of t.
func (s propertySet) covers(t propertySet) bool { return t[0]&^s[0] == 0 && t[1]&^s[1] == 0 }
