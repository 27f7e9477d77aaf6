package konigle

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Applied says whether the server acted on a call.
type Applied string

// Values of Applied.
const (
	NotApplied   Applied = "no"      // nothing was changed
	MaybeApplied Applied = "unknown" // the server may have acted, and no response says so
)

// Attempt is one request of a call.
type Attempt struct {
	Number                    int
	StatusCode                int           // 0 if there was no response
	Failure                   string        // what failed, if there was no response
	Started, Duration, Waited time.Duration // since the call began; of the request; before it
}

// CallError is what every error of this package holds. Find it in any error with errors.As.
//
// It never holds the API key or a request body.
type CallError struct {
	Kind, Message  string // the kind is "not_found", "network", "outcome_unknown", …
	Operation      string // the operationId, such as "startCampaign"
	Method         string
	PathTemplate   string
	StatusCode     int // of the last response; 0 if there was none
	RequestID      string
	RetryAfter     *time.Duration // how long the server asks to wait
	ShouldRetry    *bool          // what X-Should-Retry of the last response says; nil for nothing
	Attempts       []Attempt
	Applied        Applied
	IdempotencyKey string
	FieldErrors    map[string][]string // by field; nested ones joined by dots
	Body           any                 // of the last response: the JSON value, else the text; nil if it is empty
	ContentType    string              // of the last response
	State          string              // of the resource, as a wait saw it last
	cause          error
}

func (e *CallError) Error() string { return e.Message }
func (e *CallError) Unwrap() error { return e.cause }

// Timeout returns true, as the errors of package net do.
func (e *TimeoutError) Timeout() bool { return true }

// OutcomeUnknownError means that an operation which must not run twice lost its response: it may have been applied.
//
// Check before calling again; the message says where. Cause is the error without that doubt: a NetworkError,
// TimeoutError, CanceledError or ServerError, or an InvalidResponseError for any other response.
type OutcomeUnknownError struct {
	*CallError
	Cause error
}

func (e *OutcomeUnknownError) Unwrap() []error { return []error{e.CallError, e.Cause} }

func invalidArgument(operation string, fields map[string][]string, parts ...string) error {
	for _, name := range sortedNames(fields) {
		parts = append(parts, name+": "+strings.Join(fields[name], " "))
	}
	message := join(": ", operation, strings.Join(parts, "; ")+" Nothing was sent.")
	return newError("invalid_argument", &CallError{Message: message, Operation: operation, Applied: NotApplied, FieldErrors: fields})
}

// failure returns the error a call ends with: what is known of its attempts, and whether it was applied.
func (s *sending) failure(why string) error {
	latest := s.latest
	body := parseBody(latest.content, s.redact)
	e := &CallError{
		Operation: s.op.id, Method: s.op.method, PathTemplate: s.op.path, StatusCode: latest.status,
		RequestID: s.receivedID(), RetryAfter: retryAfter(latest.header, s.core.now()), ShouldRetry: latest.shouldRetry,
		Attempts: s.attempts, Applied: NotApplied,
		IdempotencyKey: s.idempotencyKey, Body: body, ContentType: s.redact(latest.header.Get("Content-Type")), cause: latest.cause}
	if said, ok := asObject(body)["retry_after"].(float64); ok && latest.header.Get("Retry-After") == "" {
		e.RetryAfter = inSeconds(said) // for the caller only: retries go by the header
	}
	if object := asObject(body); object != nil && (latest.status == 400 || latest.status == 409 || latest.status == 422) {
		e.FieldErrors = fieldErrors(object)
	}
	doubt, fate := s.ambiguous && s.op.isWrite(), ""
	switch {
	case doubt && s.op.replay == "once":
		fate = "The request may have been applied. " + s.op.recovery
	case doubt:
		fate = "The request may have been applied; calling again is safe."
	case s.op.isWrite():
		fate = "Nothing was applied."
	}
	name := fmt.Sprintf("%s (%s %s)", s.op.id, s.op.method, s.op.path)
	e.Message = join(" ", name+":", latest.words(body, e.FieldErrors), why, fate)
	if doubt {
		e.Applied = MaybeApplied
	}
	kind := latest.errorKind()
	if !doubt || s.op.replay != "once" {
		return newError(kind, e)
	}
	if kind == kindOfStatus(latest.status) && kind != "server" {
		kind = "invalid_response" // such as a redirect
	}
	plain := newError(kind, e)
	unknown := *e
	unknown.Kind = "outcome_unknown"
	return &OutcomeUnknownError{&unknown, plain}
}

// receivedID returns the identifier of the request as the server calls it.
func (s *sending) receivedID() string {
	return cmp.Or(s.redact(s.latest.header.Get("X-Request-Id")), s.requestID)
}

func asObject(body any) map[string]any {
	object, _ := body.(map[string]any)
	return object
}

var sentence = regexp.MustCompile("[.!?…]$")

// words says what happened.
func (r result) words(body any, fields map[string][]string) string {
	if r.status == 0 {
		return r.failure + "."
	}
	if r.unreadable != "" {
		return fmt.Sprintf("the server responded with %d, but %s.", r.status, r.unreadable)
	}
	said, advice := messageOf(body, fields), ""
	if said != "" && !sentence.MatchString(said) {
		said += "."
	}
	switch {
	case r.retryAfter != nil:
		advice = fmt.Sprintf("The server asks to wait %s before another request.", *r.retryAfter)
	case r.status >= 300 && r.status < 400:
		advice = "A redirect is followed for reads only, and to the same host only."
	case r.status == 401:
		advice = "Check the API key."
	case r.status == 403:
		advice = "The API key does not allow this operation."
	}
	return join(" ", fmt.Sprintf("the server responded with %d.", r.status), said, advice)
}

func (r result) errorKind() string {
	switch {
	case r.cause == context.Canceled: // the caller's, perhaps during a wait, and not one inside a transport
		return "canceled"
	case r.timeout:
		return "timeout"
	case r.status == 0:
		return "network"
	case r.unreadable != "":
		return "invalid_response"
	}
	return kindOfStatus(r.status)
}

// join joins the texts that are not empty.
func join[S ~string](separator string, texts ...S) (joined string) {
	for _, text := range texts {
		if joined != "" && text != "" {
			joined += separator
		}
		joined += string(text)
	}
	return joined
}
