// The runner for Go: plays scenarios with the client. Whether the outcome is right, conformance/run.py says.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"os"
	"strings"
	"time"

	"konigle.com/go/konigle/v2"
)

type object = map[string]any

func main() {
	played := []object{}
	for _, scenario := range convert[[]object](json.RawMessage(try(os.ReadFile(os.Args[2])))) {
		played = append(played, play(os.Args[1], scenario))
	}
	try(0, os.WriteFile(os.Args[3], try(json.Marshal(played)), 0o600))
}

func try[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// control sends a request to the control endpoints of the sandbox.
func control(url, line string, given any) (found any) {
	body := object{}
	maps.Copy(body, convert[object](given))
	method, path, _ := strings.Cut(line, " ")
	request := try(http.NewRequest(method, url+"/__sandbox"+path, bytes.NewReader(try(json.Marshal(body)))))
	response := try(http.DefaultClient.Do(request))
	defer response.Body.Close()
	if response.StatusCode >= 400 {
		panic("the sandbox refused " + line)
	}
	_ = json.Unmarshal(try(io.ReadAll(response.Body)), &found) // it may be empty
	return found
}

func play(url string, scenario object) object {
	control(url, "POST /reset", nil)
	control(url, "POST /seed", scenario["seed"])
	for _, rule := range convert[[]any](scenario["faults"]) {
		control(url, "POST /faults", rule)
	}
	settings := object{"api_key": "sandbox-key", "base_url": url, "retry_backoff": 0.0}
	maps.Copy(settings, convert[object](scenario["client"]))
	all, ofCalls := options(settings)
	if random, ok := settings["random"].(float64); ok {
		all = append(all, konigle.WithRandom(func() float64 { return random }))
	}
	for _, one := range ofCalls {
		all = append(all, one)
	}
	client := try(konigle.NewClient(all...))
	saved, steps := object{}, []object{}
	for _, step := range convert[[]object](scenario["steps"]) {
		if line, ok := step["sandbox"].(string); ok {
			steps = append(steps, object{"result": control(url, line, step["send"])})
			continue
		}
		if result, err := call(client, step, saved); err != nil {
			steps = append(steps, object{"error": failure(err)})
		} else {
			steps = append(steps, object{"result": convert[any](result)})
		}
		result := steps[len(steps)-1]["result"]
		for name, path := range convert[object](step["save"]) { // only steps that succeed save
			saved[name] = at(result, path.(string))
		}
	}
	return object{"id": scenario["id"], "steps": steps, "requests": control(url, "GET /requests", nil)}
}

func call(client *konigle.Client, step, saved object) (result any, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = problem.(*konigle.InvalidArgumentError) // of an argument; anything else ends the runner
		}
	}()
	name := step["call"].(string)
	arguments, _ := filled(step["args"], saved).([]any)
	_, option := options(convert[object](step["options"]))
	if len(arguments) > 0 && (strings.HasSuffix(name, ".list") || strings.HasSuffix(name, ".iter_all")) {
		_, paging := options(arguments[0].(object))
		option = append(option, paging...)
		delete(arguments[0].(object), "page")
		delete(arguments[0].(object), "page_size")
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if after, ok := step["cancel_after"].(float64); ok && after == 0 {
		cancel()
	} else if ok {
		defer time.AfterFunc(seconds(after), cancel).Stop()
	}
	return calls[name](ctx, client, arguments, option)
}

// argument reads an argument as its type reads it from JSON; one that is left out is its zero value.
func argument[T any](given []any, i int) (found T) {
	if i >= len(given) {
		return found
	}
	switch into := any(&found).(type) {
	case *time.Time:
		*into = try(konigle.ParseTime(given[i].(string)))
	case *konigle.Email:
		files := convert[struct{ Attachments []map[string]string }](given[i]).Attachments
		delete(given[i].(object), "attachments")
		*into = convert[konigle.Email](given[i])
		for _, one := range files {
			file := konigle.Attachment{Content: convert[[]byte](one["base64"]), Filename: one["name"], ContentType: one["type"]}
			into.Attachments = append(into.Attachments, file)
		}
	default:
		return convert[T](given[i])
	}
	return found
}
