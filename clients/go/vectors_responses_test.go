package konigle

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// errorVector is a response, and what the error says that follows.
type errorVector struct {
	Status               int
	Headers              map[string]string
	Body                 string
	Kind, Cause, Applied string
	RetryAfter           *float64 `json:"retry_after"`
	ShouldRetry          *bool    `json:"should_retry"`
	Fields               map[string][]string
	Shows, Hides         []string
}

func playErrors(t *testing.T) {
	for call, all := range vectors.Errors.Responses {
		for _, v := range all {
			client, _, _ := fake(t, []response{{status: v.Status, header: v.Headers, body: v.Body}}, WithAPIKey(echoedKey), WithRetryCount(0))
			err := invoke(client, call, vectors.Errors.Calls[call])
			for _, difference := range v.differences(err) {
				shown, _ := json.Marshal(v)
				t.Errorf("%s %s\n   %s", call, shown, difference)
			}
		}
	}
}

const echoedKey = "secret/key+1"

// differences says what an error does not have of what it should.
func (v errorVector) differences(err error) (found []string) {
	var e, cause *CallError
	var unknown *OutcomeUnknownError
	if !errors.As(err, &e) {
		return []string{fmt.Sprint("no error of a call: ", err)}
	}
	expect := func(name string, value, wanted any) {
		if !reflect.DeepEqual(plain(value), plain(wanted)) {
			found = append(found, fmt.Sprintf("%s: %v, wanted %v", name, plain(value), plain(wanted)))
		}
	}
	expect("kind", e.Kind, v.Kind)
	expect("applied", e.Applied, cmp.Or(v.Applied, "no"))
	if v.Cause != "" && errors.As(err, &unknown) && errors.As(unknown.Cause, &cause) {
		expect("cause", cause.Kind, v.Cause)
	}
	var wait *float64
	if e.RetryAfter != nil {
		seconds := e.RetryAfter.Seconds()
		wait = &seconds
	}
	expect("retry_after", wait, v.RetryAfter)
	expect("should_retry", e.ShouldRetry, v.ShouldRetry)
	expect("number of fields", len(e.FieldErrors), len(v.Fields))
	for name, texts := range v.Fields {
		expect("field "+name, e.FieldErrors[name], texts)
	}
	for _, text := range v.Shows {
		expect("shows "+text, strings.Contains(err.Error(), text), true)
	}
	for _, text := range v.Hides {
		expect("shows "+text, strings.Contains(err.Error(), text), false)
	}
	expect("shows the key", strings.Contains(fmt.Sprintf("%+v %v", *e, err), echoedKey), false)
	return found
}

// retryVector is the outcomes of the attempts of a call, and what follows.
type retryVector struct {
	Script        []json.RawMessage
	Waits         []float64
	Kind, Applied string
	RetryCount    *int     `json:"retry_count"`
	RetryBackoff  *float64 `json:"retry_backoff"`
	Random        *float64
	Deadline      *float64
}

func playRetries(t *testing.T) {
	for call, all := range vectors.Retries.Attempts {
		for _, v := range all {
			client, wire, slept := fake(t, v.responses(), v.options()...)
			if v.Random != nil {
				client.core.random = func() float64 { return *v.Random }
			}
			err := invoke(client, call, vectors.Retries.Calls[call])
			kind, applied := "", NotApplied
			if err != nil {
				e := callError(t, err)
				kind, applied = e.Kind, e.Applied
			}
			waits := []float64{}
			for _, wait := range *slept {
				waits = append(waits, wait.Seconds())
			}
			found := fmt.Sprintln(kind, applied, waits, len(wire.requests))
			wanted := fmt.Sprintln(v.Kind, cmp.Or(v.Applied, "no"), append([]float64{}, v.Waits...), len(v.Script))
			if found != wanted {
				shown, _ := json.Marshal(v)
				t.Errorf("%s %s\n   found  %s   wanted %s", call, shown, found, wanted)
			}
		}
	}
}

func (v retryVector) options() (options []Option) {
	seconds := func(value *float64) time.Duration { return time.Duration(*value * float64(time.Second)) }
	if v.RetryCount != nil {
		options = append(options, WithRetryCount(*v.RetryCount))
	}
	if v.RetryBackoff != nil {
		options = append(options, WithRetryBackoff(seconds(v.RetryBackoff)))
	}
	if v.Deadline != nil {
		options = append(options, WithDeadline(seconds(v.Deadline)))
	}
	return options
}

func (v retryVector) responses() (responses []response) {
	for _, outcome := range v.Script {
		r := response{err: map[string]error{`"lost"`: errReset, `"not_sent"`: errRefused}[string(outcome)]}
		var said struct {
			Status      int
			RetryAfter  any `json:"retry_after"`
			ShouldRetry any `json:"should_retry"`
			Body        string
		}
		if json.Unmarshal(outcome, &said.Status) != nil {
			_ = json.Unmarshal(outcome, &said)
		}
		r.status, r.body = said.Status, said.Body
		if r.body == "" && (r.status == 200 || r.status == 201) {
			r.body = `{"id": "con_1", "email": "ada@example.com"}`
		}
		r.header = map[string]string{}
		if said.RetryAfter != nil {
			r.header["Retry-After"] = fmt.Sprint(said.RetryAfter)
		}
		if said.ShouldRetry != nil {
			r.header["X-Should-Retry"] = fmt.Sprint(said.ShouldRetry)
		}
		responses = append(responses, r)
	}
	return responses
}
