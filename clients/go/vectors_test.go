package konigle

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// vectors are the data of conformance/vectors; YAML is read by Python.
var vectors struct {
	Validation, Queries map[string][]vector
	URLs                struct {
		BaseURLs []vector `json:"base_urls"`
		IDs      []vector
	}
	Times, Amounts []vector
	Errors         struct {
		Calls     map[string][]json.RawMessage
		Responses map[string][]errorVector
	}
	Retries struct {
		Calls    map[string][]json.RawMessage
		Attempts map[string][]retryVector
	}
}

// leftOut counts the vectors that Go cannot play, by the reason that stands in them.
var leftOut = map[string]int{}

// vector is one line: what a caller passes, and what is sent for it, or refused.
type vector struct {
	Args     []json.RawMessage `json:",omitempty"`
	BaseURL  string            `json:"base_url,omitempty"`
	ID       json.RawMessage   `json:",omitempty"`
	Time     json.RawMessage   `json:",omitempty"`
	Value    json.RawMessage   `json:",omitempty"`
	Currency string            `json:",omitempty"`
	Sends    any               `json:",omitempty"`
	Refused  any               `json:",omitempty"`
	Needs    string            `json:",omitempty"`
}

func TestVectors(t *testing.T) {
	command := exec.Command(python(), "-m", "conformance.vectors")
	command.Dir, command.Stderr = "../..", os.Stderr
	content, err := command.Output()
	if err == nil {
		err = json.Unmarshal(content, &vectors)
	}
	if err != nil {
		t.Fatal("the vectors cannot be read: ", err)
	}
	t.Run("validation", playBodies)
	t.Run("queries", playQueries)
	t.Run("base_urls", playBaseURLs)
	t.Run("ids", playIDs)
	t.Run("times", playTimes)
	t.Run("amounts", playAmounts)
	t.Run("errors", playErrors)
	t.Run("retries", playRetries)
	t.Log("left out, by what they need: ", leftOut)
}

func playBodies(t *testing.T) {
	for call, all := range vectors.Validation {
		for _, v := range all {
			v.compare(t, outcome(t, call, v.Args, sentBody), v.Args[len(v.Args)-1])
		}
	}
}

func playQueries(t *testing.T) {
	for call, all := range vectors.Queries {
		for _, v := range all {
			wanted := map[string]any{"page": "1", "page_size": "20"}
			filters, options, err := withoutPaging(v.Args[0])
			if err != nil {
				v.compare(t, refusedFields(err), nil)
				continue
			}
			_ = json.Unmarshal(v.Args[0], &wanted)
			if sends, ok := v.Sends.(map[string]any); ok {
				clear(wanted)
				wanted["page"], wanted["page_size"] = "1", "20"
				for name, value := range sends {
					wanted[name] = value
				}
			}
			v.Sends = wanted
			v.compare(t, outcome(t, call, []json.RawMessage{filters}, sentQuery, options...), nil)
		}
	}
}

// withoutPaging takes the page and its size out of filters: in Go they are options.
func withoutPaging(given json.RawMessage) (filters json.RawMessage, options []CallOption, err error) {
	var found map[string]json.RawMessage
	_ = json.Unmarshal(given, &found)
	for name, option := range map[string]func(int) CallOption{"page": WithPage, "page_size": WithPageSize} {
		if raw, ok := found[name]; ok {
			number := 0
			err = errors.Join(err, json.Unmarshal(raw, &number))
			options = append(options, option(number))
			delete(found, name)
		}
	}
	filters, _ = json.Marshal(found)
	return filters, options, err
}

func playBaseURLs(t *testing.T) {
	for _, v := range vectors.URLs.BaseURLs {
		wire := &transport{responses: []response{{status: 404}}}
		client, err := NewClient(WithAPIKey("secret-key"), WithBaseURL(v.BaseURL), WithTransport(wire))
		found := map[string]any{"refused": true}
		if err == nil {
			_ = get(client)
			found = map[string]any{"sends": wire.requests[0].URL.String()}
		}
		v.compare(t, found, nil)
	}
}

func playIDs(t *testing.T) {
	for _, v := range vectors.URLs.IDs {
		if text, ok := v.Sends.(string); ok {
			v.Sends = "/reachout/api/v1/contacts/" + text
		} else {
			v.Refused = []string{"id"} // an error of Go names it
		}
		v.compare(t, outcome(t, "contacts.get", []json.RawMessage{v.ID}, sentPath), nil)
	}
}

func sentPath(wire *transport) any { return wire.requests[0].URL.EscapedPath() }

