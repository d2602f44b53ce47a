package ical

import (
	ics "github.com/arran4/golang-ical"
)

// A componentKind is what the standards say of a component.
type componentKind struct {
	name     string
	within   []string    // the components that it may stand in; nil for any
	required propertySet // properties that it must have
	once     propertySet // properties that it may have once at most; the required ones are such, too
	status   []string    // the values of its STATUS
}

var (
	// described is what events, to-dos and journal entries have once.
	described = []propertyID{
		propUID, propDTStamp, propClass, propCreated, propDTStart, propLastModified, propOrganizer, propRecurrenceID,
		propSequence, propStatus, propSummary, propURL, propColor,
	}
	// planned is what events and to-dos have once besides.
	planned = append(described[:len(described):len(described)],
		propDescription, propDuration, propGeo, propLocation, propPriority)
	alarmed = []string{"VEVENT", "VTODO"}
	hosts   = []string{"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "PARTICIPANT"}
)

// componentKinds holds the components of RFC 5545 (section 3.6) with what RFC 7986
// (section 4) and RFC 9074 add to them, and those of RFC 7953 and RFC 9073 (section 7).
var componentKinds = []componentKind{
	{
		name: "VCALENDAR", within: []string{},
		required: setOf(propVersion, propProdID),
		once: setOf(propCalscale, propMethod, propUID, propLastModified, propURL, propRefreshInterval, propSource,
			propColor, propXWRCalName, propXWRCalDesc, propXWRTimezone, propXPublishedTTL, propXAppleColor),
	},
	{
		name: "VEVENT", within: []string{"VCALENDAR"},
		required: setOf(propUID, propDTStamp),
		once:     setOf(append(planned[:len(planned):len(planned)], propDTEnd, propTransp)...),
		status:   []string{"TENTATIVE", "CONFIRMED", "CANCELLED"},
	},
	{
		name: "VTODO", within: []string{"VCALENDAR"},
		required: setOf(propUID, propDTStamp),
		once:     setOf(append(planned[:len(planned):len(planned)], propDue, propCompleted, propPercentComplete)...),
		status:   []string{"NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"},
	},
	{
		name: "VJOURNAL", within: []string{"VCALENDAR"},
		required: setOf(propUID, propDTStamp),
		once:     setOf(described...),
		status:   []string{"DRAFT", "FINAL", "CANCELLED"},
	},
	{
		name: "VFREEBUSY", within: []string{"VCALENDAR"},
		required: setOf(propUID, propDTStamp),
		once:     setOf(propContact, propDTStart, propDTEnd, propOrganizer, propURL),
	},
	{
		name: "VTIMEZONE", within: []string{"VCALENDAR"},
		required: setOf(propTZID),
		once:     setOf(propLastModified, propTZURL, propTZUntil),
	},
	{
		name: "STANDARD", within: []string{"VTIMEZONE"},
		required: setOf(propDTStart, propTZOffsetFrom, propTZOffsetTo),
	},
	{
		name: "DAYLIGHT", within: []string{"VTIMEZONE"},
		required: setOf(propDTStart, propTZOffsetFrom, propTZOffsetTo),
	},
	{
		name: "VALARM", within: alarmed,
		required: setOf(propAction, propTrigger),
		once:     setOf(propDescription, propSummary, propDuration, propRepeat, propUID, propAcknowledged),
	},
	{
		name: "VAVAILABILITY", within: []string{"VCALENDAR"},
		required: setOf(propUID, propDTStamp),
		once: setOf(propBusyType, propClass, propCreated, propDescription, propDTStart, propDTEnd, propDuration,
			propLastModified, propLocation, propOrganizer, propPriority, propSequence, propSummary, propURL),
	},
	{
		name: "AVAILABLE", within: []string{"VAVAILABILITY"},
		required: setOf(propUID, propDTStamp, propDTStart),
		once: setOf(propCreated, propDescription, propDTEnd, propDuration, propLastModified, propLocation,
			propRecurrenceID, propRRule, propSummary),
	},
	{
		name: "PARTICIPANT", within: hosts,
		required: setOf(propUID, propParticipantType),
		once: setOf(propCalendarAddress, propCreated, propDescription, propDTStamp, propGeo, propLastModified,
			propPriority, propSequence, propStatus, propSummary, propURL),
	},
	{
		name: "VLOCATION", within: append(hosts[:len(hosts):len(hosts)], "VALARM"),
		required: setOf(propUID),
		once:     setOf(propDescription, propGeo, propLocationType, propName, propURL),
	},
	{
		name: "VRESOURCE", within: hosts,
		required: setOf(propUID),
		once:     setOf(propDescription, propGeo, propName, propResourceType),
	},
}

// kindOf returns what is known of the component with a name in any case, or nil.
func kindOf(name string) *componentKind {
	for i := range componentKinds {
		if equalFold(name, componentKinds[i].name) {
			return &componentKinds[i]
		}
	}
	return nil
}

// componentName returns the name of a component of the model; ok is false if it is
// nil or not of a type of golang-ical.
func componentName(c ics.Component) (name string, ok bool) {
	switch c := c.(type) {
	case *ics.VEvent:
		return "VEVENT", c != nil
	case *ics.VTodo:
		return "VTODO", c != nil
	case *ics.VJournal:
		return "VJOURNAL", c != nil
	case *ics.VBusy:
		return "VFREEBUSY", c != nil
	case *ics.VTimezone:
		return "VTIMEZONE", c != nil
	case *ics.VAlarm:
		return "VALARM", c != nil
	case *ics.Standard:
		return "STANDARD", c != nil
	case *ics.Daylight:
		return "DAYLIGHT", c != nil
	case *ics.GeneralComponent:
		if c == nil {
			return "", false
		}
		return c.Token, true
	}
	return "", false
}
