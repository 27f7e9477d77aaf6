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

// parseBody returns the JSON value, else the text; nil for an empty body.
func parseBody(content string) (value any) {
	if strings.TrimSpace(content) != "" && json.Unmarshal([]byte(content), &value) != nil {
		return content
	}
	return value
}

// messageOf makes one readable sentence of any body.
func messageOf(body any, fields map[string][]string) string {
	if text, ok := body.(string); ok && strings.HasPrefix(strings.TrimSpace(text), "<") {
		return ""
	}
	var parts []string
	if object, ok := body.(map[string]any); ok && !isMessage(object) {
		for _, name := range sortedNames(fields) {
			parts = append(parts, name+": "+strings.Join(fields[name], " "))
		}
	}
	if parts == nil {
		parts = texts(body, 0)
	}
	return shorten(strings.Join(parts, "; "))
}

// texts returns the messages in a value; what lies too deep is left out.
func texts(value any, depth int) (found []string) {
	if value == nil || value == "" || depth > deepestError {
		return nil
	}
	switch value := value.(type) {
	case map[string]any:
		for _, key := range plainKeys {
			if inner := texts(value[key], depth+1); inner != nil {
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
	for name, value := range body {
		_, isText := value.(string)
		inner, isObject := value.(map[string]any)
		switch {
		case isText && slices.Contains(plainKeys, name):
		case isObject && name == "errors":
			maps.Copy(flat, fieldErrors(inner))
		case slices.Contains(listKeys, name):
			addErrors(flat, "non_field_errors", value, 0)
		default:
			addErrors(flat, name, value, 0)
		}
	}
	return flat
}

func addErrors(flat map[string][]string, where string, value any, depth int) {
	inner := map[string]any{}
	object, isObject := value.(map[string]any)
	if items, ok := value.([]any); ok {
		for i, item := range items {
			if one, ok := item.(map[string]any); ok && !isMessage(one) {
				inner[fmt.Sprint(i)] = one // by place where an item names fields, under the list's own name where not
			}
		}
	} else if isObject && !isMessage(object) {
		inner = object
	}
	if len(inner) > 0 && depth < deepestError {
		for name, one := range inner {
			addErrors(flat, where+"."+name, one, depth+1)
		}
	} else if found := texts(value, 0); found != nil && len(flat) < mostFields {
		flat[where] = append(flat[where], found...)
	}
}

// isMessage reports whether an object is one message, and not a set of fields.
func isMessage(value map[string]any) bool {
	return slices.ContainsFunc(plainKeys, func(key string) bool { return len(texts(value[key], 0)) > 0 })
}

func sortedNames[T any](values map[string]T) []string { return slices.Sorted(maps.Keys(values)) }