func playTimes(t *testing.T) {
	for _, v := range vectors.Times {
		field := "scheduled_at"
		if v.Refused != nil {
			field = "time" // by ParseTime, before there is a call
		}
		v.compareField(t, "campaigns.schedule", []json.RawMessage{json.RawMessage(`"cmp_1"`), v.Time}, field, v.Time)
	}
}

func playAmounts(t *testing.T) {
	for _, v := range vectors.Amounts {
		body, _ := json.Marshal(map[string]any{"email": "ada@example.com", "value": v.Value, "currency": v.Currency})
		v.compareField(t, "contacts.update_ltv", []json.RawMessage{body}, "value", v.Value)
	}
}

// compareField compares what is sent of one field.
func (v vector) compareField(t *testing.T, call string, args []json.RawMessage, field string, given any) {
	if v.Refused != nil {
		v.Refused = []string{field}
	}
	v.compare(t, outcome(t, call, args, func(wire *transport) any {
		var body map[string]any
		_ = json.Unmarshal([]byte(wire.bodies[0]), &body)
		return body[field]
	}), given)
}

// compare compares an outcome with the vector's; what is sent is what was given, unless the vector says otherwise.
func (v vector) compare(t *testing.T, found map[string]any, given any) {
	t.Helper()
	wanted := map[string]any{"sends": given}
	if v.Sends != nil {
		wanted["sends"] = v.Sends
	}
	if v.Refused != nil {
		wanted = map[string]any{"refused": v.Refused}
	}
	if isSame := reflect.DeepEqual(plain(found), plain(wanted)); isSame != (v.Needs == "") {
		// one that is left out must differ: otherwise its reason is wrong
		shown, _ := json.Marshal(v)
		t.Errorf("%s\n   found %v", shown, plain(found))
	}
	if v.Needs != "" {
		leftOut[v.Needs]++
	}
}

func plain(value any) (found any) {
	content, _ := json.Marshal(value)
	_ = json.Unmarshal(content, &found)
	return found
}

// outcome makes a call: what is sent, or the fields that are refused.
func outcome(t *testing.T, call string, arguments []json.RawMessage, part func(*transport) any, options ...CallOption) map[string]any {
	t.Helper()
	client, wire, _ := fake(t, []response{{status: 404}})
	if err := invoke(client, call, arguments, options...); len(wire.requests) == 0 {
		return refusedFields(err)
	}
	return map[string]any{"sends": part(wire)}
}

// invoke makes a call whose name and arguments are those of a scenario.
func invoke(client *Client, call string, arguments []json.RawMessage, options ...CallOption) error {
	method := methodOf(client, call)
	given := []reflect.Value{reflect.ValueOf(context.Background())}
	for i, argument := range arguments {
		value := reflect.New(method.Type().In(i + 1))
		if err := decode(argument, value.Interface()); err != nil {
			return err
		}
		given = append(given, value.Elem())
	}
	for _, option := range options {
		given = append(given, reflect.ValueOf(option))
	}
	returned := method.Call(given)
	err, _ := returned[len(returned)-1].Interface().(error)
	return err
}

func refusedFields(err error) map[string]any {
	var invalid *InvalidArgumentError
	if !errors.As(err, &invalid) {
		return map[string]any{"cannot be written in Go": err.Error()}
	}
	return map[string]any{"refused": append([]string{}, sortedNames(invalid.FieldErrors)...)}
}

// methodOf finds a method by its name in scenarios: `contacts.update_ltv` is Contacts.UpdateLTV.
func methodOf(client *Client, call string) reflect.Value {
	manager, name, _ := strings.Cut(strings.ReplaceAll(call, "_", ""), ".")
	found := reflect.ValueOf(client).Elem().FieldByNameFunc(func(each string) bool { return strings.EqualFold(each, manager) })
	for i := range found.NumMethod() {
		if strings.EqualFold(found.Type().Method(i).Name, name) {
			return found.Method(i)
		}
	}
	panic("there is no " + call)
}

func sentBody(wire *transport) any { return json.RawMessage(wire.bodies[0]) }

var legalQuery = regexp.MustCompile(`^([A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-F]{2})*$`) // RFC 3986, 3.4

func sentQuery(wire *transport) any {
	raw := wire.requests[0].URL.RawQuery
	values, err := url.ParseQuery(raw)
	if err != nil || !legalQuery.MatchString(raw) {
		return raw
	}
	found := map[string]string{}
	for name, all := range values {
		found[name] = strings.Join(all, " and ")
	}
	return found
}
