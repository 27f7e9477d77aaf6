package konigle

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
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
			return s.failure(s.stopped(ctx), "")
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

// stopped is the outcome of an attempt that its context ends before it begins.
func (s *sending) stopped(ctx context.Context) result {
	timeout := errors.Is(ctx.Err(), context.DeadlineExceeded)
	return result{kind: notSent, failure: "the call ended before its next attempt", timeout: timeout, permanent: true, cause: ctx.Err()}
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
		op: r.op, retryCount: found.retryCount, backoff: c.backoff, budget: c.budget, random: c.random}}
	problems := map[string][]string{}
	path, problem := fillPath(r.op.path, r.id)
	if problem != "" {
		problems["id"] = []string{problem}
	}
	if found.retryCount < 0 || found.timeout < 0 || found.deadline < 0 {
		problems["options"] = []string{"Times and numbers of retries must not be negative."}
	}
	s.header = http.Header{"Accept": {"application/json"}, "User-Agent": {"konigle-go/" + Version}}
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
	headerName  = regexp.MustCompile("^[!#$%&'*+\\-.^_`|~0-9A-Za-z]+$")              // token, RFC 9110, 5.6.2
	headerValue = regexp.MustCompile(`^([\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?)?$`) // field-value, RFC 9110, 5.5
	ownHeaders  = []string{"Authorization", "Connection", "Content-Length", "Content-Type", "Cookie", "Host", "Transfer-Encoding"}
)

func (s *sending) addHeaders(found settings, problems map[string][]string) {
	given := map[string]string{}
	for name, value := range found.header {
		given[http.CanonicalHeaderKey(name)] = value
	}
	if found.idempotencyKey != nil {
		s.idempotencyKey = *found.idempotencyKey
		given["Idempotency-Key"] = s.idempotencyKey
		if s.idempotencyKey == "" {
			problems["Idempotency-Key"] = []string{"The key is empty."}
		}
	}
	for name, value := range given {
		switch {
		case !headerName.MatchString(name):
			problems["headers"] = []string{"There is a header whose name cannot be sent."}
		case slices.Contains(ownHeaders, name):
			problems[name] = []string{"The client sets this header."}
		case !headerValue.MatchString(value):
			problems[name] = []string{"The value must be printable ASCII text without white space around it."}
		}
		s.header.Set(name, value)
	}
	if s.requestID = s.header.Get("X-Request-Id"); s.requestID == "" {
		random := make([]byte, 16)
		_, _ = rand.Read(random)
		s.requestID = hex.EncodeToString(random)
		s.header.Set("X-Request-Id", s.requestID)
	}
	if key := s.header["Idempotency-Key"]; key != nil {
		s.replayOnce = s.core.assumeIdempotent
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
func (s *sending) attempt(ctx context.Context) result {
	if s.timeout > 0 {
		limited, cancel := context.WithTimeout(ctx, s.timeout)
		defer cancel()
		return s.follow(ctx, limited)
	}
	return s.follow(ctx, ctx)
}

func (s *sending) follow(caller, ctx context.Context) result {
	var connecting, connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { connecting.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	address := s.url
	for hops := 0; ; hops++ {
		response, content, err := s.roundTrip(ctx, address)
		if err != nil {
			r := result{kind: lost, failure: "the connection closed before a complete response was received"}
			if connecting.Load() && !connected.Load() {
				r.kind, r.failure = notSent, "no connection could be made"
			}
			var certificate *tls.CertificateVerificationError
			r.permanent = errors.As(err, &certificate)
			if r.timeout = ctx.Err() != nil; r.timeout {
				r.failure = "no complete response was received in time"
			}
			if caller.Err() != nil {
				r.cause, r.permanent = caller.Err(), true
				r.timeout = errors.Is(caller.Err(), context.DeadlineExceeded)
			}
			return r
		}
		next := redirect(s.op, response, address)
		if next == "" || hops >= maxRedirects {
			r := result{status: response.StatusCode, header: response.Header, content: content}
			if r.status == 429 || r.status == 503 {
				r.retryAfter = retryAfter(r.header, content, s.core.now())
			}
			return r
		}
		address = next
	}
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
	check := s.op.check
	var raw map[string]json.RawMessage
	keepRetries := func(found *settings) { found.header, found.idempotencyKey = nil, nil }
	err := s.core.send(ctx, request{op: check.get, id: s.request.id}, &raw, append(slices.Clone(options), keepRetries))
	if err != nil {
		return false
	}
	var value string
	_ = json.Unmarshal(raw[check.field], &value)
	isWanted := slices.Contains(check.values, value)
	if len(check.values) == 0 {
		wanted, _ := asMap(s.fields)[check.field].(string)
		isWanted = wanted != "" && (value == wanted || sameTime(value, wanted))
	}
	data, _ := json.Marshal(raw)
	return isWanted && s.read(string(data), into) == ""
}

// sameTime reports whether two texts are one moment, perhaps with different offsets.
func sameTime(one, other string) bool {
	first, err := ParseTime(one)
	second, otherErr := ParseTime(other)
	return err == nil && otherErr == nil && first.Equal(second)
}

// redact takes the API key out of what a server sent back.
func (s *sending) redact(text string) string {
	_, key, _ := strings.Cut(s.core.authorization(), " ")
	return strings.ReplaceAll(text, key, "[redacted]")
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
	switch {
	case strings.TrimSpace(id) == "":
		return "", "It is empty."
	case id == "." || id == "..":
		return "", "It would lead to another path."
	case strings.ContainsFunc(id, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0xfffd }):
		return "", "It holds characters that cannot be sent."
	}
	var quoted strings.Builder
	for _, b := range []byte(id) {
		if b < 0x80 && strings.ContainsRune("-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", rune(b)) {
			quoted.WriteByte(b)
		} else {
			fmt.Fprintf(&quoted, "%%%02X", b)
		}
	}
	return path[:start] + quoted.String() + path[end+1:], ""
}
