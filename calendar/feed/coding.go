package feed

import (
	"bytes"
	"compress/gzip"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// A coding is a content coding (RFC 9110, section 8.4.1).
type coding uint8

// The codings. Where a client likes several alike, it gets the last.
const (
	identity coding = iota
	gzipped
	zstandard
	codingCount
)

// codingNames are the names of the codings in Content-Encoding.
var codingNames = [codingCount]string{gzipped: "gzip", zstandard: "zstd"}

// zstdWindow is how far back a decoder has to remember: what RFC 9659 has clients of
// HTTP support.
const zstdWindow = 8 << 20

// encode returns data in each coding. A coding that makes the data no shorter has nil.
func encode(data []byte) (encoded [codingCount][]byte, err error) {
	encoded[identity] = data
	if encoded[gzipped], err = compressGzip(data); err != nil {
		return encoded, err
	}
	encoded[zstandard] = compressZstd(data)
	for c := identity + 1; c < codingCount; c++ {
		if len(encoded[c]) >= len(data) {
			encoded[c] = nil
		}
	}
	return encoded, nil
}

// gzipWriters and zstdEncoders are ready to be used again: each has tables of megabytes,
// beside which a page is small.
var (
	gzipWriters = sync.Pool{New: func() any {
		w, err := gzip.NewWriterLevel(nil, gzip.BestCompression)
		if err != nil {
			panic(err) // for a level that there is not
		}
		return w
	}}
	zstdEncoders = sync.Pool{New: func() any {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBetterCompression),
			zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(zstdWindow))
		if err != nil {
			panic(err) // for options that there are not
		}
		return e
	}}
)

func compressGzip(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w := gzipWriters.Get().(*gzip.Writer)
	defer gzipWriters.Put(w)
	w.Reset(&b)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return bytes.Clone(b.Bytes()), nil
}

func compressZstd(data []byte) []byte {
	e := zstdEncoders.Get().(*zstd.Encoder)
	defer zstdEncoders.Put(e)
	return bytes.Clone(e.EncodeAll(data, nil))
}
