package konigle

import (
	"fmt"
	"sort"
	"strings"
	"time"
)

// Applied says whether the server acted on a call.
type Applied string

const (
	// NotApplied means that nothing was changed.
	NotApplied Applied = "no"
	// MaybeApplied means that the server may have acted, and that no response says so.
	MaybeApplied Applied = "unknown"
)

// Attempt is one request of a call.
type Attempt struct {
	Number     int
	StatusCode int           // 0 if there was no response
	Failure    string        // what failed, if there was no response
	Started    time.Duration // since the call began
	Duration   time.Duration
	Waited     time.Duration // before the attempt
}

// CallError is what every error of this package holds. Find it in any error with errors.As.
//
// It never holds the API key or a request body.
type CallError struct {
	Kind           string // "not_found", "network", "outcome_unknown", …
	Message        string
	Operation      string // the operationId, such as "startCampaign"
	Method         string
	PathTemplate   string
	StatusCode     int // of the last response; 0 if there was none
	RequestID      string
	RetryAfter     *time.Duration // how long the server asks to wait
	Attempts       []Attempt
	Applied        Applied
	IdempotencyKey string
	FieldErrors    map[string][]string // by field; nested ones joined by dots
	cause          error
}

func (e *CallError) Error() string { return e.Message }
func (e *CallError) Unwrap() error { return e.cause }

// InvalidArgumentError means that an argument cannot be sent; nothing was.
type InvalidArgumentError struct{ *CallError }

func (e *InvalidArgumentError) Unwrap() error { return e.CallError }

// ConfigurationError means that a client cannot be made of these options.
type ConfigurationError struct{ *CallError }

func (e *ConfigurationError) Unwrap() error { return e.CallError }

// NetworkError means that there is no response: the connection failed, broke or did not speak HTTP.
type NetworkError struct{ *CallError }

func (e *NetworkError) Unwrap() error { return e.CallError }

// TimeoutError means that an attempt, or the whole call, took longer than allowed.
type TimeoutError struct{ *NetworkError }

func (e *TimeoutError) Unwrap() error { return e.NetworkError }

// APIError means that the server responded, and not with success.
type APIError struct {
	*CallError
	Body        any // the JSON value, else the text; nil if it is empty
	ContentType string
}

func (e *APIError) Unwrap() error { return e.CallError }

// InvalidResponseError means success by its status code, but the body cannot be read.
type InvalidResponseError struct{ *APIError }

func (e *InvalidResponseError) Unwrap() error { return e.APIError }

// OutcomeUnknownError means that an operation which must not run twice lost its response: it may have been applied.
//
// Check before calling again; the message says where. Cause is the error without that doubt.
type OutcomeUnknownError struct {
	*CallError
	Cause error
}

func (e *OutcomeUnknownError) Unwrap() []error { return []error{e.CallError, e.Cause} }

func invalidArgument(operation string, fields map[string][]string) error {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	sort.Strings(names)
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = name + ": " + strings.Join(fields[name], " ")
	}
	message := strings.Join(parts, "; ") + " Nothing was sent."
	if operation != "" {
		message = operation + ": " + message
	}
	return &InvalidArgumentError{&CallError{
		Kind: "invalid_argument", Message: message, Operation: operation, Applied: NotApplied, FieldErrors: fields}}
}

func badConfiguration(format string, parts ...any) error {
	return &ConfigurationError{&CallError{
		Kind: "configuration", Message: fmt.Sprintf(format, parts...), Applied: NotApplied}}
}

// failure returns the error a call ends with: what is known of its attempts, and whether it was applied.
func (s *sending) failure(latest result, why string) error {
	op, e := s.op, s.callError(latest)
	words := []string{e.Message, why}
	doubt := s.ambiguous && op.isWrite()
	switch {
	case doubt && op.replay == "once":
		words = append(words, "The request may have been applied. "+op.recovery)
	case doubt:
		words = append(words, "The request may have been applied; calling again is safe.")
	case op.isWrite():
		words = append(words, "Nothing was applied.")
	}
	e.Message = join(" ", words...)
	if doubt {
		e.Applied = MaybeApplied
	}
	plain := classify(e, latest, s.redact(latest.content))
	if !doubt || op.replay != "once" {
		return plain
	}
	unknown := *e
	unknown.Kind = "outcome_unknown"
	return &OutcomeUnknownError{&unknown, plain}
}

func (s *sending) callError(latest result) *CallError {
	e := &CallError{
		Operation: s.op.id, Method: s.op.method, PathTemplate: s.op.path, StatusCode: latest.status,
		RequestID: s.requestID, RetryAfter: latest.retryAfter, Attempts: s.attempts, Applied: NotApplied,
		IdempotencyKey: s.idempotencyKey, cause: latest.cause}
	if id := latest.header.Get("X-Request-Id"); id != "" {
		e.RequestID = s.redact(id)
	}
	name := fmt.Sprintf("%s (%s %s)", s.op.id, s.op.method, s.op.path)
	switch {
	case latest.status == 0:
		e.Message = fmt.Sprintf("%s: %s.", name, latest.failure)
	case latest.unreadable != "":
		e.Message = fmt.Sprintf("%s: the server responded with %d, but %s.", name, latest.status, latest.unreadable)
	default:
		body := parseBody(s.redact(latest.content))
		if object, ok := body.(map[string]any); ok && (latest.status == 400 || latest.status == 409 || latest.status == 422) {
			e.FieldErrors = fieldErrors(object)
		}
		said := messageOf(body, e.FieldErrors)
		if said != "" && !strings.ContainsAny(said[len(said)-1:], ".!?") {
			said += "."
		}
		e.Message = join(" ", fmt.Sprintf("%s: the server responded with %d.", name, latest.status), said, advice(latest))
	}
	return e
}

func advice(latest result) string {
	switch {
	case latest.retryAfter != nil && latest.throttled():
		return fmt.Sprintf("The server asks to wait %s before another request.", latest.retryAfter.Round(time.Second))
	case latest.status >= 300 && latest.status < 400:
		return "A redirect is followed for reads only, and to the same host only."
	case latest.status == 401:
		return "Check the API key."
	case latest.status == 403:
		return "The API key does not allow this operation."
	}
	return ""
}

// classify returns the error of the kind that the latest attempt makes it.
func classify(e *CallError, latest result, content string) error {
	switch {
	case latest.timeout:
		e.Kind = "timeout"
		return &TimeoutError{&NetworkError{e}}
	case latest.status == 0:
		e.Kind = "network"
		return &NetworkError{e}
	}
	api := &APIError{e, parseBody(content), latest.header.Get("Content-Type")}
	if latest.unreadable != "" {
		e.Kind = "invalid_response"
		return &InvalidResponseError{api}
	}
	return statusError(api)
}

// join joins the texts that are not empty.
func join(separator string, texts ...string) string {
	kept := texts[:0:0]
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return strings.Join(kept, separator)
}
