package meeting

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// A peopleSet is a set of participants by their index, one bit each.
type peopleSet []uint64

func newPeopleSet(people int) peopleSet { return make(peopleSet, (people+63)/64) }

func (s peopleSet) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s peopleSet) has(i int) bool { return s[i/64]>>(i%64)&1 != 0 }

func (s peopleSet) with(i int) peopleSet {
	t := slices.Clone(s)
	t.add(i)
	return t
}

func (s peopleSet) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

func (s peopleSet) subsetOf(t peopleSet) bool {
	for i, w := range s {
		if w&^t[i] != 0 {
			return false
		}
	}
	return true
}

func (s peopleSet) meets(t peopleSet) bool {
	for i, w := range s {
		if w&t[i] != 0 {
			return true
		}
	}
	return false
}

// meetsInOne reports whether i is all that the sets have in common.
func (s peopleSet) meetsInOne(t peopleSet, i int) bool {
	n := 0
	for j, w := range s {
		n += bits.OnesCount64(w & t[j])
	}
	return n == 1 && s.has(i) && t.has(i)
}

// indices returns the members in ascending order.
func (s peopleSet) indices() []int {
	list := make([]int, 0, s.count())
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			list = append(list, i*64+bits.TrailingZeros64(w))
		}
	}
	return list
}

// compare orders sets by size, then as their ascending lists of indices.
func (s peopleSet) compare(t peopleSet) int {
	if c := cmp.Compare(s.count(), t.count()); c != 0 {
		return c
	}
	for i, w := range s {
		if d := w ^ t[i]; d != 0 {
			if w&(d&-d) != 0 {
				return -1
			}
			return 1
		}
	}
	return 0
}

// key returns the set as a key of a map.
func (s peopleSet) key() string {
	key := make([]byte, 0, 8*len(s))
	for _, w := range s {
		key = binary.LittleEndian.AppendUint64(key, w)
	}
	return string(key)
}

// A peopleSets holds different sets, in the order in which they were added.
type peopleSets struct {
	sets []peopleSet
	at   map[string]int
	key  []byte
}

// add adds a copy of s unless it is there, and returns its index.
func (c *peopleSets) add(s peopleSet) (index int, added bool) {
	if c.at == nil {
		c.at = make(map[string]int)
	}
	c.key = c.key[:0]
	for _, w := range s {
		c.key = binary.LittleEndian.AppendUint64(c.key, w)
	}
	if i, ok := c.at[string(c.key)]; ok {
		return i, false
	}
	c.at[string(c.key)] = len(c.sets)
	c.sets = append(c.sets, slices.Clone(s))
	return len(c.sets) - 1, true
}
