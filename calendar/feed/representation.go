package feed

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"time"
)

// A representation is what a resource answers with, in every coding that is worth
// having. It is immutable: the fields of its answers are made once and shared by all of
// them.
type representation struct {
	modified time.Time // zero if nothing is known of it
	shared   []field   // of 200 and 304
	full     []field   // of 200 only
	encoded  [codingCount]encoding
	size     int64 // in memory, roughly
}

// An encoding is a representation in one coding.
type encoding struct {
	body []byte
	tag  string
	etag []string // the field of tag
	full []field  // of 200 only
}

// A field is one of a header, ready to be put there.
type field struct {
	name  string // as http.CanonicalHeaderKey has it
	value []string
}

func newField(name, value string) field { return field{http.CanonicalHeaderKey(name), []string{value}} }

// overhead is what a representation takes in memory besides its bodies, roughly.
const overhead = 4 << 10

// newRepresentation makes a representation of a body. The fields shared are those that a
// 304 has too, ETag left out (RFC 9110, section 15.4.5).
func newRepresentation(body []byte, modified time.Time, shared, full []field) (*representation, error) {
	bodies, err := encode(body)
	if err != nil {
		return nil, err
	}
	rep := &representation{modified: modified, shared: shared, full: full, size: overhead}
	if !modified.IsZero() {
		rep.full = append(rep.full, newField("Last-Modified", modified.UTC().Format(http.TimeFormat)))
	}
	for c, body := range bodies {
		if body == nil {
			continue
		}
		tag := entityTag(body)
		e := encoding{body: body, tag: tag, etag: []string{tag}}
		e.full = append(e.full, newField("Content-Length", strconv.Itoa(len(body))))
		if coding(c) != identity {
			e.full = append(e.full, newField("Content-Encoding", codingNames[c]))
		}
		rep.encoded[c] = e
		rep.size += int64(cap(body))
	}
	return rep, nil
}

// entityTag returns a strong entity tag: a digest of the bytes as they are sent.
func entityTag(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
}

func (rep *representation) has(c coding) bool { return rep.encoded[c].body != nil }

// serve answers a GET or HEAD request. The fields given are of 200 and 304, and take the
// place of the representation's own.
func (rep *representation) serve(w http.ResponseWriter, r *http.Request, others ...field) {
	c, ok := chooseCoding(r.Header["Accept-Encoding"], rep.has)
	if !ok {
		refuse(w, r, http.StatusNotAcceptable, "The codings to be had are gzip, zstd and none (identity).")
		return
	}
	e := &rep.encoded[c]
	switch judge(r.Header, e.tag, rep.modified) {
	case failed:
		refuse(w, r, http.StatusPreconditionFailed, "This has changed.")
		return
	case notModified:
		header := w.Header()
		set(header, rep.shared)
		set(header, others)
		header["Etag"] = e.etag
		w.WriteHeader(http.StatusNotModified)
		return
	}
	header := w.Header()
	set(header, rep.shared)
	set(header, others)
	set(header, rep.full)
	set(header, e.full)
	header["Etag"] = e.etag
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		// An error means that the client has gone, and nobody is left to be told.
		_, _ = w.Write(e.body)
	}
}

func set(header http.Header, fields []field) {
	for _, f := range fields {
		header[f.name] = f.value
	}
}

// refuse answers with a status and a text that says why.
func refuse(w http.ResponseWriter, r *http.Request, status int, text string) {
	header := w.Header()
	header.Set("Content-Type", "text/plain; charset=utf-8")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Length", strconv.Itoa(len(text)+1))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(append([]byte(text), '\n'))
	}
}
