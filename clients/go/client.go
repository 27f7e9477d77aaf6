// Package konigle is a client for Konigle's reachout API.
package konigle

import (
	"log/slog"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Version is the version of this package.
const Version = "2.0.0-dev.0"

// Option is an option of NewClient. Every CallOption is one too: it then holds for all calls of the client.
type Option interface{ apply(*core) }

// CallOption is an option of one call.
type CallOption func(*settings)

func (o CallOption) apply(c *core) { o(&c.settings) }

type clientOption func(*core)

func (o clientOption) apply(c *core) { o(c) }

// core sends the calls of a client. The API key is in a closure, so that nothing that prints a client shows it.
type core struct {
	settings
	clientSettings
	authorization func() string
	transport     http.RoundTripper
	logger        *slog.Logger
	budget        *budget
	limiter       *limiter
	now           func() time.Time
	sleep         func(<-chan struct{}, time.Duration)
	random        func() float64
}

// WithTransport sets what sends requests, such as an http.Transport with a proxy, a tracer or a mock; the default is
// http.DefaultTransport.
//
// It must not retry: it cannot know which requests must not be repeated.
func WithTransport(transport http.RoundTripper) Option {
	return clientOption(func(c *core) { c.transport = transport })
}

// WithLogger logs attempts: failures at level Warn, others at Debug. No key, body or address is logged.
func WithLogger(logger *slog.Logger) Option { return clientOption(func(c *core) { c.logger = logger }) }

// WithRandom sets the source of random numbers from 0 to 1 that waits between attempts are drawn with, for tests.
func WithRandom(random func() float64) Option {
	return clientOption(func(c *core) { c.random = random })
}

// WithHeader adds a header. It cannot replace those that the client sets.
func WithHeader(name, value string) CallOption {
	return func(s *settings) {
		header := maps.Clone(s.header)
		if header == nil {
			header = map[string]string{}
		}
		header[http.CanonicalHeaderKey(name)] = value
		s.header = header
	}
}

// Response is what a call received beside its result.
type Response struct {
	StatusCode int // 0 if nothing was sent, as in a dry run
	Header     http.Header
	RequestID  string
	Attempts   []Attempt
}

// WithResponse keeps the response of a call that succeeds; of an iteration, that of the latest page.
func WithResponse(into *Response) CallOption { return func(s *settings) { s.response = into } }

// NewClient makes a client. It is safe for concurrent use.
func NewClient(options ...Option) (*Client, error) {
	c := &core{
		settings: settings{callSettings: callSettings{timeout: defaultTimeout, retryCount: defaultRetryCount, page: 1,
			concurrency: defaultConcurrency, poll: defaultPoll}},
		clientSettings: clientSettings{apiKey: environment("API_KEY", ""),
			baseURL: environment("BASE_URL", defaultBaseURL), retryBackoff: defaultBackoff},
		transport: http.DefaultTransport, budget: &budget{}, limiter: newLimiter(), now: time.Now, sleep: sleep, random: rand.Float64}
	for _, option := range options {
		option.apply(c)
	}
	key, problem := c.apiKey, c.check()
	if problem != "" {
		return nil, newError("configuration", &CallError{Message: problem, Applied: NotApplied})
	}
	c.apiKey = ""
	c.authorization = func() string { return "Token " + key }
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

// check returns what is wrong with the settings of a client.
func (c *core) check() (problem string) {
	parsed, isURL := parseBaseURL(c.baseURL)
	switch {
	case c.apiKey == "":
		return "There is no API key. Pass WithAPIKey, or set KONIGLE_API_KEY."
	case !printable.MatchString(c.apiKey):
		return "The API key holds white space, control characters or non-ASCII letters; it is not shown here."
	case !isURL:
		return "The base URL needs a scheme and a host, such as " + defaultBaseURL + ", without white space, user name, query and fragment."
	case parsed.Scheme == "http" && !isLocal(parsed.Hostname()) && !c.allowHTTP:
		return "The base URL would send the API key unencrypted. Use https, or pass WithAllowHTTP."
	case c.timeout < 0 || c.deadline < 0 || c.retryBackoff < 0 || c.retryCount < 0:
		return "Times and numbers of retries must not be negative."
	case c.response != nil:
		return "A response belongs to one call."
	case c.hasKey():
		return "An idempotency key belongs to one call: with the same key, the server takes two calls for one."
	}
	c.baseURL = parsed.String()
	return ""
}

// baseURLText is a host and perhaps a path (RFC 3986, 3).
var baseURLText = regexp.MustCompile(`^(?i:https?)://[^/?#@\\\pC\pZ]+(/[^?#\\\pC\pZ]*)?$`)

// parseBaseURL reads a base URL into its normal form (RFC 3986, 6.2), by which redirects to the same host are known.
func parseBaseURL(text string) (parsed *url.URL, isURL bool) {
	parsed, err := url.Parse(strings.TrimRight(text, "/"))
	if err != nil || !baseURLText.MatchString(text) || parsed.Hostname() == "" || strings.ContainsFunc(parsed.Host, isNotASCII) {
		return nil, false
	}
	if address, err := netip.ParseAddr(parsed.Hostname()); strings.HasPrefix(parsed.Host, "[") && (err != nil || !address.Is6()) {
		return nil, false // Go 1.23 reads any text between brackets
	}
	port := parsed.Port()
	number, err := strconv.ParseUint(port, 10, 16)
	parsed.Host = strings.ToLower(parsed.Host)
	if port == "" || number == map[string]uint64{"http": 80, "https": 443}[parsed.Scheme] {
		parsed.Host = strings.TrimSuffix(parsed.Host, ":"+port)
	}
	return parsed.ResolveReference(&url.URL{}), port == "" || err == nil
}

func isNotASCII(r rune) bool { return r > unicode.MaxASCII }

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
