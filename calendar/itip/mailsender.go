package itip

import "context"

// A Sender sends mail: by SMTP, by the interface of a service, or into a folder that
// something else empties. The package has none of its own, as it opens no connection.
type Sender interface {
	// Send sends a mail or says why it cannot.
	Send(ctx context.Context, m Mail) error
}
