package konigle

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// operation is what is known of an operation of the API.
type operation struct {
	id, method, path, replay string
	result                   string // "model", "page", "object" or "none"
	update                   bool
	files                    string // the field of a form that holds files
	mostFiles                int
	check                    *stateCheck
	recipients               *recipients
	recovery                 string // how to find out whether it was applied
}

// stateCheck says how a GET shows that a refused retry had been applied before.
type stateCheck struct {
	field  string
	values []string // the value that was sent, if there are none
	get    *operation
}

// recipients says who receives mail: the addresses in a field, or an audience, if need be only where a field is set.
type recipients struct{ kind, field string }

func (o *operation) isWrite() bool { return o.replay != "safe" }

// request is a call as a value.
type request struct {
	op     *operation
	id     string
	query  url.Values
	body   model
	fields []field // instead of a body: one that was encoded before
	files  []Attachment
}

// settings are those that a call may have otherwise than its client.
type settings struct {
	callSettings
	header   map[string]string
	response *Response
	turn     context.Context // of a bulk call, which waits for its turn: ends when the run is over
}

// hasKey reports whether there is an idempotency key, which is for one call.
func (s *settings) hasKey() bool { return s.idempotencyKey != "" || s.header["Idempotency-Key"] != "" }

// sending is a call on its way.
type sending struct {
	request
	core           *core
	settings       settings
	url            string
	header         http.Header
	content        []byte
	timeout        time.Duration
	requestID      string
	idempotencyKey string
	replayOnce     bool // whether an operation of class "once" may be retried: it has a key, and the server honours it
	began          time.Time
	attempts       []Attempt
	latest         result
	ambiguous      bool // whether an attempt may have been applied
}

// send makes a call, and reads its result into a model, a map or a page; nil for none.
func (c *core) send(ctx context.Context, r request, into any, options []CallOption) error {
	s, err := c.prepare(r, options)
	switch {
	case err != nil:
		return err
	case s.settings.turn != nil:
		return s.runInTurn(ctx, into, options)
	}
	return s.run(ctx, into)
}

func (s *sending) run(ctx context.Context, into any) error {
	if s.settings.deadline > 0 {
		limited, cancel := context.WithTimeout(ctx, s.settings.deadline)
		defer cancel()
		ctx = limited
	}
	s.began = s.core.now()
	for waited := time.Duration(0); ; {
		if ctx.Err() != nil {
			return s.ended(ctx)
		}
		if s.core.dryRun && s.op.isWrite() {
			s.core.log(ctx, slog.LevelInfo, "konigle dry run", slog.String("operation", s.op.id))
			_ = s.read("", into)
			s.finish()
			return nil
		}
		s.try(ctx, waited, into)
		until, limited := ctx.Deadline()
		next, wait, why := s.decide(s.latest, until.Sub(s.core.now()), limited)
		switch {
		case next == succeed:
			s.finish()
			return nil
		case next == confirm && s.confirmed(ctx, into):
			return nil
		case next != retry:
			return s.failure(why)
		}
		waited = wait
		if s.core.sleep(ctx.Done(), wait); ctx.Err() != nil {
			s.latest.cause = ctx.Err()
			return s.failure("The call ended while it waited for its next attempt.")
		}
	}
}

// ended returns the error of a call whose context ended before anything was sent.
func (s *sending) ended(ctx context.Context) error {
	s.latest = s.failed(ctx, ctx, context.Cause(ctx), &watch{})
	s.latest.kind = notSent
	return s.failure("")
}

// try makes one attempt.
func (s *sending) try(ctx context.Context, waited time.Duration, into any) {
	started := s.core.now()
	s.latest = s.attempt(ctx)
	if s.latest.succeeded() {
		s.latest.unreadable = s.read(s.latest.content, into)
	}
	now := s.core.now()
	if s.latest.throttled() {
		s.core.limiter.throttled(now, started, s.latest.retryAfter)
	}
	made := Attempt{len(s.attempts) + 1, s.latest.status, s.latest.failure, started.Sub(s.began), now.Sub(started), waited}
	s.attempts = append(s.attempts, made)
	level := slog.LevelDebug
	if !s.latest.succeeded() {
		level = slog.LevelWarn
	}
	s.core.log(ctx, level, "konigle attempt", slog.String("operation", s.op.id), slog.Int("attempt", made.Number),
		slog.Int("status", made.StatusCode), slog.String("failure", join("; ", made.Failure, s.latest.unreadable)),
		slog.Duration("duration", made.Duration), slog.Duration("waited", waited), slog.String("request_id", s.requestID))
}

