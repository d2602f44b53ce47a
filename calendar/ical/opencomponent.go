package ical

import (
	ics "github.com/arran4/golang-ical"
)

// An openComponent is a component that is being read. What is read of it lies in buffers that are
// used again, until the component is whole and the model is made of it.
type openComponent struct {
	name string
	kind *componentKind // nil if nothing is known of it
	line int            // of its BEGIN
	skip bool           // whether it is left out

	arena    []byte // names and values
	props    []readProperty
	params   []readParam
	values   []span   // of parameters
	texts    []string // the values, once settled
	children []ics.Component

	there     propertySet // the known properties that it has had
	flushed   int         // properties that are in the model already
	backslash int         // the line for which a backslash in parameters has been reported
	memory    int64       // what the model takes of the components within it
	broken    bool        // of a VTIMEZONE: whether an observance cannot be used
}

// begin makes f that of a component that begins.
func (f *openComponent) begin(name string, line int) {
	*f = openComponent{
		name: name, kind: kindOf(name), line: line,
		arena: f.arena[:0], props: f.props[:0], params: f.params[:0], values: f.values[:0],
	}
}

// addUpper adds a name in capitals to the arena.
func (f *openComponent) addUpper(name []byte) span {
	from := len(f.arena)
	for _, c := range name {
		f.arena = append(f.arena, upper(c))
	}
	return span{from, len(f.arena)}
}

func (f *openComponent) paramName(q readParam) string {
	if q.name != "" {
		return q.name
	}
	return string(f.arena[q.nameAt.from:q.nameAt.to])
}

// rawParam returns the first value of a parameter of a property being read. name is one
// of paramNames.
func (f *openComponent) rawParam(p *readProperty, name string) (value []byte, ok bool) {
	for _, q := range f.params[p.from:p.to] {
		if q.name == name {
			at := f.values[q.from]
			return f.arena[at.from:at.to], true
		}
	}
	return nil, false
}

// settle makes strings of what is in the arena. All of them share one.
func (f *openComponent) settle() {
	text := string(f.arena)
	f.texts = nil
	if len(f.values) > 0 {
		f.texts = make([]string, len(f.values))
		for i, at := range f.values {
			f.texts[i] = text[at.from:at.to]
		}
	}
	for i := range f.params {
		if q := &f.params[i]; q.name == "" {
			q.name = text[q.nameAt.from:q.nameAt.to]
		}
	}
	for i := range f.props {
		p := &f.props[i]
		p.value = text[p.valueAt.from:p.valueAt.to]
		if p.name == "" {
			p.name = text[p.nameAt.from:p.nameAt.to]
		}
	}
}

// param returns the first value of a parameter of a settled property.
func (f *openComponent) param(p *readProperty, name string) (value string, ok bool) {
	for _, q := range f.params[p.from:p.to] {
		if q.name == name {
			return f.texts[q.from], true
		}
	}
	return "", false
}

// zone returns the TZID of a property, unless it loses that.
func (f *openComponent) zone(p *readProperty) string {
	if p.unzoned {
		return ""
	}
	zone, _ := f.param(p, "TZID")
	return zone
}

// find returns the first property with an ID that is not left out; nil if there is none.
func (f *openComponent) find(id propertyID) *readProperty {
	if !f.there.has(id) {
		return nil
	}
	for i := range f.props {
		if p := &f.props[i]; p.id == id && !p.out {
			return p
		}
	}
	return nil
}

// Octets that the model takes, with what the allocator adds.
const (
	componentMemory = 128
	propertyMemory  = 48
	emptyMapMemory  = 48
	smallMapMemory  = 400 // of up to eight parameters
	parameterMemory = 64  // of each further one
	valueMemory     = 16  // of a parameter, besides its octets
)

// modelMemory estimates what the model takes of a component with those within it.
func (f *openComponent) modelMemory() int64 {
	n := componentMemory + len(f.arena) + len(f.values)*valueMemory
	for i := range f.props {
		n += propertyMemory
		switch params := f.props[i].to - f.props[i].from; {
		case params == 0:
			n += emptyMapMemory
		case params <= 8:
			n += smallMapMemory
		default:
			n += smallMapMemory + params*2*parameterMemory
		}
	}
	return f.memory + int64(n)
}

// base makes the model of a property.
func (f *openComponent) base(p *readProperty) ics.BaseProperty {
	params := make(map[string][]string, p.to-p.from)
	for _, q := range f.params[p.from:p.to] {
		params[q.name] = f.texts[q.from:q.to:q.to]
	}
	if p.untyped {
		delete(params, "VALUE")
	}
	if p.unzoned {
		delete(params, "TZID")
	}
	if p.typed != unknownType {
		params["VALUE"] = []string{typeNames[p.typed]}
	}
	if p.structured {
		params["VALUE"] = []string{unknownValue}
	}
	return ics.BaseProperty{IANAToken: p.name, ICalParameters: params, Value: p.value}
}

// model makes the component of the model.
func (f *openComponent) model() ics.Component {
	base := ics.ComponentBase{Components: f.children}
	n := 0
	for i := range f.props {
		if !f.props[i].out {
			n++
		}
	}
	base.Properties = make([]ics.IANAProperty, 0, n)
	for i := range f.props {
		if p := &f.props[i]; !p.out {
			base.Properties = append(base.Properties, ics.IANAProperty{BaseProperty: f.base(p)})
		}
	}
	switch f.name {
	case "VEVENT":
		return &ics.VEvent{ComponentBase: base}
	case "VTODO":
		return &ics.VTodo{ComponentBase: base}
	case "VJOURNAL":
		return &ics.VJournal{ComponentBase: base}
	case "VFREEBUSY":
		return &ics.VBusy{ComponentBase: base}
	case "VTIMEZONE":
		return &ics.VTimezone{ComponentBase: base}
	case "STANDARD":
		return &ics.Standard{ComponentBase: base}
	case "DAYLIGHT":
		return &ics.Daylight{ComponentBase: base}
	case "VALARM":
		return &ics.VAlarm{ComponentBase: base}
	}
	return &ics.GeneralComponent{ComponentBase: base, Token: f.name}
}
