package konigle

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestAClientIsSafeForConcurrentUse(t *testing.T) {
	var arrived atomic.Int32
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch n := arrived.Add(1); {
		case n%7 == 0:
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
		case n%11 == 0:
			w.WriteHeader(http.StatusInternalServerError)
		case r.Method == http.MethodGet && r.URL.RawQuery != "":
			fmt.Fprint(w, `{"payload": [`+contact+`], "next": null}`)
		default:
			fmt.Fprint(w, contact)
		}
	}, WithHeader("X-Team", "a"))
	ctx, shared := context.Background(), []CallOption{WithHeader("X-Lane", "b"), WithRetryCount(5)}
	calls := []func(){
		func() { _ = get(client, shared...) },
		func() { _ = create(client, shared...) },
		func() { _ = update(client, shared...) },
		func() {
			for range client.Contacts.All(ctx, nil, shared...) {
			}
		},
		func() {
			for range client.Contacts.UpsertMany(ctx, slices.Values(people("a@example.com", "b@example.com", "A@example.com")), shared...) {
			}
		},
	}
	var lanes sync.WaitGroup
	for lane := range 20 {
		lanes.Add(1)
		go func() {
			defer lanes.Done()
			for range 10 {
				calls[lane%len(calls)]()
			}
		}()
	}
	lanes.Wait()
	equal(t, client.core.limiter.inProgress, 0)
	equal(t, len(client.core.header), 1)
}

func TestNoGoroutineIsLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	transport := &http.Transport{}
	slow := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, WithTransport(transport))
	for range 5 {
		_ = get(slow, WithTimeout(2*time.Millisecond), WithRetryCount(1))
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(2*time.Millisecond, cancel)
		_, _ = slow.Contacts.Create(ctx, ContactCreate{Email: "ada@example.com"})
		ctx, cancel = context.WithTimeout(context.Background(), 2*time.Millisecond)
		for range slow.Contacts.CreateMany(ctx, slices.Values(people("a@example.com", "b@example.com", "c@example.com"))) {
		}
		cancel()
	}
	transport.CloseIdleConnections()
	var left int
	for range 200 {
		if left = runtime.NumGoroutine() - before; left <= 1 { // that of the server
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines are left", left)
}
