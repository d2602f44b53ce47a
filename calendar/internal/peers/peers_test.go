package main

import (
	"testing"
)

// The rivals find the same, whatever the sizes.
func TestRivalsAgree(t *testing.T) {
	list, err := questions(3000, 2000, 100, 200)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range list {
		want := q.rivals[0]()
		for i, ask := range q.rivals {
			if ask == nil {
				continue
			}
			if got := ask(); got != want {
				t.Errorf("%s: %s found %d, convene %d", q.name, columns[i], got, want)
			}
		}
	}
}

func TestDigitsInGroups(t *testing.T) {
	for n, want := range map[int]string{7: "7", 1000: "1,000", 1_000_042: "1,000,042"} {
		if got := thousands(n); got != want {
			t.Errorf("%d is written %s", n, got)
		}
	}
}
