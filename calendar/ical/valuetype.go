package ical

// A valueType is one of the types of RFC 5545, section 3.3.
type valueType uint8

const (
	// unknownType is a type given by a VALUE parameter that no standard here has.
	unknownType valueType = iota
	typeText
	typeURI
	typeCalAddress
	typeDate
	typeDateTime
	typeTime
	typeDuration
	typePeriod
	typeRecur
	typeInteger
	typeFloat
	typeBoolean
	typeUTCOffset
	typeBinary
	// typeGeo is the value of GEO: two FLOATs with a semicolon between them
	// (RFC 5545, section 3.8.1.6).
	typeGeo
	typeCount
)

// typeNames holds the texts of the VALUE parameter (RFC 5545, section 3.2.20).
var typeNames = [typeCount]string{
	typeText: "TEXT", typeURI: "URI", typeCalAddress: "CAL-ADDRESS", typeDate: "DATE", typeDateTime: "DATE-TIME",
	typeTime: "TIME", typeDuration: "DURATION", typePeriod: "PERIOD", typeRecur: "RECUR", typeInteger: "INTEGER",
	typeFloat: "FLOAT", typeBoolean: "BOOLEAN", typeUTCOffset: "UTC-OFFSET", typeBinary: "BINARY", typeGeo: "FLOAT",
}

// typeOf returns the type that a VALUE parameter names.
func typeOf(name string) valueType {
	for t := typeText; t < typeGeo; t++ {
		if equalFold(name, typeNames[t]) {
			return t
		}
	}
	return unknownType
}

// A typeSet is a set of value types.
type typeSet uint32

func typesOf(types ...valueType) typeSet {
	var s typeSet
	for _, t := range types {
		s |= 1 << t
	}
	return s
}

func (s typeSet) has(t valueType) bool { return s&(1<<t) != 0 }
