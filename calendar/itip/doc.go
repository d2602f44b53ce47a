// Package itip keeps invitations and their answers in one true state (iTIP, RFC 5546),
// however late, doubled or out of order the messages arrive.
package itip
