package feed

import (
	"container/list"
	"context"
	"errors"
	"sync"
)

// variants keeps representations by name: the ones asked for last, up to a size. What
// is not kept is made when it is asked for, once for all who wait for it, and only so
// many at a time.
type variants struct {
	limit int64         // of the size of what is kept
	slots chan struct{} // one for each that is being made

	mu     sync.Mutex
	size   int64
	recent list.List // of *variant, the one asked for last first
	kept   map[string]*list.Element
	making map[string]*work
}

// A variant is a representation with its name.
type variant struct {
	name string
	rep  *representation
}

// A work is the making of a representation. What it comes to is there when done is
// closed.
type work struct {
	done chan struct{}
	rep  *representation
	err  error
}

// errUnmade is what a work comes to if whoever was to do it did not.
var errUnmade = errors.New("feed: not made")

func newVariants(limit int64, slots chan struct{}) *variants {
	return &variants{limit: limit, slots: slots, kept: map[string]*list.Element{}, making: map[string]*work{}}
}

// cached returns a representation if it is kept.
func (v *variants) cached(name string) (*representation, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.find(name)
}

func (v *variants) find(name string) (*representation, bool) {
	e, ok := v.kept[name]
	if !ok {
		return nil, false
	}
	v.recent.MoveToFront(e)
	return e.Value.(*variant).rep, true
}

// get returns a representation, made by the function if need be. The error is that of
// the function, or of the context if it ends before the making begins or while somebody
// else makes it.
func (v *variants) get(ctx context.Context, name string, make func() (*representation, error)) (*representation, error) {
	for {
		v.mu.Lock()
		if rep, ok := v.find(name); ok {
			v.mu.Unlock()
			return rep, nil
		}
		w, others := v.making[name]
		if !others {
			w = &work{done: newDone(), err: errUnmade}
			v.making[name] = w
		}
		v.mu.Unlock()
		if !others {
			v.perform(ctx, name, w, make)
			return w.rep, w.err
		}
		select {
		case <-w.done:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		// Where another gave up, one of those who still wait takes over.
		if w.err == nil || !errors.Is(w.err, errUnmade) && !isContextError(w.err) {
			return w.rep, w.err
		}
	}
}

func newDone() chan struct{} { return make(chan struct{}) }

func isContextError(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// perform does a work and keeps what comes of it.
func (v *variants) perform(ctx context.Context, name string, w *work, make func() (*representation, error)) {
	defer func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		delete(v.making, name)
		if w.err == nil {
			v.keep(name, w.rep)
		}
		close(w.done)
	}()
	select {
	case v.slots <- struct{}{}:
		defer func() { <-v.slots }()
	case <-ctx.Done():
		w.err = ctx.Err()
		return
	}
	w.rep, w.err = make()
}

// keep takes a representation in, and lets those go that were not asked for longest. One
// that is larger than all that may be kept is not taken in.
func (v *variants) keep(name string, rep *representation) {
	size := rep.size + int64(len(name))
	if size > v.limit {
		return
	}
	v.kept[name] = v.recent.PushFront(&variant{name, rep})
	v.size += size
	for v.size > v.limit {
		last := v.recent.Back()
		old := v.recent.Remove(last).(*variant)
		delete(v.kept, old.name)
		v.size -= old.rep.size + int64(len(old.name))
	}
}
