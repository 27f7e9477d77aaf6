package konigle

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

const (
	maxRedirects     = 5
	maxResponseBytes = 64 << 20 // a page of 200 contacts is about 100 kB
)

// operation is what is known of an operation of the API.
type operation struct {
	id, method, path, replay string
	result                   string // "model", "page", "object" or "none"
	update                   bool
	files                    string // the field of a form that holds files
	mostFiles                int
	check                    *stateCheck
	recovery                 string // how to find out whether it was applied
}

// stateCheck says how a GET shows that a refused retry had been applied before.
type stateCheck struct {
	field  string
	values []string // the value that was sent, if there are none
	get    *operation
}

func (o *operation) isWrite() bool { return o.replay != "safe" }

// request is a call as a value.
type request struct {
	op    *operation
	id    string
	query url.Values
	body  model
	files []Attachment
}

// sending is a call on its way.
type sending struct {
	retryState
	core           *core
	request        request
	fields         []field
	url            string
	header         http.Header
	body           []byte
	timeout        time.Duration
	requestID      string
	idempotencyKey string
	began          time.Time
}

// send makes a call, and reads its result into a model, a map or a page; nil for none.
func (c *core) send(ctx context.Context, r request, into any, options []CallOption) error {
	s, err := c.prepare(r, options)
	if err != nil {
		return err
	}
	if deadline := c.settingsOf(options).deadline; deadline > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, deadline)
		defer cancel()
	}
	return s.run(ctx, into, options)
}

func (s *sending) run(ctx context.Context, into any, options []CallOption) error {
	var waited time.Duration
	for {
		if ctx.Err() != nil {
			return s.failure(failed(ctx, ctx, ctx.Err(), true), "")
		}
		started := s.core.now()
		latest := s.attempt(ctx)
		if latest.succeeded() {
			latest.unreadable = s.read(latest.content, into)
		}
		now := s.core.now()
		s.attempts = append(s.attempts, Attempt{len(s.attempts) + 1, latest.status, latest.failure,
			started.Sub(s.began), now.Sub(started), waited})
		s.log(ctx, latest)
		until, limited := ctx.Deadline()
		next, wait, why := s.decide(latest, until.Sub(now), limited)
		switch {
		case next == succeed:
			return nil
		case next == confirm && s.confirmed(ctx, into, options):
			return nil
		case next != retry:
			return s.failure(latest, why)
		}
		waited = wait
		if s.core.sleep(ctx.Done(), wait); ctx.Err() != nil {
			latest.cause = ctx.Err()
			return s.failure(latest, "The call ended while it waited for its next attempt.")
		}
	}
}

func (c *core) settingsOf(options []CallOption) settings {
	found := c.settings
	for _, option := range options {
		option(&found)
	}
	return found
}

// prepare checks a call, and makes the request whose bytes are the same for each attempt.
func (c *core) prepare(r request, options []CallOption) (*sending, error) {
	found := c.settingsOf(options)
	s := &sending{core: c, request: r, timeout: found.timeout, began: c.now(), retryState: retryState{
		op: r.op, retryCount: found.retryCount, backoff: c.retryBackoff, budget: c.budget, random: c.random}}
	problems := map[string][]string{}
	path, problem := fillPath(r.op.path, r.id)
	if problem != "" {
		problems["id"] = []string{problem}
	}
	if found.retryCount < 0 || found.timeout < 0 || found.deadline < 0 {
		problems["options"] = []string{"Times and numbers of retries must not be negative."}
	}
	s.addHeaders(found, problems)
	if len(problems) > 0 {
		return nil, invalidArgument(r.op.id, problems)
	}
	if s.url = c.baseURL + path; len(r.query) > 0 {
		s.url += "?" + r.query.Encode()
	}
	return s, s.encode()
}

func (s *sending) encode() (err error) {
	if s.request.body == nil {
		return nil
	}
	if s.fields, err = encodeBody(s.op, s.request.body); err != nil {
		return err
	}
	contentType := "application/json"
	if len(s.request.files) > 0 {
		s.body, contentType, err = encodeForm(s.op, s.fields, s.request.files)
		if s.timeout > 0 {
			s.timeout += time.Duration(len(s.body)>>20) * time.Second
		}
	} else {
		s.body, err = compactJSON(asMap(s.fields))
	}
	s.header.Set("Content-Type", contentType)
	return err
}

