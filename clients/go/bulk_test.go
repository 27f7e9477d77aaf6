package konigle

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func people(addresses ...string) []ContactCreate {
	found := []ContactCreate{}
	for _, address := range addresses {
		found = append(found, ContactCreate{Email: address})
	}
	return found
}

// bulkOutcome is the statuses of a bulk call, the kind of error instead of "failed", and the requests.
func bulkOutcome(client *Client, wire *transport, contacts ...ContactCreate) (statuses, requests string) {
	for result, err := range client.Contacts.UpsertMany(context.Background(), slices.Values(contacts), WithConcurrency(1)) {
		text := string(result.Status)
		var e *CallError
		if errors.As(err, &e) {
			text = e.Kind
		}
		statuses = join(" ", statuses, text)
	}
	for i, r := range wire.requests {
		requests = join(", ", requests, r.Method+wire.bodies[i])
	}
	return statuses, requests
}

func known(fields string) response {
	return response{status: 200, header: map[string]string{"Date": "Fri, 01 May 2026 09:00:00 GMT"},
		body: `{"payload": [{"id": "con_1", "email": "Ada@example.com"` + fields + `}]}`}
}

func TestAnUpsertWritesWhatDiffersAndNothingElse(t *testing.T) {
	taken := response{status: 400, body: `{"email": ["Taken."]}`}
	given := ContactCreate{Email: "ada@example.com", Country: Set("Portugal"), Phone: Set(""), Tags: []string{"a", "b"},
		MarketingConsent: Set(MarketingConsent{Email: Set(true)})}
	for name, c := range map[string]struct{ found, statuses, change string }{
		"the same": {`, "country": "Portugal", "phone": null, "tags": ["c", "b", "a"], "marketing_consent": {"email": true, "sms": false}`,
			"unchanged", ""},
		"a field": {`, "country": "Spain", "phone": "", "tags": ["a", "b"], "marketing_consent": {"email": true}`,
			"updated", `{"country":"Portugal"}`},
		"tags": {`, "country": "Portugal", "phone": "", "tags": ["c", "b"], "marketing_consent": {"email": true}`,
			"updated", `{"tags":["c","b","a"]}`},
		"consent": {`, "country": "Portugal", "phone": "", "tags": ["a", "b"], "marketing_consent": {"sms": true}`,
			"updated", `{"marketing_consent":{"email":true}}`},
		"left out": {`, "phone": "", "tags": ["a", "b"]`, "updated", `{"country":"Portugal","marketing_consent":{"email":true}}`},
		"no tags":  {`, "country": "Portugal", "phone": ""`, "invalid_response", ""},
	} {
		client, wire, _ := fake(t, []response{taken, known(c.found), {status: 200, body: contact}})
		statuses, _ := bulkOutcome(client, wire, given)
		change := ""
		if len(wire.requests) > 2 {
			change = wire.bodies[2]
		}
		if statuses != c.statuses || change != c.change {
			t.Errorf("%s: %s, %s", name, statuses, change)
		}
	}
}

func TestALostCreateIsLookedUpBeforeAnythingIsSaid(t *testing.T) {
	lost, none := response{err: errReset}, response{status: 200, body: `{"payload": []}`}
	older, newer := `, "created_at": "2026-05-01T08:59:00Z"`, `, "created_at": "2026-05-01T09:00:00Z"`
	create := `POST{"email":"ada@example.com"}, GET`
	for name, c := range map[string]struct {
		responses          []response
		statuses, requests string
	}{
		"made by it":      {[]response{lost, known(newer)}, "created", create},
		"older":           {[]response{lost, known(older)}, "unchanged", create},
		"not there":       {[]response{lost, none, {status: 201, body: contact}}, "created", create + `, POST{"email":"ada@example.com"}`},
		"not there again": {[]response{lost, none, lost, none}, "outcome_unknown", create + ", " + create},
		"look-up fails":   {[]response{lost, {status: 403}}, "outcome_unknown", create},
		"refused":         {[]response{{status: 400, body: `{"phone": ["No."]}`}}, "validation", `POST{"email":"ada@example.com"}`},
		"not taken":       {[]response{{status: 409}, none}, "conflict", create},
	} {
		client, wire, _ := fake(t, c.responses)
		statuses, requests := bulkOutcome(client, wire, people("ada@example.com")...)
		if statuses != c.statuses || requests != c.requests {
			t.Errorf("%s: %s, %s", name, statuses, requests)
		}
	}
}

