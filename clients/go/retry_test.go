package konigle

import (
	"context"
	"errors"
	"testing"
	"time"
)

const contact = `{"id": "con_1", "email": "ada@example.com"}`

// The replay class decides: what may have been applied is repeated only where that changes nothing.
func TestReplayClasses(t *testing.T) {
	wait := map[string]string{"Retry-After": "1"}
	calls := map[string]func(*Client, ...CallOption) error{"safe": get, "settled": update, "once": create}
	for name, c := range map[string]struct {
		first    response
		attempts map[string]int
		kind     string // of a once operation
	}{
		"429":          {response{status: 429}, map[string]int{"safe": 2, "settled": 2, "once": 2}, ""},
		"503 and wait": {response{status: 503, header: wait}, map[string]int{"safe": 2, "settled": 2, "once": 2}, ""},
		"503":          {response{status: 503}, map[string]int{"safe": 2, "settled": 2, "once": 1}, "outcome_unknown"},
		"500":          {response{status: 500}, map[string]int{"safe": 2, "settled": 2, "once": 1}, "outcome_unknown"},
		"lost":         {response{err: errReset}, map[string]int{"safe": 2, "settled": 2, "once": 1}, "outcome_unknown"},
		"garbage":      {response{status: 200, body: "<html>"}, map[string]int{"safe": 2, "settled": 2, "once": 1}, "outcome_unknown"},
		"408":          {response{status: 408}, map[string]int{"safe": 2, "settled": 2, "once": 1}, "refused"},
		"404":          {response{status: 404}, map[string]int{"safe": 1, "settled": 1, "once": 1}, "not_found"},
		"101":          {response{status: 101}, map[string]int{"safe": 2, "settled": 2, "once": 1}, "outcome_unknown"},
		"303":          {response{status: 303}, map[string]int{"safe": 1, "settled": 1, "once": 1}, "outcome_unknown"},
		"307":          {response{status: 307}, map[string]int{"safe": 1, "settled": 1, "once": 1}, "api"},
	} {
		for class, call := range calls {
			client, wire, _ := fake(t, []response{c.first, {status: 200, body: contact}})
			err := call(client)
			if len(wire.requests) != c.attempts[class] {
				t.Errorf("%s, %s: %d attempts", name, class, len(wire.requests))
			}
			if wantsError := c.attempts[class] == 1; (err != nil) != wantsError {
				t.Errorf("%s, %s: %v", name, class, err)
			}
			if class == "once" && err != nil && callError(t, err).Kind != c.kind {
				t.Errorf("%s: %s, not %s", name, callError(t, err).Kind, c.kind)
			}
		}
	}
}

func TestOutcomeUnknownSaysHowToFindOutAndKeepsItsCause(t *testing.T) {
	client, _, _ := fake(t, []response{{status: 502}})
	err := create(client)
	var unknown *OutcomeUnknownError
	var server *ServerError
	var notFound *NotFoundError
	if !errors.As(err, &unknown) || !errors.As(err, &server) || errors.As(err, &notFound) {
		t.Fatalf("%T: %v", err, err)
	}
	equal(t, unknown.Applied, MaybeApplied)
	equal(t, callError(t, unknown.Cause).Kind, "server")
	equal(t, unknown.Message, "createContact (POST /reachout/api/v1/contacts): the server responded with 502. "+
		"The request may have been applied. Check with client.Contacts.List, filtered by q with its email, before calling again.")
}

func TestWaitsGrowUpToTheirLimit(t *testing.T) {
	client, _, waits := fake(t, []response{{status: 500}}, WithRetryCount(7), WithRetryBackoff(time.Second))
	equal(t, callError(t, get(client)).Kind, "server")
	for i, wanted := range []time.Duration{1, 2, 4, 8, 8, 8, 8} {
		equal(t, (*waits)[i], wanted*time.Second)
	}
	client.core.random = func() float64 { return 0 }
	*waits = nil
	_ = get(client)
	equal(t, (*waits)[3], 0)
}

func TestRetryAfter(t *testing.T) {
	date := map[string]string{"Retry-After": "Fri, 01 May 2026 09:00:30 GMT", "Date": "Fri, 01 May 2026 09:00:00 GMT"}
	for name, c := range map[string]struct {
		first response
		wait  time.Duration
	}{
		"seconds":  {response{status: 429, header: map[string]string{"Retry-After": "7"}}, 7 * time.Second},
		"fraction": {response{status: 429, header: map[string]string{"Retry-After": "0.5"}}, 500 * time.Millisecond},
		"date":     {response{status: 429, header: date}, 30 * time.Second},
		"body":     {response{status: 429, body: `{"retry_after": 3}`}, 500 * time.Millisecond},
		"exponent": {response{status: 429, header: map[string]string{"Retry-After": "1e1"}}, 500 * time.Millisecond},
		"nothing":  {response{status: 429}, 500 * time.Millisecond},
	} {
		client, _, waits := fake(t, []response{c.first, {status: 200, body: contact}})
		if err := get(client); err != nil || (*waits)[0] != c.wait {
			t.Errorf("%s: waited %v, not %v: %v", name, *waits, c.wait, err)
		}
	}
}