var (
	headerLine = regexp.MustCompile("^[!#$%&'*+\\-.^_`|~0-9A-Za-z]+: ([!-~]([\t -~]*[!-~])?)?$") // RFC 9110, 5.5 and 5.6.2
	ownHeaders = []string{"Authorization", "Connection", "Content-Length", "Content-Type", "Cookie", "Host", "Transfer-Encoding"}
)

func (s *sending) addHeaders(found settings, problems map[string][]string) {
	random := make([]byte, 16)
	_, _ = rand.Read(random)
	s.header = http.Header{"Accept": {"application/json"}, "User-Agent": {"konigle-go/" + Version},
		"X-Request-Id": {hex.EncodeToString(random)}}
	if found.idempotencyKey != "" {
		WithHeader("Idempotency-Key", found.idempotencyKey)(&found)
	}
	for name, value := range found.header {
		if !headerLine.MatchString(name+": "+value) || slices.Contains(ownHeaders, http.CanonicalHeaderKey(name)) {
			problems["headers"] = []string{"A header cannot be sent, or is one that the client sets."}
		}
		s.header.Set(name, value)
	}
	s.requestID = s.header.Get("X-Request-Id")
	if key := s.header["Idempotency-Key"]; key != nil {
		s.idempotencyKey, s.replayOnce = key[0], s.core.assumeIdempotent
		// under this name, net/http would repeat a lost request whatever its method; names are case-insensitive
		delete(s.header, "Idempotency-Key")
		s.header["idempotency-key"] = key
	}
}

// noBody is an empty body that net/http cannot rewind, so that it does not repeat a GET on a broken connection.
type noBody struct{}

func (noBody) Read([]byte) (int, error) { return 0, io.EOF }
func (noBody) Close() error             { return nil }

