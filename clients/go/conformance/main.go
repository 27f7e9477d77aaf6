// The runner for Go: plays scenarios with the client. Whether the outcome is right, conformance/run.py says.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"konigle.com/go/konigle"
)

type object = map[string]any

func main() {
	log.SetFlags(0)
	var scenarios []object
	content, err := os.ReadFile(os.Args[2])
	must(err)
	must(json.Unmarshal(content, &scenarios))
	played := make([]object, len(scenarios))
	for i, scenario := range scenarios {
		played[i] = play(os.Args[1], scenario)
	}
	content, err = json.Marshal(played)
	must(err)
	must(os.WriteFile(os.Args[3], content, 0o600))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func play(url string, scenario object) object {
	control := func(line string, body any) (found any) {
		method, path, _ := strings.Cut(line, " ")
		content, err := json.Marshal(body)
		must(err)
		request, err := http.NewRequest(method, url+"/__sandbox"+path, bytes.NewReader(content))
		must(err)
		response, err := http.DefaultClient.Do(request)
		must(err)
		defer response.Body.Close()
		if content, err = io.ReadAll(response.Body); response.StatusCode >= 400 {
			log.Fatalf("the sandbox refused %s: %s", line, content)
		}
		must(err)
		_ = json.Unmarshal(content, &found) // it may be empty
		return found
	}
	control("POST /reset", object{})
	control("POST /seed", or(scenario["seed"], object{}))
	for _, rule := range or(scenario["faults"], []any{}).([]any) {
		control("POST /faults", rule)
	}
	settings := []konigle.Option{konigle.WithAPIKey("sandbox-key"), konigle.WithBaseURL(url), konigle.WithBackoff(0)}
	given, _ := scenario["client"].(object)
	if key, ok := given["api_key"].(string); ok {
		settings = append(settings, konigle.WithAPIKey(key))
	}
	if given["assume_idempotent"] == true {
		settings = append(settings, konigle.WithAssumeIdempotent())
	}
	for _, option := range options(given) {
		settings = append(settings, option)
	}
	client, err := konigle.NewClient(settings...)
	must(err)
	saved, steps := object{}, []object{}
	for _, each := range scenario["steps"].([]any) {
		step := each.(object)
		if line, ok := step["sandbox"].(string); ok {
			steps = append(steps, object{"result": control(line, or(step["send"], object{}))})
			continue
		}
		result, err := call(client, step, saved)
		if err != nil {
			steps = append(steps, object{"error": failure(err)})
			continue
		}
		steps = append(steps, object{"result": result})
		for name, path := range or(step["save"], object{}).(object) {
			saved[name] = at(result, path.(string))
		}
	}
	return object{"id": scenario["id"], "steps": steps, "requests": control("GET /requests", object{})}
}

func or(value, fallback any) any {
	if value == nil {
		return fallback
	}
	return value
}

func options(given object) (found []konigle.CallOption) {
	for name, value := range given {
		switch number, _ := value.(float64); name {
		case "timeout":
			found = append(found, konigle.WithTimeout(time.Duration(number*float64(time.Second))))
		case "deadline":
			found = append(found, konigle.WithDeadline(time.Duration(number*float64(time.Second))))
		case "retry_count":
			found = append(found, konigle.WithRetryCount(int(number)))
		case "page":
			found = append(found, konigle.WithPage(int(number)))
		case "page_size":
			found = append(found, konigle.WithPageSize(int(number)))
		case "idempotency_key":
			found = append(found, konigle.WithIdempotencyKey(value.(string)))
		case "headers":
			for name, value := range value.(object) {
				found = append(found, konigle.WithHeader(name, value.(string)))
			}
		}
	}
	return found
}

// call finds the method by its documented name, and gives it each argument as its parameter's type reads it from JSON.
func call(client *konigle.Client, step, saved object) (any, error) {
	manager, name, _ := strings.Cut(strings.ReplaceAll(step["call"].(string), "_", ""), ".")
	name = strings.Replace(name, "iterall", "all", 1)
	same := func(other string) func(string) bool {
		return func(one string) bool { return strings.EqualFold(one, other) }
	}
	target := reflect.ValueOf(client).Elem().FieldByNameFunc(same(manager))
	method := target
	for i := range target.NumMethod() {
		if same(name)(target.Type().Method(i).Name) {
			method = target.Method(i)
		}
	}
	arguments := []reflect.Value{reflect.ValueOf(context.Background())}
	extra := options(or(step["options"], object{}).(object))
	given := filled(or(step["args"], []any{}), saved).([]any)
	for i := 1; i < method.Type().NumIn()-1; i++ {
		argument := reflect.New(method.Type().In(i))
		if i <= len(given) {
			if err := read(given[i-1], argument, name == "list" || name == "all", &extra); err != nil {
				return nil, err
			}
		}
		arguments = append(arguments, argument.Elem())
	}
	for _, option := range extra {
		arguments = append(arguments, reflect.ValueOf(option))
	}
	results := method.Call(arguments)
	if name == "all" {
		return items(results[0])
	}
	if err, _ := results[len(results)-1].Interface().(error); err != nil || len(results) == 1 {
		return true, err
	}
	return plain(results[0].Interface()), nil
}

func read(given any, argument reflect.Value, isList bool, extra *[]konigle.CallOption) error {
	fields, _ := given.(object)
	if isList {
		*extra = append(*extra, options(fields)...)
		delete(fields, "page")
		delete(fields, "page_size")
	}
	files := fields["attachments"]
	delete(fields, "attachments")
	content, err := json.Marshal(given)
	must(err)
	if moment, ok := argument.Interface().(*time.Time); ok {
		*moment, err = konigle.ParseTime(given.(string))
		return err
	}
	must(json.Unmarshal(content, argument.Interface()))
	for _, file := range or(files, []any{}).([]any) {
		var one struct {
			Base64     []byte
			Name, Type string
		}
		content, err := json.Marshal(file)
		must(err)
		must(json.Unmarshal(content, &one))
		mail := argument.Interface().(*konigle.Email)
		mail.Attachments = append(mail.Attachments, konigle.Attachment{Content: one.Base64, Filename: one.Name, ContentType: one.Type})
	}
	return nil
}

func filled(value any, saved object) any {
	content, err := json.Marshal(value)
	must(err)
	for name, found := range saved {
		text, err := json.Marshal(found)
		must(err)
		content = bytes.ReplaceAll(content, []byte(`"$`+name+`"`), text)
	}
	var found any
	must(json.Unmarshal(content, &found))
	return found
}

func items(sequence reflect.Value) (any, error) {
	found, failed := []any{}, error(nil)
	yield := reflect.MakeFunc(sequence.Type().In(0), func(pair []reflect.Value) []reflect.Value {
		if err, ok := pair[1].Interface().(error); ok {
			failed = err
		} else {
			found = append(found, plain(pair[0].Interface()))
		}
		return []reflect.Value{reflect.ValueOf(failed == nil)}
	})
	sequence.Call([]reflect.Value{yield})
	return found, failed
}

func plain(value any) (found any) {
	content, err := json.Marshal(value)
	must(err)
	must(json.Unmarshal(content, &found))
	return found
}

func at(value any, path string) any {
	for _, name := range strings.Split(path, ".") {
		switch inner := value.(type) {
		case object:
			value = inner[name]
		case []any:
			var index int
			_, err := fmt.Sscan(name, &index)
			must(err)
			value = inner[index]
		}
	}
	return value
}

func failure(err error) object {
	var e, cause *konigle.CallError
	if !errors.As(err, &e) {
		log.Fatalf("not an error of a call: %v", err)
	}
	found := object{"kind": e.Kind, "cause": nil, "applied": e.Applied, "tries": len(e.Attempts), "status": nil,
		"retry_after": nil, "fields": slices.Sorted(maps.Keys(e.FieldErrors))}
	if e.StatusCode != 0 {
		found["status"] = e.StatusCode
	}
	if e.RetryAfter != nil {
		found["retry_after"] = e.RetryAfter.Seconds()
	}
	var unknown *konigle.OutcomeUnknownError
	if errors.As(err, &unknown) && errors.As(unknown.Cause, &cause) {
		found["cause"] = cause.Kind
	}
	return found
}