func (c *core) log(ctx context.Context, level slog.Level, message string, attributes ...slog.Attr) {
	if c.logger != nil {
		c.logger.LogAttrs(ctx, level, message, attributes...)
	}
}

// finish keeps what was received, for a caller who wants it.
func (s *sending) finish() {
	if s.settings.response == nil {
		return
	}
	header := s.latest.header.Clone()
	for _, values := range header {
		for i := range values {
			values[i] = s.redact(values[i])
		}
	}
	*s.settings.response = Response{s.latest.status, header, s.receivedID(), s.attempts}
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
	s := &sending{core: c, request: r, settings: c.settingsOf(options)}
	s.timeout = s.settings.timeout
	problems := map[string][]string{}
	path, problem := fillPath(r.op.path, r.id)
	if problem != "" {
		problems["id"] = []string{problem}
	}
	if s.settings.retryCount < 0 || s.timeout < 0 || s.settings.deadline < 0 {
		problems["options"] = []string{"Times and numbers of retries must not be negative."}
	}
	s.addHeaders(problems)
	if len(problems) > 0 {
		return nil, invalidArgument(r.op.id, problems)
	}
	if s.url = c.baseURL + path; len(r.query) > 0 {
		s.url += "?" + r.query.Encode()
	}
	if err := s.encode(); err != nil {
		return nil, err
	}
	return s, s.checkRecipients()
}

func (s *sending) encode() (err error) {
	if s.body != nil {
		if s.fields, err = encodeBody(s.op, s.body); err != nil {
			return err
		}
	}
	contentType := "application/json"
	switch {
	case s.body == nil && s.fields == nil:
		return nil
	case len(s.files) > 0:
		s.content, contentType, err = encodeForm(s.op, s.fields, s.files)
		if s.timeout > 0 {
			s.timeout += time.Duration(len(s.content)>>20) * time.Second
		}
	default:
		s.content, err = compactJSON(asMap(s.fields))
	}
	s.header.Set("Content-Type", contentType)
	return err
}

// checkRecipients refuses mail to others than those that the client may send to.
func (s *sending) checkRecipients() error {
	allowed, to := s.core.recipientsAllowlist, s.op.recipients
	if allowed == nil || to == nil {
		return nil
	}
	given := asMap(s.fields)[to.field]
	problem := "The recipients are an audience, which the list of allowed recipients cannot cover."
	if to.kind == "addresses" {
		addresses, isList := given.([]any)
		if !isList && given != nil {
			addresses = []any{given}
		}
		isForbidden := func(address any) bool { return !isAllowed(fmt.Sprint(address), allowed) }
		if !slices.ContainsFunc(addresses, isForbidden) {
			return nil
		}
		problem = "A recipient is not on the list of allowed recipients."
	} else if to.field != "" && (given == nil || given == "") {
		return nil
	}
	return invalidArgument(s.op.id, map[string][]string{cmp.Or(to.field, "non_field_errors"): {problem}})
}

// isAllowed reports whether an address, or its domain, is on a list.
func isAllowed(address string, allowed []string) bool {
	address = strings.ToLower(strings.TrimSpace(address))
	domain := address[strings.LastIndex(address, "@")+1:]
	return slices.ContainsFunc(allowed, func(entry string) bool {
		entry = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(entry)), "@")
		return entry == address || entry == domain
	})
}

var (
	headerLine = regexp.MustCompile("^[!#$%&'*+\\-.^_`|~0-9A-Za-z]+: ([!-~]([\t -~]*[!-~])?)?$") // RFC 9110, 5.5 and 5.6.2
	ownHeaders = []string{"Authorization", "Connection", "Content-Length", "Content-Type", "Cookie", "Host", "Transfer-Encoding"}
)

func (s *sending) addHeaders(problems map[string][]string) {
	found := s.settings
	s.header = http.Header{"Accept": {"application/json"}, "User-Agent": {"konigle-go/" + Version},
		"X-Request-Id": {newID()}}
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

// newID returns a random identifier, of a request or for an idempotency key.
func newID() string {
	random := make([]byte, 16)
	_, _ = rand.Read(random)
	return hex.EncodeToString(random)
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
			if s.id != "" {
				known["id"] = s.id
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
func (s *sending) confirmed(ctx context.Context, into any) bool {
	var raw map[string]json.RawMessage
	var found string
	same := func(o *settings) {
		*o = s.settings
		o.header, o.idempotencyKey, o.turn = nil, "", nil
	}
	err := s.core.send(ctx, request{op: s.op.check.get, id: s.id}, &raw, []CallOption{same})
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