// attempt sends the request once, and follows the redirects that a read may follow.
func (s *sending) attempt(caller context.Context) result {
	var connecting, connected atomic.Bool
	ctx := httptrace.WithClientTrace(caller, &httptrace.ClientTrace{
		GetConn: func(string) { connecting.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	if s.timeout > 0 {
		limited, cancel := context.WithTimeout(ctx, s.timeout)
		defer cancel()
		ctx = limited
	}
	for hops, address := 0, s.url; ; hops++ {
		response, content, err := s.roundTrip(ctx, address)
		if err != nil {
			return failed(caller, ctx, err, connecting.Load() && !connected.Load())
		}
		next := redirect(s.op, response, address)
		if next == "" || hops >= maxRedirects {
			r := result{status: response.StatusCode, header: response.Header, content: content}
			if r.status == 429 || r.status == 503 {
				r.retryAfter = retryAfter(r.header, s.core.now())
			}
			return r
		}
		address = next
	}
}

// failed says what it means that there is no response.
func failed(caller, ctx context.Context, err error, unconnected bool) result {
	var certificate *tls.CertificateVerificationError
	r := result{kind: lost, failure: "the connection closed before a complete response was received", cause: caller.Err()}
	if unconnected {
		r.kind, r.failure = notSent, "no connection could be made"
	}
	if errors.Is(r.cause, context.Canceled) {
		r.failure = "the call was canceled"
	}
	if r.timeout = ctx.Err() != nil && !errors.Is(r.cause, context.Canceled); r.timeout {
		r.failure = "no complete response was received in time"
	}
	r.permanent = r.cause != nil || errors.As(err, &certificate)
	return r
}

func (s *sending) roundTrip(ctx context.Context, address string) (*http.Response, string, error) {
	r, err := http.NewRequestWithContext(ctx, s.op.method, address, bytes.NewReader(s.body))
	if err != nil {
		return nil, "", err
	}
	if s.op.method == http.MethodGet {
		r.Body, r.GetBody = noBody{}, nil
	}
	r.Header = s.header.Clone()
	r.Header.Set("Authorization", s.core.authorization())
	response, err := s.core.transport.RoundTrip(r)
	if err != nil {
		return nil, "", err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(io.LimitReader(response.Body, maxResponseBytes+1))
	return response, string(bytes.TrimPrefix(content, []byte("\ufeff"))), err
}

// redirect returns where a redirected read goes on: same scheme, host and port only, so that key and data stay there.
func redirect(op *operation, response *http.Response, address string) string {
	isRedirect := slices.Contains([]int{301, 302, 303, 307, 308}, response.StatusCode)
	base, err := url.Parse(address)
	if err != nil || !isRedirect || op.method != http.MethodGet || response.Header.Get("Location") == "" {
		return ""
	}
	target, err := base.Parse(response.Header.Get("Location"))
	if err != nil || target.Scheme != base.Scheme || target.Host != base.Host || target.User != nil {
		return ""
	}
	target.Fragment = ""
	return target.String()
}

// read reads a successful response; it returns why that cannot be done.
func (s *sending) read(content string, into any) string {
	isEmpty := strings.TrimSpace(content) == ""
	switch {
	case len(content) > maxResponseBytes:
		return fmt.Sprintf("the body is larger than %d MiB", maxResponseBytes>>20)
	case isEmpty && s.op.isWrite():
		// an empty response to a write: the request is all that is known of the resource
		if m, ok := into.(model); ok {
			known := asMap(s.fields)
			if s.request.id != "" {
				known["id"] = s.request.id
			}
			data, _ := compactJSON(known)
			_ = unmarshal(data, m)
		}
	case isEmpty && s.op.result == "object":
	case isEmpty:
		return "the body is empty"
	case !json.Valid([]byte(content)):
		return "the body is not JSON"
	case into != nil:
		if err := json.Unmarshal([]byte(content), into); errors.Is(err, errNoList) {
			return errNoList.Error()
		} else if err != nil {
			return errNoObject.Error()
		}
	}
	return ""
}

// confirmed reports whether a refused retry had been applied by an earlier attempt: the resource is in the wanted state.
func (s *sending) confirmed(ctx context.Context, into any, options []CallOption) bool {
	var raw map[string]json.RawMessage
	var found string
	plain := func(o *settings) { o.header, o.idempotencyKey = nil, "" }
	err := s.core.send(ctx, request{op: s.op.check.get, id: s.request.id}, &raw, append(slices.Clone(options), plain))
	_ = json.Unmarshal(raw[s.op.check.field], &found)
	isWanted := slices.Contains(s.op.check.values, found)
	if s.op.check.values == nil {
		wanted, _ := asMap(s.fields)[s.op.check.field].(string)
		moment, wantedErr := ParseTime(wanted)
		other, foundErr := ParseTime(found) // perhaps with another offset
		isWanted = wanted == found || (wantedErr == nil && foundErr == nil && moment.Equal(other))
	}
	data, _ := json.Marshal(raw)
	return err == nil && isWanted && s.read(string(data), into) == ""
}

// redact takes the API key out of what a server sent back, also encoded in a URL or base64.
func (s *sending) redact(text string) string {
	_, key, _ := strings.Cut(s.core.authorization(), " ")
	const stars = "[redacted]"
	encoded := base64.RawStdEncoding.EncodeToString([]byte(key))
	return strings.NewReplacer(key, stars, url.QueryEscape(key), stars, encoded, stars).Replace(text)
}

func (s *sending) log(ctx context.Context, r result) {
	if s.core.logger == nil {
		return
	}
	level := slog.LevelDebug
	if !r.succeeded() {
		level = slog.LevelWarn
	}
	made := s.attempts[len(s.attempts)-1]
	s.core.logger.LogAttrs(ctx, level, "konigle attempt",
		slog.String("operation", s.op.id), slog.Int("attempt", made.Number), slog.Int("status", r.status),
		slog.String("failure", join("; ", r.failure, r.unreadable)), slog.Duration("duration", made.Duration),
		slog.Duration("waited", made.Waited), slog.String("request_id", s.requestID))
}

// fillPath puts an id into a path as one segment, every character but the unreserved ones (RFC 3986, 2.3) encoded.
func fillPath(path, id string) (string, string) {
	start, end := strings.Index(path, "{"), strings.Index(path, "}")
	if start < 0 {
		return path, ""
	}
	isControl := func(r rune) bool { return r < ' ' || r == 0x7f }
	if strings.TrimSpace(id) == "" || id == "." || id == ".." || strings.ContainsFunc(id, isControl) || !utf8.ValidString(id) {
		return "", "It is empty, would lead to another path, holds control characters or is no UTF-8."
	}
	return path[:start] + strings.ReplaceAll(url.QueryEscape(id), "+", "%20") + path[end+1:], ""
}
