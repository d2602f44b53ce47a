package ical

import ics "github.com/arran4/golang-ical"

// lookUpName returns the property that a name in any case stands for, propertyCount if
// none is known.
func lookUpName(name string) propertyID {
	if id, ok := propertyIDs[name]; ok {
		return id
	}
	var buffer [32]byte
	if id, ok := propertyIDs[string(appendUpper(buffer[:0], name))]; ok {
		return id
	}
	return propertyCount
}

// lookUp returns the first property of a kind, or nil.
func lookUp(in []ics.IANAProperty, id propertyID) *ics.BaseProperty {
	return lookUpOther(in, properties[id].name)
}

// lookUpOther returns the first property with a name, which is in capitals, or nil.
func lookUpOther(in []ics.IANAProperty, name string) *ics.BaseProperty {
	for i := range in {
		if equalFold(in[i].IANAToken, name) {
			return &in[i].BaseProperty
		}
	}
	return nil
}

// valueIn returns the value of the first property of a kind, or "".
func valueIn(in []ics.IANAProperty, id propertyID) string {
	return valueNamed(in, properties[id].name)
}

// valueNamed returns the value of the first property with a name, or "".
func valueNamed(in []ics.IANAProperty, name string) string {
	if p := lookUpOther(in, name); p != nil {
		return p.Value
	}
	return ""
}
