package konigle

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// serve returns a client of a server.
func serve(t *testing.T, handler http.HandlerFunc, options ...Option) *Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // else the server does not see that the client is gone
		handler(w, r)
	}))
	t.Cleanup(server.Close)
	all := append([]Option{WithAPIKey("secret-key"), WithBaseURL(server.URL), WithRetryBackoff(0)}, options...)
	client, err := NewClient(all...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// net/http would send such a GET a second time on its own, and neither the attempts nor the budget would show it.
func TestEveryRequestIsAnAttempt(t *testing.T) {
	var arrived atomic.Int32
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if arrived.Add(1) > 1 { // the second request on a kept connection
			connection, _, _ := http.NewResponseController(w).Hijack()
			connection.Close()
			return
		}
		fmt.Fprint(w, contact)
	}, WithAssumeIdempotent())
	equal(t, get(client), nil)
	equal(t, len(callError(t, get(client, WithRetryCount(0))).Attempts), 1)
	equal(t, arrived.Load(), 2)
	arrived.Store(0)
	equal(t, get(client), nil)
	err := create(client, WithIdempotencyKey("k"), WithRetryCount(0))
	equal(t, callError(t, err).Kind, "outcome_unknown")
	equal(t, arrived.Load(), 2)
}

func TestAConnectionThatIsNeverMadeIsRetriedWhateverTheClass(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	client, _ := NewClient(WithAPIKey("k"), WithBaseURL("http://"+listener.Addr().String()), WithRetryBackoff(0))
	err = create(client)
	e := callError(t, err)
	equal(t, e.Kind, "network")
	equal(t, e.Applied, NotApplied)
	equal(t, len(e.Attempts), 4)
	equal(t, errors.Is(err, syscall.ECONNREFUSED), true)
}

func TestARedirectToAnotherHostIsNotFollowed(t *testing.T) {
	var arrived atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { arrived.Add(1) }))
	defer other.Close()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL, http.StatusFound) })
	equal(t, callError(t, get(client)).StatusCode, 302)
	equal(t, arrived.Load(), 0)
}

func TestRedirectsOnTheSameHostAreFollowedUpToFive(t *testing.T) {
	for hops, kind := range map[int]string{5: "", 6: "api"} {
		left := hops
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if left--; left >= 0 {
				http.Redirect(w, r, "/again", http.StatusTemporaryRedirect)
				return
			}
			fmt.Fprint(w, contact)
		})
		if err := get(client); kind == "" {
			equal(t, err, nil)
		} else {
			equal(t, callError(t, err).Kind, kind)
		}
	}
}

func TestACallEndsWithItsContext(t *testing.T) {
	client, wire, _ := fake(t, []response{{status: 200, body: contact}})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := client.Contacts.Get(ctx, "con_1")
	var canceled *CanceledError
	if !errors.Is(err, context.Canceled) || !errors.As(err, &canceled) || len(wire.requests) != 0 {
		t.Errorf("%v after %d requests", err, len(wire.requests))
	}

	ctx, cancel = context.WithCancel(context.Background())
	served := serve(t, func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() })
	_, err = served.Contacts.Create(ctx, ContactCreate{Email: "ada@example.com"})
	var unknown *OutcomeUnknownError // the request was sent
	if !errors.Is(err, context.Canceled) || !errors.As(err, &unknown) {
		t.Errorf("%T: %v", err, err)
	}

	ctx, cancel = context.WithCancel(context.Background())
	client, wire, _ = fake(t, []response{{status: 429}})
	client.core.sleep = func(<-chan struct{}, time.Duration) { cancel() }
	_, err = client.Contacts.Get(ctx, "con_1")
	if !errors.Is(err, context.Canceled) || len(wire.requests) != 1 {
		t.Errorf("%v after %d requests", err, len(wire.requests))
	}
}

func TestTimeLimitsEndADrippingResponse(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			fmt.Fprint(w, " ")
			_ = http.NewResponseController(w).Flush()
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Millisecond):
			}
		}
	})
	var timeout *TimeoutError
	var asNet interface{ Timeout() bool }
	err := get(client, WithTimeout(50*time.Millisecond), WithRetryCount(0))
	equal(t, errors.As(err, &asNet) && asNet.Timeout(), true)
	if !errors.As(err, &timeout) || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%T: %v", err, err)
	}
	err = get(client, WithDeadline(50*time.Millisecond))
	if !errors.As(err, &timeout) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%T: %v", err, err)
	}
	equal(t, callError(t, create(client, WithTimeout(50*time.Millisecond))).Kind, "outcome_unknown")
}

