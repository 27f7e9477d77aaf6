package konigle

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestMain starts the sandbox that the examples call; SANDBOX_PYTHON names the Python that runs it.
func TestMain(m *testing.M) {
	os.Exit(runWithSandbox(m))
}

func python() string {
	if found := os.Getenv("SANDBOX_PYTHON"); found != "" {
		return found
	}
	return "../../.venv/bin/python"
}

func runWithSandbox(m *testing.M) int {
	sandbox := exec.Command(python(), "-m", "konigle.sandbox", "--port", "0", "--clock", "manual", "--api-key", "sandbox-key")
	output, err := sandbox.StdoutPipe()
	if err == nil {
		err = sandbox.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "the sandbox does not start:", err)
		return 1
	}
	defer func() {
		_ = sandbox.Process.Kill()
		_ = sandbox.Wait()
	}()
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		fmt.Fprintln(os.Stderr, "the sandbox does not start:", err)
		return 1
	}
	os.Setenv("KONIGLE_BASE_URL", strings.TrimSpace(line[strings.LastIndex(line, " "):]))
	os.Setenv("KONIGLE_API_KEY", "sandbox-key")
	return m.Run()
}

// transport responds to each request in turn, and keeps them.
type transport struct {
	mu        sync.Mutex
	responses []response
	requests  []*http.Request
	bodies    []string
}

type response struct {
	status int
	body   string
	header map[string]string
	err    error
}

var errReset = errors.New("connection reset by peer, which the secret-key must not follow")

var errRefused = errors.New("connection refused")

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	body := ""
	if r.Body != nil {
		content, _ := io.ReadAll(r.Body)
		body = string(content)
	}
	t.requests, t.bodies = append(t.requests, r), append(t.bodies, body)
	if len(t.responses) == 0 {
		return nil, errors.New("there is no response left")
	}
	next := t.responses[0]
	if errors.Is(next.err, errRefused) {
		httptrace.ContextClientTrace(r.Context()).GetConn("") // and never GotConn
	}
	if len(t.responses) > 1 {
		t.responses = t.responses[1:]
	}
	header := http.Header{}
	for name, value := range next.header {
		header.Set(name, value)
	}
	return &http.Response{StatusCode: next.status, Header: header, Body: io.NopCloser(strings.NewReader(next.body)), Request: r}, next.err
}

// fake returns a client whose requests go to a transport, whose waits pass at once, and the list of those waits.
func fake(t *testing.T, responses []response, options ...Option) (*Client, *transport, *[]time.Duration) {
	t.Helper()
	wire, waits := &transport{responses: responses}, &[]time.Duration{}
	all := append([]Option{WithAPIKey("secret-key"), WithBaseURL("https://api.example.com"), WithTransport(wire)}, options...)
	client, err := NewClient(all...)
	if err != nil {
		t.Fatal(err)
	}
	client.core.sleep = func(_ <-chan struct{}, wait time.Duration) { *waits = append(*waits, wait) }
	client.core.random = func() float64 { return 1 }
	return client, wire, waits
}

func create(client *Client, options ...CallOption) error {
	_, err := client.Contacts.Create(context.Background(), ContactCreate{Email: "ada@example.com"}, options...)
	return err
}

func get(client *Client, options ...CallOption) error {
	_, err := client.Contacts.Get(context.Background(), "con_1", options...)
	return err
}

func update(client *Client, options ...CallOption) error {
	_, err := client.Contacts.Update(context.Background(), "con_1", ContactUpdate{Country: Set("Portugal")}, options...)
	return err
}

func equal[T comparable](t *testing.T, found, wanted T) {
	t.Helper()
	if found != wanted {
		t.Errorf("found %v, wanted %v", found, wanted)
	}
}

func callError(t *testing.T, err error) *CallError {
	t.Helper()
	var e *CallError
	if !errors.As(err, &e) {
		t.Fatalf("no error of a call: %v", err)
	}
	return e
}