func TestABodySaysHowLongToWaitToTheCallerOnly(t *testing.T) {
	client, wire, _ := fake(t, []response{{status: 503, body: `{"retry_after": 3}`}})
	e := callError(t, create(client))
	equal(t, e.Kind, "outcome_unknown")
	equal(t, *e.RetryAfter, 3*time.Second)
	equal(t, len(wire.requests), 1)
}

func TestALongWaitIsLeftToTheCaller(t *testing.T) {
	hour := []response{{status: 429, header: map[string]string{"Retry-After": "3600"}}, {status: 200, body: contact}}
	client, wire, _ := fake(t, hour)
	equal(t, *callError(t, get(client)).RetryAfter, time.Hour)
	equal(t, len(wire.requests), 1)
	client, _, waits := fake(t, hour, WithDeadline(2*time.Hour))
	equal(t, get(client), nil)
	equal(t, (*waits)[0], time.Hour)
}

func TestNoWaitBeginsThatEndsPastTheDeadline(t *testing.T) {
	client, _, waits := fake(t, []response{{status: 429, header: map[string]string{"Retry-After": "60"}}})
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_, err := client.Contacts.Get(ctx, "con_1")
	equal(t, callError(t, err).Kind, "rate_limit")
	equal(t, len(*waits), 0)
}

func TestTheRetryBudgetOfAClientEnds(t *testing.T) {
	client, wire, _ := fake(t, []response{{status: 500}})
	for range 100 {
		_ = get(client)
	}
	equal(t, len(wire.requests), 100+budgetCapacity/retryCost)
	wire.responses = []response{{status: 200, body: contact}}
	for range retryCost {
		_ = get(client)
	}
	wire.requests, wire.responses = nil, []response{{status: 500}, {status: 200, body: contact}}
	equal(t, get(client), nil)
	equal(t, len(wire.requests), 2)
}

func TestARefusedRetryIsCheckedWithAGet(t *testing.T) {
	paused, running := `{"id": "cmp_1", "status": "paused"}`, `{"id": "cmp_1", "status": "running"}`
	for state, kind := range map[string]string{paused: "", running: "conflict"} {
		client, wire, _ := fake(t, []response{{status: 502}, {status: 409}, {status: 200, body: state}})
		campaign, err := client.Campaigns.Pause(context.Background(), "cmp_1", WithIdempotencyKey("k"))
		equal(t, len(wire.requests), 3)
		equal(t, wire.requests[2].Method, "GET")
		equal(t, len(wire.requests[2].Header["idempotency-key"]), 0)
		if kind == "" {
			equal(t, err, nil)
			equal(t, campaign.Status.Or(""), CampaignStatusPaused)
			continue
		}
		equal(t, callError(t, err).Kind, kind)
		equal(t, len(callError(t, err).Attempts), 2)
	}
}

func TestADeleteWhoseRetryFindsNothingWasCarriedOut(t *testing.T) {
	client, _, _ := fake(t, []response{{err: errReset}, {status: 404}})
	equal(t, client.Contacts.Delete(context.Background(), "con_1"), nil)
	client, _, _ = fake(t, []response{{status: 404}})
	equal(t, callError(t, client.Contacts.Delete(context.Background(), "con_1")).Applied, NotApplied)
}

func TestAKeyAllowsARetryOnlyWhereTheServerHonoursIt(t *testing.T) {
	lost := []response{{err: errReset}, {status: 201, body: contact}}
	client, wire, _ := fake(t, lost, WithAssumeIdempotent())
	equal(t, create(client, WithIdempotencyKey("signup-1")), nil)
	equal(t, wire.requests[0].Header["idempotency-key"][0], wire.requests[1].Header["idempotency-key"][0])
	equal(t, wire.requests[0].Header.Get("X-Request-Id"), wire.requests[1].Header.Get("X-Request-Id"))
	client, _, _ = fake(t, lost)
	equal(t, callError(t, create(client, WithIdempotencyKey("signup-1"))).Kind, "outcome_unknown")
	client, _, _ = fake(t, lost, WithAssumeIdempotent())
	equal(t, callError(t, create(client)).Kind, "outcome_unknown")
}
