package konigle

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

const (
	deepestError   = 20 // a body nested on purpose must not exhaust the stack
	mostFields     = 100
	longestMessage = 500
)

var (
	plainKeys = []string{"detail", "message", "error", "title"}
	listKeys  = []string{"non_field_errors", "errors"} // one name for what belongs to no field
)

// parseBody returns the JSON value, else the text, both without the API key; nil for an empty body.
func parseBody(content string, redact func(string) string) (value any) {
	if strings.TrimSpace(content) == "" {
		return nil
	}
	if json.Unmarshal([]byte(content), &value) != nil {
		return redact(content)
	}
	normal, _ := compactJSON(value) // in which nothing is escaped that need not be: the key may be
	_ = json.Unmarshal([]byte(redact(string(normal))), &value)
	return value
}

// messageOf makes one readable sentence of any body.
func messageOf(body any, fields map[string][]string) string {
	if text, ok := body.(string); ok && strings.HasPrefix(strings.TrimSpace(text), "<") {
		return ""
	}
	object, _ := body.(map[string]any)
	parts := message(object, 0)
	if parts == nil {
		for _, name := range sortedNames(fields) {
			parts = append(parts, name+": "+strings.Join(fields[name], " "))
		}
	}
	if parts == nil {
		parts = texts(body, 0)
	}
	return shorten(strings.Join(parts, "; "))
}

// message returns what an object says under the first of the keys for that.
func message(object map[string]any, depth int) []string {
	for _, key := range plainKeys {
		if found := texts(object[key], depth); found != nil {
			return found
		}
	}
	return nil
}

// texts returns the messages in a value; what lies too deep is left out.
func texts(value any, depth int) (found []string) {
	if value == nil || value == "" || depth > deepestError {
		return nil
	}
	switch value := value.(type) {
	case map[string]any:
		if found = message(value, depth+1); found != nil {
			return found
		}
		for _, name := range sortedNames(value) {
			found = append(found, texts(value[name], depth+1)...)
		}
	case []any:
		for _, item := range value {
			found = append(found, texts(item, depth+1)...)
		}
	default:
		found = []string{shorten(fmt.Sprint(value))}
	}
	return found
}

func shorten(text string) string {
	flat := []rune(strings.Join(strings.Fields(text), " "))
	if len(flat) > longestMessage {
		return string(flat[:longestMessage]) + "…"
	}
	return string(flat)
}

// fieldErrors flattens messages by field: {"marketing_consent": {"email": [..]}} becomes marketing_consent.email.
func fieldErrors(body map[string]any) map[string][]string {
	flat := map[string][]string{}
	readErrors(flat, body, 0)
	return flat
}

func readErrors(flat map[string][]string, body map[string]any, depth int) {
	for _, name := range sortedNames(body) { // so that it is always the same fields that are left out
		value := body[name]
		_, isText := value.(string)
		inner, isObject := value.(map[string]any)
		switch {
		case isText && slices.Contains(plainKeys, name):
		case isObject && name == "errors" && depth < deepestError:
			readErrors(flat, inner, depth+1)
		case slices.Contains(listKeys, name):
			addErrors(flat, "non_field_errors", value, depth)
		default:
			addErrors(flat, name, value, depth)
		}
	}
}

func addErrors(flat map[string][]string, where string, value any, depth int) {
	items, _ := value.([]any)
	switch {
	case isFields(value) && depth < deepestError:
		object := asObject(value)
		for _, name := range sortedNames(object) {
			addErrors(flat, where+"."+name, object[name], depth+1)
		}
	case slices.ContainsFunc(items, isFields):
		for i, item := range items { // by place where an item names fields, under the list's own name where not
			if isFields(item) && depth < deepestError {
				addErrors(flat, fmt.Sprintf("%s.%d", where, i), item, depth)
			} else {
				addTexts(flat, where, item)
			}
		}
	default:
		addTexts(flat, where, value)
	}
}

func addTexts(flat map[string][]string, where string, value any) {
	_, isKnown := flat[where]
	if found := texts(value, 0); found != nil && (isKnown || len(flat) < mostFields) {
		flat[where] = append(flat[where], found...)
	}
}

// isFields reports whether a value is an object of fields, and not one message.
func isFields(value any) bool {
	object, ok := value.(map[string]any)
	return ok && !slices.ContainsFunc(plainKeys, func(key string) bool { _, isText := object[key].(string); return isText })
}

func sortedNames[T any](values map[string]T) []string { return slices.Sorted(maps.Keys(values)) }
