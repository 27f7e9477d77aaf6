package konigle

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"slices"
	"sync/atomic"
	"time"
)

const (
	maxRedirects     = 5
	maxResponseBytes = 64 << 20 // a page of 200 contacts is about 100 kB
)

// attempt sends the request once, and follows the redirects that a read may follow.
func (s *sending) attempt(caller context.Context) result {
	ctx := caller
	if s.timeout > 0 {
		limited, cancel := context.WithTimeout(caller, s.timeout)
		defer cancel()
		ctx = limited
	}
	for hops, address := 0, s.url; ; hops++ {
		response, content, watch, err := s.roundTrip(ctx, address)
		if err != nil {
			return s.failed(caller, ctx, err, watch)
		}
		next := redirect(s.op, response, address)
		if next == "" || hops >= maxRedirects {
			r := result{status: response.StatusCode, header: response.Header, content: content}
			if r.status == 429 || r.status == 503 {
				r.retryAfter = retryAfter(r.header, s.core.now())
			}
			if r.status >= 300 {
				r.shouldRetry = shouldRetry(r.header)
			}
			return r
		}
		address = next
	}
}

// watch follows a request through net/http, which tells less by its errors.
type watch struct {
	connecting, connected, written, refused atomic.Bool
	stop                                    context.CancelFunc
}

func (w *watch) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) { w.connecting.Store(true) },
		GotConn: w.gotConnection,
		WroteHeaderField: func(name string, _ []string) {
			if http.CanonicalHeaderKey(name) == "X-Request-Id" { // not another request, such as for a token
				w.written.Store(true)
			}
		},
	}
}

// surplusWait is how long net/http may take to read what has arrived already.
const surplusWait = time.Millisecond

func (w *watch) gotConnection(got httptrace.GotConnInfo) {
	w.connected.Store(true)
	secure, _ := got.Conn.(*tls.Conn)
	switch isStream := secure != nil && secure.ConnectionState().NegotiatedProtocol == "h2"; {
	case isStream && w.written.Load():
		// An HTTP/2 server said that it did not process the request, and net/http is about to send it again. That
		// would be an attempt that nobody decided on and nobody sees.
		w.refused.Store(true)
		w.stop()
	case !isStream && got.Reused && got.IdleTime < surplusWait:
		// net/http offers a connection again a moment before it reads on. In that moment a response that nobody
		// requested would become that of the next request; later, it closes the connection. Where other goroutines
		// hold net/http up for longer, the pause is too short; there is no other means.
		time.Sleep(surplusWait - got.IdleTime)
	}
}

// failed says what it means that there is no response.
func (s *sending) failed(caller, ctx context.Context, err error, w *watch) result {
	var certificate *tls.CertificateVerificationError
	r := result{kind: lost, failure: "the connection closed before a complete response was received", cause: caller.Err()}
	r.permanent = r.cause != nil || errors.As(err, &certificate)
	switch {
	case w.refused.Load():
		r.kind, r.failure = notSent, "the server did not process the request"
	case w.connecting.Load() && !w.connected.Load():
		r.kind, r.failure = notSent, "no connection could be made"
	}
	switch {
	case errors.Is(r.cause, context.Canceled):
		r.failure = "the call was canceled"
	case ctx.Err() != nil:
		r.timeout, r.failure = true, "no complete response was received in time"
	case !w.refused.Load():
		r.cause = &redactedError{err, s.redact(err.Error())}
	}
	return r
}

// redactedError is the error of a transport; the text has no API key.
type redactedError struct {
	cause error
	text  string
}

func (e *redactedError) Error() string { return e.text }
func (e *redactedError) Unwrap() error { return e.cause }

// emptyBody is a body of nothing, which net/http cannot rewind. It sends a GET without a body a second time on its own
// when a kept connection breaks.
type emptyBody struct{}

func (emptyBody) Read([]byte) (int, error) { return 0, io.EOF }
func (emptyBody) Close() error             { return nil }

func (s *sending) roundTrip(ctx context.Context, address string) (*http.Response, string, *watch, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w := &watch{stop: cancel}
	r, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, w.trace()), s.op.method, address, bytes.NewReader(s.content))
	if err != nil {
		return nil, "", w, err
	}
	if s.op.method == http.MethodGet {
		r.Body, r.GetBody = emptyBody{}, nil
	}
	r.Header = s.header.Clone()
	r.Header.Set("Authorization", s.core.authorization())
	response, err := s.core.transport.RoundTrip(r)
	if err != nil {
		return nil, "", w, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(io.LimitReader(response.Body, maxResponseBytes+1))
	return response, string(bytes.TrimPrefix(content, []byte("\ufeff"))), w, err
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
