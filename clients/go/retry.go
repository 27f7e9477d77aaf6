package konigle

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Whether to retry, and when. The rules follow from the replay class of the operation, not from the HTTP method:
//
//	what happened                                    safe, settled     once
//	connection never made, 429, 503 + Retry-After    retry             retry (nothing was applied)
//	certificate refused                              error             error (nothing was applied)
//	response lost or unreadable, any other 5xx       retry             OutcomeUnknownError
//	408                                              retry             error (nothing was applied)
//	write redirected with 301, 302 or 303            error, unknown    OutcomeUnknownError
//	refused on a retry of a settled operation        check with a GET  -
//	anything else                                    result or error   result or error
//
// A response with X-Should-Retry: false is never retried. "true" asks for a retry of an error that the table does not
// retry; an operation of class "once" obeys it only with a key that the server honours.

type resultKind int

const (
	responded resultKind = iota
	notSent              // the connection was never made
	lost                 // the response did not arrive

)

// result is the outcome of one attempt.
type result struct {
	kind        resultKind
	failure     string
	status      int
	header      http.Header
	content     string
	retryAfter  *time.Duration
	shouldRetry *bool  // what X-Should-Retry of an unsuccessful response says; nil for nothing
	unreadable  string // why a successful response cannot be read
	permanent   bool   // whether another attempt is bound to fail for the same reason
	timeout     bool   // whether a time limit ended it
	cause       error
}

func (r result) succeeded() bool { return r.status >= 200 && r.status < 300 && r.unreadable == "" }

// asked reports whether the server asks for a retry, or for none.
func (r result) asked(retry bool) bool { return r.shouldRetry != nil && *r.shouldRetry == retry }

func (r result) throttled() bool {
	return r.status == 429 || (r.status == 503 && r.retryAfter != nil)
}

// notApplied reports whether the server cannot have acted on the attempt.
func (r result) notApplied() bool { return r.kind == notSent || r.throttled() }

// ambiguous reports whether the server may have acted, and no response says so.
func (r result) ambiguous() bool {
	if r.kind != responded {
		return r.kind != notSent
	}
	return (r.status < 200 || r.status >= 500 || slices.Contains(seeOther, r.status) || r.unreadable != "") && !r.notApplied()
}

// budget is the retry budget of a client, so that an outage is not multiplied by the retries of all calls.
type budget struct {
	mu    sync.Mutex
	spent int
}

func (b *budget) take(cost int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.spent+cost > budgetCapacity {
		return false
	}
	b.spent += cost
	return true
}

func (b *budget) release(retries int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.spent = max(0, b.spent-max(1, retries*retryCost))
}

type action int

const (
	fail action = iota
	succeed
	retry
	confirm // check the state with a GET
)

// decide says what follows from the latest attempt: what to do, how long to wait, and why it ends.
func (s *sending) decide(r result, left time.Duration, limited bool) (action, time.Duration, string) {
	if r.succeeded() {
		s.core.budget.release(len(s.attempts) - 1)
		return succeed, 0, ""
	}
	if s.ambiguous && slices.Contains(refusals, r.status) && s.op.replay == "settled" {
		return s.refusedRetry(r), 0, ""
	}
	s.ambiguous = s.ambiguous || r.ambiguous()
	switch {
	case r.asked(false):
		return fail, 0, "Not retried: the server asks not to (X-Should-Retry: false)."
	case s.settings.turn != nil && r.throttled():
		return fail, 0, "" // all bulk calls of the client wait, and this one is made again
	case !s.mayRetry(r):
		return fail, 0, ""
	case len(s.attempts) > s.settings.retryCount && s.settings.retryCount == 0:
		return fail, 0, ""
	case len(s.attempts) > s.settings.retryCount:
		return fail, 0, fmt.Sprintf("Gave up after %d attempts.", len(s.attempts))
	}
	wait := time.Duration(s.core.random() * float64(min(maxBackoff, s.core.retryBackoff<<min(len(s.attempts)-1, 20))))
	cost := retryCost
	if r.retryAfter != nil {
		wait = *r.retryAfter
	}
	if r.timeout && r.kind == lost {
		cost = timeoutCost
	}
	switch {
	case limited && wait >= left:
		return fail, 0, fmt.Sprintf("The next attempt would have to wait %s, past the deadline.", wait.Round(time.Millisecond))
	case !limited && wait > maxRetryAfter:
		return fail, 0, fmt.Sprintf("A wait of more than %s is left to the caller.", maxRetryAfter)
	case !s.core.budget.take(cost):
		return fail, 0, "Not retried: too many calls of this client failed recently (retry budget used up)."
	}
	return retry, wait, ""
}

func (s *sending) refusedRetry(r result) action {
	switch {
	case s.op.method == http.MethodDelete && r.status == http.StatusNotFound:
		return succeed
	case s.op.method != http.MethodDelete && s.op.check != nil:
		return confirm
	}
	return fail
}

func (s *sending) mayRetry(r result) bool {
	switch {
	case r.permanent:
		return false
	case r.notApplied():
		return true
	case slices.Contains(seeOther, r.status):
		return false
	}
	return (r.ambiguous() || r.status == 408 || r.asked(true)) && (s.op.replay != "once" || s.replayOnce)
}

// shouldRetry reads X-Should-Retry; nil for nothing, or another word than true and false.
func shouldRetry(header http.Header) *bool {
	said := strings.ToLower(strings.TrimSpace(header.Get("X-Should-Retry")))
	if said != "true" && said != "false" {
		return nil
	}
	retry := said == "true"
	return &retry
}

const longestWait = 1e9 // seconds

// retryAfter reads Retry-After as seconds or HTTP date (RFC 9110, 10.2.3).
//
// A date is compared with the response's own Date, since the clock of this machine may be wrong.
func retryAfter(header http.Header, now time.Time) *time.Duration {
	text := strings.TrimSpace(header.Get("Retry-After"))
	seconds, err := strconv.ParseFloat(text, 64)
	if when, dateErr := http.ParseTime(text); dateErr == nil {
		if date, err := http.ParseTime(header.Get("Date")); err == nil {
			now = date
		}
		return inSeconds(min(max(0, when.Sub(now).Seconds()), longestWait))
	}
	if err != nil || strings.Trim(text, "0123456789.") != "" { // such as "1e3", "inf" or "-1"
		return nil
	}
	return inSeconds(min(seconds, longestWait))
}

// inSeconds returns a duration, if the number of seconds makes one.
func inSeconds(seconds float64) *time.Duration {
	if seconds < 0 || seconds > longestWait {
		return nil
	}
	wait := time.Duration(seconds * float64(time.Second))
	return &wait
}