func TestAContactIsClaimedOnce(t *testing.T) {
	newer := known(`, "created_at": "2026-05-01T09:00:00Z"`)
	client, _, _ := fake(t, []response{{status: 201, body: contact}, {err: errReset}, newer})
	found := []string{}
	for result := range client.Contacts.CreateMany(context.Background(), slices.Values(people("ada@example.com", "ADA@example.com"))) {
		found = append(found, string(result.Status))
	}
	equal(t, strings.Join(found, " "), "created failed")
}

func TestAThrottledItemWaitsWithAllOthers(t *testing.T) {
	wait := response{status: 429, header: map[string]string{"Retry-After": "7"}}
	client, wire, waits := fake(t, []response{wait, wait, wait, wait, wait, wait, {status: 201, body: contact}})
	now := time.Now()
	client.core.now = func() time.Time { return now }
	client.core.sleep = func(_ <-chan struct{}, wait time.Duration) { *waits, now = append(*waits, wait), now.Add(wait) }
	statuses, _ := bulkOutcome(client, wire, people("ada@example.com", "bob@example.com")...)
	equal(t, statuses, "created created") // with more attempts than a call has
	equal(t, len(wire.requests), 8)
	equal(t, fmt.Sprint(*waits), "[7s 7s 7s 7s 7s 7s]")

	for options, wanted := range map[*Option]int{nil: 87, new(Option): 1} { // up to ten minutes; without retries, not at all
		client, wire, _ = fake(t, []response{wait})
		if options != nil {
			client.core.retryCount = 0
		}
		client.core.now = func() time.Time { return now }
		client.core.sleep = func(_ <-chan struct{}, wait time.Duration) { now = now.Add(wait) }
		statuses, _ = bulkOutcome(client, wire, people("ada@example.com")...)
		equal(t, statuses, "rate_limit")
		equal(t, len(wire.requests), wanted)
	}
}

func TestTheLimiterHalvesAndGrows(t *testing.T) {
	l, now := newLimiter(), time.Now()
	for range 8 {
		_, _ = l.begin(now)
	}
	l.throttled(now, now, nil)
	l.throttled(now, now.Add(-time.Second), nil) // of the same overload
	hold, _ := l.begin(now)
	equal(t, hold, firstHold)
	for range 4 {
		l.end(false)
	}
	_, full := l.begin(now.Add(time.Second))
	equal(t, full != nil, true)
	for range 4 {
		l.end(true)
	}
	for range 4 {
		hold, full := l.begin(now.Add(time.Second))
		equal(t, hold == 0 && full == nil, true)
	}
}

func TestItemsAreInOrderBoundedAndNeverTwoOfAnAddress(t *testing.T) {
	var most, inProgress, overlaps atomic.Int32
	busy := map[string]*atomic.Bool{"a@example.com": {}, "b@example.com": {}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var given struct{ Email string }
		body, _ := io.ReadAll(r.Body)
		_ = json.Unmarshal(body, &given)
		if now := inProgress.Add(1); now > most.Load() {
			most.Store(now)
		}
		defer inProgress.Add(-1)
		if lane := busy[strings.ToLower(given.Email)]; lane != nil {
			if !lane.CompareAndSwap(false, true) {
				overlaps.Add(1)
			}
			defer lane.Store(false)
		}
		time.Sleep(time.Millisecond)
		fmt.Fprint(w, contact)
	}))
	defer server.Close()
	client, err := NewClient(WithAPIKey("k"), WithBaseURL(server.URL))
	equal(t, err, nil)
	taken := 0
	source := func(yield func(ContactCreate) bool) {
		for i := range 200 {
			taken++
			address := []string{"a@example.com", "A@Example.com", "b@example.com", fmt.Sprintf("c%d@example.com", i)}[i%4]
			if !yield(ContactCreate{Email: address}) {
				return
			}
		}
	}
	next := 0
	for result, err := range client.Contacts.CreateMany(context.Background(), source, WithConcurrency(4)) {
		equal(t, err, nil)
		equal(t, result.Index, next)
		next++
		if taken-next > takenAhead*4 {
			t.Fatalf("%d items were taken for %d results", taken, next)
		}
	}
	equal(t, next, 200)
	equal(t, overlaps.Load(), 0)
	if most.Load() < 2 || most.Load() > 4 {
		t.Errorf("%d in progress", most.Load())
	}
}

