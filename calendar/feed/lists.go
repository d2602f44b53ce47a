package feed

import (
	"iter"
	"slices"

	"github.com/convene-cal/convene/calendar"
)

// How much pages show of what may be without end.
const (
	nextShown    = 8
	overdueShown = 5
	undatedShown = 6
	listShown    = 100 // a page of a list
)

// A listBody is a page of a list of entries.
type listBody struct {
	Intro            string
	Items            []item
	Previous, Onward string
	Nothing          string
	More             bool // whether there is more, that no page of the list has
}

// take returns entries number from to to-1 of a sequence, and whether there are more.
func take(entries iter.Seq[calendar.Entry], from, to int) (taken []calendar.Entry, more bool) {
	n := 0
	for e := range entries {
		if n >= to {
			return taken, true
		}
		if n >= from {
			taken = append(taken, e)
		}
		n++
	}
	return taken, false
}

// fillList fills a page with one part of a list.
func (v *view) fillList(p *page, heading, intro string, entries iter.Seq[calendar.Entry]) {
	p.Template, p.Title, p.Heading = "list", heading, heading
	from := v.q.list * listShown
	taken, more := take(entries, from, from+listShown)
	b := listBody{Intro: intro, Items: v.newItems(taken), Nothing: v.l.t("There is nothing here.")}
	if v.q.list > 0 {
		b.Previous = v.with(func(q *pageQuery) { q.list = v.q.list - 1 })
	}
	b.More = more && v.q.list+1 == maxPageList
	if more && !b.More {
		b.Onward = v.with(func(q *pageQuery) { q.list = v.q.list + 1 })
	}
	p.Body = b
}

func fillNext(v *view, p *page) error {
	n := (v.q.list+1)*listShown + 1
	v.fillList(p, v.l.t("What comes next"), v.l.t("In the order of the day that matters next: the last day of what may fall on several."),
		slices.Values(v.next(n, v.filters())))
	return nil
}

func fillOverdue(v *view, p *page) error {
	v.fillList(p, v.l.t("Overdue"), v.l.t("The last day has passed, and no source here says what became of it: it may well have happened."), v.overdue())
	return nil
}

func fillUndated(v *view, p *page) error {
	v.fillList(p, v.l.t("Without a date"), v.l.t("Nobody has said when."), v.undated(v.filters()))
	return nil
}

// fillFound lists all that the query finds: what is ahead, in its order, then what is over,
// the last first, then what has no date.
func fillFound(v *view, p *page) error {
	heading := v.l.t("Everything")
	if v.q.isNarrowed() {
		heading = v.l.t("What was found")
	}
	v.fillList(p, heading, v.l.t("What is ahead, then what is over, then what has no date."), v.found(newScan()))
	return nil
}
