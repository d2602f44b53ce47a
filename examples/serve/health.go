package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// healthTimeout is how long a server may take to say that it is up.
const healthTimeout = 3 * time.Second

// maxHealth bounds what is printed of an answer, in bytes.
const maxHealth = 1 << 10

// askHealth asks the server at the address whether it is up, and prints its answer.
func (s settings) askHealth(ctx context.Context, stdout io.Writer) error {
	host, port, err := net.SplitHostPort(s.addr)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, healthTimeout)
	defer cancel()
	// Not localhost: a container need not have a file that tells what that is.
	url := "http://" + net.JoinHostPort(cmp.Or(host, "127.0.0.1"), port) + "/healthz"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, resp.Status)
	}
	_, err = io.Copy(stdout, io.LimitReader(resp.Body, maxHealth))
	return err
}
