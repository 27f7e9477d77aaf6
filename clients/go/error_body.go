package konigle

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"
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

// parseBody returns the JSON value, else the text; nil for an empty body.
func parseBody(content string) any {
	if strings.TrimSpace(content) == "" {
		return nil
	}
	var value any
	if json.Unmarshal([]byte(content), &value) != nil {
		return content
	}
	return value
}

// messageOf makes one readable sentence of any body.
func messageOf(body any, fields map[string][]string) string {
	switch body := body.(type) {
	case string:
		if strings.HasPrefix(strings.TrimSpace(body), "<") {
			return ""
		}
		return shorten(body)
	case map[string]any:
		for _, key := range plainKeys {
			if found := texts(body[key], 0); len(found) > 0 {
				return shorten(strings.Join(found, "; "))
			}
		}
		parts := make([]string, 0, len(fields))
		for name, found := range fields {
			parts = append(parts, name+": "+strings.Join(found, " "))
		}
		sort.Strings(parts)
		if len(parts) > 0 {
			return shorten(strings.Join(parts, "; "))
		}
	}
	return shorten(strings.Join(texts(body, 0), "; "))
}

// texts returns the messages in a value; what lies too deep is left out.
func texts(value any, depth int) (found []string) {
	if value == nil || value == "" || depth > deepestError {
		return nil
	}
	switch value := value.(type) {
	case map[string]any:
		for _, key := range plainKeys {
			if inner := texts(value[key], depth+1); len(inner) > 0 {
				return inner
			}
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
	readErrors(flat, body, "", 0)
	return flat
}

func readErrors(flat map[string][]string, body map[string]any, prefix string, depth int) {
	for _, name := range sortedNames(body) {
		value := body[name]
		_, isText := value.(string)
		if prefix == "" && isText && slices.Contains(plainKeys, name) {
			continue
		}
		if inner, ok := value.(map[string]any); ok && prefix == "" && name == "errors" {
			readErrors(flat, inner, "", depth+1)
			continue
		}
		if prefix == "" && slices.Contains(listKeys, name) {
			name = "non_field_errors"
		}
		addErrors(flat, prefix+name, value, depth)
	}
}

func addErrors(flat map[string][]string, where string, value any, depth int) {
	if inner, ok := value.(map[string]any); ok && depth < deepestError && !isMessage(inner) {
		readErrors(flat, inner, where+".", depth+1)
		return
	}
	if items, ok := value.([]any); ok && depth < deepestError && slices.ContainsFunc(items, isObject) {
		for i, item := range items {
			if isObject(item) && !isMessage(item.(map[string]any)) {
				addErrors(flat, fmt.Sprintf("%s.%d", where, i), item, depth+1)
			} else {
				addErrors(flat, where, item, deepestError)
			}
		}
		return
	}
	if found := texts(value, 0); len(found) > 0 && (len(flat) < mostFields || flat[where] != nil) {
		flat[where] = append(flat[where], found...)
	}
}

func isObject(value any) bool {
	_, ok := value.(map[string]any)
	return ok
}

// isMessage reports whether an object is one message, and not a set of fields.
func isMessage(value map[string]any) bool {
	return slices.ContainsFunc(plainKeys, func(key string) bool {
		_, ok := value[key].(string)
		return ok
	})
}

func sortedNames[T any](values map[string]T) []string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