func TestLeavingTheLoopStartsNothingMoreAndWaits(t *testing.T) {
	before := runtime.NumGoroutine()
	var started, ended atomic.Int32
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		started.Add(1)
		time.Sleep(5 * time.Millisecond) // so that calls are in progress when the loop is left
		ended.Add(1)
		fmt.Fprint(w, contact)
	}, WithTransport(&http.Transport{DisableKeepAlives: true}))
	endless := func(yield func(ContactCreate) bool) {
		for i := 0; yield(ContactCreate{Email: fmt.Sprintf("a%d@example.com", i)}); i++ {
		}
	}
	for range client.Contacts.CreateMany(context.Background(), endless, WithConcurrency(4)) {
		break
	}
	sent := started.Load()
	equal(t, ended.Load(), sent)
	for range 100 { // those of the connections end a moment later
		if runtime.NumGoroutine() <= before+2 { // the server; nothing is left that could start a call
			equal(t, started.Load(), sent)
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines are left", runtime.NumGoroutine()-before)
}

func TestCancellingABulkCallFailsWhatIsLeft(t *testing.T) {
	var arrived atomic.Int32
	ctx, cancel := context.WithCancel(context.Background())
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if arrived.Add(1) == 5 {
			cancel()
			<-r.Context().Done()
		}
		fmt.Fprint(w, contact)
	})
	statuses := ""
	for result, err := range client.Contacts.CreateMany(ctx, slices.Values(people(slices.Repeat([]string{"a@example.com"}, 50)...)), WithConcurrency(2)) {
		if err == nil {
			statuses += "."
			continue
		}
		equal(t, errors.Is(err, context.Canceled), true)
		equal(t, result.Status, BulkFailed)
		statuses += callError(t, err).Kind[:1]
	}
	equal(t, statuses, "....o"+strings.Repeat("c", 45)) // one may have been applied
	equal(t, arrived.Load(), 5)
}

func TestABulkCallRefusesAKeyAndNoConcurrency(t *testing.T) {
	for _, option := range []CallOption{WithIdempotencyKey("k"), WithHeader("idempotency-key", "k"), WithConcurrency(0)} {
		client, wire, _ := fake(t, nil)
		var invalid *InvalidArgumentError
		count := 0
		for _, err := range client.Contacts.CreateMany(context.Background(), slices.Values(people("a@example.com", "b@example.com")), option) {
			equal(t, errors.As(err, &invalid), true)
			count++
		}
		equal(t, count, 1)
		equal(t, len(wire.requests), 0)
	}
}

func TestAnItemMayBeReusedOnceItIsTaken(t *testing.T) {
	client, wire, _ := fake(t, []response{{status: 201, body: contact}})
	shared := ContactCreate{Tags: make([]string, 1)}
	source := func(yield func(ContactCreate) bool) {
		for i := range 3 {
			shared.Email, shared.Tags[0] = fmt.Sprintf("a%d@example.com", i), fmt.Sprint(i)
			if !yield(shared) {
				return
			}
		}
	}
	for range client.Contacts.CreateMany(context.Background(), source, WithConcurrency(1)) {
	}
	equal(t, strings.Join(wire.bodies, ""), `{"email":"a0@example.com","tags":["0"]}{"email":"a1@example.com","tags":["1"]}{"email":"a2@example.com","tags":["2"]}`)
}

func TestGetByEmail(t *testing.T) {
	client, wire, _ := fake(t, []response{{status: 200, body: `{"payload": [{"id": "con_0", "email": "bada@example.com"}, {"id": "con_1", "email": "Ada@example.com"}]}`}})
	found, err := client.Contacts.GetByEmail(context.Background(), "ada@example.com")
	equal(t, err, nil)
	equal(t, found.ID, "con_1")
	equal(t, wire.requests[0].URL.Query().Get("q"), "ada@example.com")
	var notFound *NotFoundError
	_, err = client.Contacts.GetByEmail(context.Background(), "no@example.com")
	equal(t, errors.As(err, &notFound), true)
	var invalid *InvalidArgumentError
	_, err = client.Contacts.GetByEmail(context.Background(), "nobody")
	equal(t, errors.As(err, &invalid), true)
	equal(t, len(wire.requests), 2)
}