func TestTheKeyIsShownNowhere(t *testing.T) {
	var logged bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	echo := response{status: 400, body: `{"detail": "Token secret-key is wrong", "email": ["secret-key"]}`,
		header: map[string]string{"X-Request-Id": "secret-key"}}
	client, wire, _ := fake(t, []response{echo, {err: errReset}, {status: 200, body: contact}}, WithLogger(logger))
	refused := create(client)
	lost := create(client)
	equal(t, get(client), nil)
	equal(t, wire.requests[0].Header.Get("Authorization"), "Token secret-key")
	equal(t, errors.Is(lost, errReset), true)
	equal(t, errors.Unwrap(callError(t, lost)).Error(), "connection reset by peer, which the [redacted] must not follow")
	for _, value := range []any{client, *client, client.core, client.Contacts, refused, *callError(t, refused), lost} {
		if content, err := json.Marshal(value); err != nil || strings.Contains(string(content), "secret-key") {
			t.Errorf("the JSON of %T shows the key, or there is none: %v", value, err)
		}
		logger.Warn("shown", "value", value)
		slog.New(slog.NewJSONHandler(&logged, nil)).Warn("shown", "value", value)
		for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
			if text := fmt.Sprintf(format, value); strings.Contains(text, "secret-key") {
				t.Errorf("%s of %T shows the key", format, value)
			}
		}
	}
	if text := logged.String(); strings.Contains(text, "secret-key") || strings.Contains(text, "ada@") || !strings.Contains(text, "createContact") {
		t.Errorf("the log shows %s", text)
	}
}

func TestABodyMayHaveAByteOrderMarkAndFieldsTwice(t *testing.T) {
	client, _, _ := fake(t, []response{{status: 200, body: "\ufeff" + `{"id": "a", "id": "con_1", "email": "a@b"}`}})
	found, err := client.Contacts.Get(context.Background(), "con_1")
	equal(t, err, nil)
	equal(t, found.ID, "con_1")
}

func TestHeadersThatCannotBeSentAreRefused(t *testing.T) {
	for name, value := range map[string]string{"X-Note": "a\r\nX-Evil: 1", "authorization": "Token x", "X Y": "1", "": "1", "Cookie": "a=b"} {
		client, wire, _ := fake(t, nil)
		var invalid *InvalidArgumentError
		if err := get(client, WithHeader(name, value)); !errors.As(err, &invalid) || len(wire.requests) > 0 {
			t.Errorf("%q: %v", name, err)
		}
	}
	client, wire, _ := fake(t, []response{{status: 200, body: contact}}, WithHeader("x-team", "a"))
	equal(t, get(client, WithHeader("X-Request-ID", "order-1042")), nil)
	equal(t, wire.requests[0].Header.Get("X-Team"), "a")
	equal(t, wire.requests[0].Header.Get("X-Request-Id"), "order-1042")
}

func TestSettingsThatCannotBeUsedAreRefused(t *testing.T) {
	key, url := WithAPIKey("k"), WithBaseURL("https://api.example.com")
	for name, options := range map[string][]Option{
		"no key": {WithAPIKey(""), url}, "key": {WithAPIKey("a b"), url}, "scheme": {key, WithBaseURL("ftp://a.example")},
		"no scheme": {key, WithBaseURL("api.example.com")}, "plain http": {key, WithBaseURL("http://api.example.com")},
		"user": {key, WithBaseURL("https://a:b@api.example.com")}, "query": {key, WithBaseURL("https://api.example.com/?a")},
		"key of all calls": {key, url, WithIdempotencyKey("k")}, "retries": {key, url, WithRetryCount(-1)}, "timeout": {key, url, WithTimeout(-1)},
	} {
		var wrong *ConfigurationError
		if _, err := NewClient(options...); !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := NewClient(key, WithBaseURL("http://api.example.com"), WithAllowHTTP()); err != nil {
		t.Error(err)
	}
}

func TestSettingsComeFromTheEnvironment(t *testing.T) {
	client, err := NewClient()
	equal(t, err, nil)
	equal(t, client.String(), "konigle.Client("+os.Getenv("KONIGLE_BASE_URL")+")")
	equal(t, client.core.authorization(), "Token sandbox-key")
}
