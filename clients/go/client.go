// Package konigle is a client for Konigle's reachout API.
package konigle

import (
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"
)

// Version is the version of this package.
const Version = "0.1.0"

// Option is an option of NewClient. Every CallOption is one too: it then holds for all calls of the client.
type Option interface{ apply(*core) }

// CallOption is an option of one call.
type CallOption func(*settings)

func (o CallOption) apply(c *core) { o(&c.settings) }

type clientOption func(*core)

func (o clientOption) apply(c *core) { o(c) }

// settings is what one call goes by.
type settings struct {
	timeout, deadline time.Duration
	retryCount        int
	header            map[string]string
	idempotencyKey    *string
	page, pageSize    int
}

// core sends the calls of a client. The API key is in a closure, so that nothing that prints a client shows it.
type core struct {
	settings
	baseURL          string
	authorization    func() string
	setKey           func() string
	transport        http.RoundTripper
	logger           *slog.Logger
	backoff          time.Duration
	assumeIdempotent bool
	allowHTTP        bool
	budget           *budget
	now              func() time.Time
	sleep            func(<-chan struct{}, time.Duration)
	random           func() float64
}

// WithAPIKey sets the API key; the default is the environment's KONIGLE_API_KEY.
func WithAPIKey(key string) Option {
	return clientOption(func(c *core) { c.setKey = func() string { return key } })
}

// WithBaseURL sets the URL of the server; the default is the environment's KONIGLE_BASE_URL, else the public one.
func WithBaseURL(baseURL string) Option { return clientOption(func(c *core) { c.baseURL = baseURL }) }

// WithTransport sets what sends requests, such as a http.Transport with a proxy, a tracer or a mock.
//
// Give it no retries of its own: it cannot know which requests must not be repeated.
func WithTransport(transport http.RoundTripper) Option {
	return clientOption(func(c *core) { c.transport = transport })
}

// WithLogger logs attempts: failures at level Warn, others at Debug. No key, body or address is logged.
func WithLogger(logger *slog.Logger) Option { return clientOption(func(c *core) { c.logger = logger }) }

// WithBackoff sets the width of the range that the first wait is drawn from; each next one is twice as wide.
func WithBackoff(backoff time.Duration) Option {
	return clientOption(func(c *core) { c.backoff = backoff })
}

// WithAssumeIdempotent says that the server honours Idempotency-Key: calls with a key may then be repeated.
func WithAssumeIdempotent() Option { return clientOption(func(c *core) { c.assumeIdempotent = true }) }

// WithAllowHTTP allows plain http to other hosts than this machine.
func WithAllowHTTP() Option { return clientOption(func(c *core) { c.allowHTTP = true }) }

// WithTimeout limits one attempt; 0 is no limit. Attempts with files get one more second for each MiB.
func WithTimeout(timeout time.Duration) CallOption { return func(s *settings) { s.timeout = timeout } }

// WithDeadline limits a whole call, attempts and waits together, as a deadline of its context does.
func WithDeadline(deadline time.Duration) CallOption {
	return func(s *settings) { s.deadline = deadline }
}

// WithRetryCount sets how often a call may be retried; 0 is never.
func WithRetryCount(count int) CallOption { return func(s *settings) { s.retryCount = count } }

// WithIdempotencyKey sends an Idempotency-Key, the same with every attempt.
func WithIdempotencyKey(key string) CallOption { return func(s *settings) { s.idempotencyKey = &key } }

// WithHeader adds a header. It cannot replace those that the client sets.
func WithHeader(name, value string) CallOption {
	return func(s *settings) {
		header := map[string]string{name: value}
		for name, value := range s.header {
			if _, ok := header[name]; !ok {
				header[name] = value
			}
		}
		s.header = header
	}
}

// WithPage sets the number of the page that List reads, from 1.
func WithPage(page int) CallOption { return func(s *settings) { s.page = page } }

// WithPageSize sets how many resources a page of List or All holds at most.
func WithPageSize(size int) CallOption { return func(s *settings) { s.pageSize = size } }

// NewClient makes a client. It is safe for concurrent use.
func NewClient(options ...Option) (*Client, error) {
	c := &core{
		settings: settings{timeout: defaultTimeout, retryCount: defaultRetryCount, page: 1},
		backoff:  defaultBackoff, budget: &budget{},
		now: time.Now, sleep: sleep, random: rand.Float64,
		baseURL: environment("BASE_URL", defaultBaseURL), setKey: func() string { return environment("API_KEY", "") },
	}
	for _, option := range options {
		option.apply(c)
	}
	if c.transport == nil {
		if standard, ok := http.DefaultTransport.(*http.Transport); ok {
			c.transport = standard.Clone()
		} else {
			c.transport = http.DefaultTransport
		}
	}
	key := c.setKey()
	c.authorization = func() string { return "Token " + key }
	c.setKey = nil
	if err := c.check(key); err != nil {
		return nil, err
	}
	return newClient(c), nil
}

// String names the server, and never the API key.
func (c *Client) String() string { return "konigle.Client(" + c.core.baseURL + ")" }

// GoString is String: %#v does not show the API key either.
func (c *Client) GoString() string { return c.String() }

func environment(name, fallback string) string {
	for _, prefix := range []string{"KONIGLE_", "KONIQ_"} {
		if value := os.Getenv(prefix + name); value != "" {
			return value
		}
	}
	return fallback
}

var printable = regexp.MustCompile(`^[\x21-\x7e]+$`)

func (c *core) check(key string) error {
	parsed, err := url.Parse(c.baseURL)
	switch {
	case key == "":
		return badConfiguration("There is no API key. Pass WithAPIKey, or set KONIGLE_API_KEY.")
	case !printable.MatchString(key):
		return badConfiguration("The API key holds white space, control characters or non-ASCII letters; it is not shown here.")
	case !printable.MatchString(c.baseURL) || err != nil || parsed.Hostname() == "":
		return badConfiguration("The base URL needs a scheme and a host, such as %s.", defaultBaseURL)
	case parsed.User != nil:
		return badConfiguration("The base URL must not carry a user name or password.")
	case strings.ContainsAny(c.baseURL, "?#"):
		return badConfiguration("The base URL must end with its path: no '?' and no '#'.")
	case parsed.Scheme != "https" && parsed.Scheme != "http":
		return badConfiguration("The base URL must begin with https:// or http://.")
	case parsed.Scheme == "http" && !isLocal(parsed.Hostname()) && !c.allowHTTP:
		return badConfiguration("The base URL would send the API key unencrypted. Use https, or pass WithAllowHTTP.")
	case c.timeout < 0 || c.deadline < 0 || c.backoff < 0 || c.retryCount < 0:
		return badConfiguration("Times and numbers of retries must not be negative.")
	}
	c.baseURL = strings.TrimRight(c.baseURL, "/")
	return nil
}

func isLocal(host string) bool {
	address := net.ParseIP(host)
	return host == "localhost" || (address != nil && address.IsLoopback())
}

func sleep(done <-chan struct{}, wait time.Duration) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-done:
	}
}
