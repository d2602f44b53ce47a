// Package schematest holds the JSON Schema of catalogues to what the reader accepts, by
// an independent validator. It is a module of its own, so that the validator is no
// dependency of the library.
package schematest
