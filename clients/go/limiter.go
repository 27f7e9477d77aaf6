package konigle

import (
	"context"
	"math"
	"sync"
	"time"
)

const (
	maxHold      = 2 * time.Minute       // then one call checks again: a quota may last a whole day
	maxThrottled = 10 * time.Minute      // a bulk call that is put off for longer fails
	firstHold    = 20 * time.Millisecond // if the server does not say how long: about a round trip, doubled each time
	lastHold     = time.Second
)

// limiter says when the bulk calls of a client may start: additive increase, multiplicative decrease, as in TCP
// (RFC 5681, 3.1). A throttled response halves the number of calls in progress; each successful round adds one. No bulk
// call starts before the time that the server asked for has passed.
type limiter struct {
	mu         sync.Mutex
	inProgress int
	ceiling    float64
	heldUntil  time.Time
	loweredAt  time.Time     // attempts that started earlier report the same overload
	overloads  int           // since the last success
	changed    chan struct{} // closed when a call ends
}

func newLimiter() *limiter {
	return &limiter{ceiling: math.Inf(1), changed: make(chan struct{})}
}

// begin counts a call that may start. Else it returns how long to wait, or what to wait for.
func (l *limiter) begin(now time.Time) (time.Duration, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if hold := l.heldUntil.Sub(now); hold > 0 {
		return hold, nil
	}
	if float64(l.inProgress+1) > l.ceiling {
		return 0, l.changed
	}
	l.inProgress++
	return 0, nil
}

// end counts a call that has ended; isWell if the server responded without throttling it.
func (l *limiter) end(isWell bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inProgress--
	if isWell {
		l.overloads = 0
		l.ceiling += 1 / l.ceiling
	}
	close(l.changed)
	l.changed = make(chan struct{})
}

// throttled counts an attempt of any call of the client that the server throttled.
func (l *limiter) throttled(now, started time.Time, retryAfter *time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var hold time.Duration
	if !started.Before(l.loweredAt) {
		hold = min(lastHold, firstHold<<min(l.overloads, 10))
		l.loweredAt = now
		l.overloads++
		if l.inProgress > 0 {
			l.ceiling = max(1, min(l.ceiling, float64(l.inProgress))/2)
		}
	}
	if retryAfter != nil && *retryAfter > 0 {
		hold = *retryAfter
	}
	if until := now.Add(min(hold, maxHold)); until.After(l.heldUntil) {
		l.heldUntil = until
	}
}

// enter waits until a bulk call may start; it returns false if its run ended first.
func (c *core) enter(run context.Context) bool {
	for run.Err() == nil {
		hold, changed := c.limiter.begin(c.now())
		switch {
		case hold > 0:
			c.sleep(run.Done(), hold)
		case changed != nil:
			select {
			case <-changed:
			case <-run.Done():
			}
		default:
			return true
		}
	}
	return false
}

// runInTurn makes a bulk call when its turn has come, and again if the server throttled it: then nothing was applied.
func (s *sending) runInTurn(ctx context.Context, into any, options []CallOption) error {
	for since := (time.Time{}); ; {
		if !s.core.enter(s.settings.turn) {
			return s.ended(s.settings.turn)
		}
		err := s.run(ctx, into)
		isPutOff := s.latest.throttled() && !s.ambiguous && !s.latest.asked(false)
		s.core.limiter.end(s.latest.status != 0 && !isPutOff)
		now := s.core.now()
		if since.IsZero() {
			since = now
		}
		if !isPutOff || s.settings.retryCount == 0 || now.Sub(since) >= maxThrottled {
			return err
		}
		if s, err = s.core.prepare(s.request, options); err != nil {
			return err
		}
	}
}
