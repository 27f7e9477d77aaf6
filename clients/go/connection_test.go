package konigle

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"sync/atomic"
	"testing"
	"time"
)

// start starts a campaign: a write without a body.
func start(client *Client, options ...CallOption) error {
	_, err := client.Campaigns.Start(context.Background(), "cmp_1", options...)
	return err
}

// A server that closes kept connections: net/http would send some requests a second time.
func TestEveryRequestOverHTTP1IsAnAttempt(t *testing.T) {
	for name, call := range map[string]func(*Client, ...CallOption) error{"get": get, "create": create, "update": update, "start": start} {
		var arrived atomic.Int32
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if arrived.Add(1)%2 == 0 { // the second request on a kept connection
				connection, _, _ := http.NewResponseController(w).Hijack()
				connection.Close()
				return
			}
			fmt.Fprint(w, contact)
		})
		equal(t, get(client), nil)
		attempts := len(callError(t, call(client, WithRetryCount(0))).Attempts)
		if attempts != 1 || arrived.Load() != 2 {
			t.Errorf("%s: %d attempts, %d requests", name, attempts, arrived.Load()-1)
		}
	}
}

// An HTTP/2 server may say that it did not process a request: net/http would then send it again, and the attempts would
// not show it. The server here does so with each request.
func TestEveryRequestOverHTTP2IsAnAttempt(t *testing.T) {
	goAway := func(stream []byte) []byte { return frame(7, 0, make([]byte, 4), make([]byte, 8)) }
	refused := func(stream []byte) []byte { return frame(3, 0, stream, []byte{0, 0, 0, 7}) }
	for kind, reply := range map[string]func([]byte) []byte{"GOAWAY": goAway, "REFUSED_STREAM": refused} {
		for name, call := range map[string]func(*Client, ...CallOption) error{"get": get, "create": create, "start": start} {
			url, arrived := serveHTTP2(t, reply)
			transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true}
			client, err := NewClient(WithAPIKey("k"), WithBaseURL(url), WithTransport(transport), WithRetryBackoff(0))
			equal(t, err, nil)
			for retries := range 3 {
				arrived.Store(0)
				e := callError(t, call(client, WithRetryCount(retries)))
				if len(e.Attempts) != retries+1 || int(arrived.Load()) != retries+1 || e.Kind != "network" || e.Applied != NotApplied {
					t.Errorf("%s, %s: %d requests, %v", kind, name, arrived.Load(), e)
				}
			}
			transport.CloseIdleConnections()
		}
	}
}

// roundTrip is a function as an http.RoundTripper.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// The transport here requests a token for each request, on the same connection and with the same context.
func TestATransportMayMakeOtherRequestsOverHTTP2(t *testing.T) {
	var tokens, calls atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		equal(t, r.ProtoMajor, 2)
		if r.URL.Path == "/token" {
			tokens.Add(1)
			return
		}
		calls.Add(1)
		fmt.Fprint(w, contact)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	next := server.Client().Transport
	transport := roundTrip(func(r *http.Request) (*http.Response, error) {
		token, err := http.NewRequestWithContext(r.Context(), http.MethodGet, server.URL+"/token", nil)
		equal(t, err, nil)
		response, err := next.RoundTrip(token)
		equal(t, err, nil)
		response.Body.Close()
		return next.RoundTrip(r)
	})
	client, err := NewClient(WithAPIKey("k"), WithBaseURL(server.URL), WithTransport(transport))
	equal(t, err, nil)
	for range 5 {
		equal(t, get(client), nil)
		equal(t, create(client), nil)
		equal(t, start(client), nil)
	}
	equal(t, tokens.Load(), 15)
	equal(t, calls.Load(), 15)
}

// serveHTTP2 replies to the head of each request with a frame, and counts the heads.
func serveHTTP2(t *testing.T, reply func(stream []byte) []byte) (url string, arrived *atomic.Int32) {
	t.Helper()
	certified := httptest.NewTLSServer(nil)
	defer certified.Close()
	config := &tls.Config{Certificates: certified.TLS.Certificates, NextProtos: []string{"h2"}}
	listener, err := tls.Listen("tcp", "127.0.0.1:0", config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	arrived = &atomic.Int32{}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer connection.Close()
				reader := bufio.NewReader(connection)
				_, _ = reader.Discard(24) // the preface
				_, _ = connection.Write(frame(4, 0, make([]byte, 4), nil))
				for {
					head := make([]byte, 9)
					if _, err := io.ReadFull(reader, head); err != nil {
						return
					}
					_, _ = reader.Discard(int(binary.BigEndian.Uint32(head) >> 8))
					switch isAck := head[4] == 1; {
					case head[3] == 4 && !isAck:
						_, _ = connection.Write(frame(4, 1, make([]byte, 4), nil))
					case head[3] == 1:
						arrived.Add(1)
						_, _ = connection.Write(reply(head[5:9]))
					}
				}
			}()
		}
	}()
	return "https://" + listener.Addr().String(), arrived
}

// frame returns a frame of HTTP/2 (RFC 9113, 4.1).
func frame(kind, flags byte, stream, payload []byte) []byte {
	head := []byte{0, 0, byte(len(payload)), kind, flags}
	return append(append(head, stream...), payload...)
}

// In the pause net/http finds a response that nobody requested; a conformance scenario sends one.
func TestAConnectionThatWasJustUsedIsNotUsedAtOnce(t *testing.T) {
	before := time.Now()
	(&watch{}).gotConnection(httptrace.GotConnInfo{Reused: true})
	equal(t, time.Since(before) >= surplusWait, true)
}
