package ical

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"
)

// A zoneType is a local time type of a zone file.
type zoneType struct {
	offset   int
	daylight bool
	name     string
}

// location makes a location of a definition, by way of a zone file (RFC 8536, section 3)
// of version 2, whose first part is empty.
func (d *definition) location(name string) (*time.Location, error) {
	first := d.onsets[0]
	types := []zoneType{{offset: first.from, name: zoneAbbreviation("", first.from)}} // before the first onset
	var at, kinds, footer bytes.Buffer
	index := make(map[zoneType]byte)
	count := 0
	for i, o := range d.onsets {
		if i+1 < len(d.onsets) && d.onsets[i+1].at == o.at {
			continue
		}
		t := zoneType{o.to, o.daylight, o.name}
		k, ok := index[t]
		if !ok {
			k = byte(len(types))
			index[t], types = k, append(types, t)
		}
		_ = binary.Write(&at, binary.BigEndian, o.at)
		kinds.WriteByte(k)
		count++
	}
	var info, names bytes.Buffer
	places := make(map[string]byte)
	for _, t := range types {
		place, ok := places[t.name]
		if !ok {
			if names.Len() > 240 { // its index is a byte
				place = places[types[0].name]
			} else {
				place = byte(names.Len())
				names.WriteString(t.name + "\x00")
			}
			places[t.name] = place
		}
		_ = binary.Write(&info, binary.BigEndian, int32(t.offset))
		daylight := byte(0)
		if t.daylight {
			daylight = 1
		}
		info.Write([]byte{daylight, place})
	}
	footer.WriteString("\n" + d.footer + "\n")
	var file bytes.Buffer
	header := func(counts ...uint32) {
		file.WriteString("TZif2")
		file.Write(make([]byte, 15))
		_ = binary.Write(&file, binary.BigEndian, counts)
	}
	header(0, 0, 0, 0, 0, 0)
	header(0, 0, 0, uint32(count), uint32(len(types)), uint32(names.Len()))
	for _, part := range []*bytes.Buffer{&at, &kinds, &info, &names, &footer} {
		file.Write(part.Bytes())
	}
	loc, err := time.LoadLocationFromTZData(name, file.Bytes())
	if err != nil {
		return nil, fmt.Errorf("ical: %w: %w", ErrZone, err)
	}
	return loc, nil
}
