package konigle

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"strings"
)

// model is a struct whose fields have rules: the field i of the struct has the rule i.
type model interface {
	// rules returns the rules, and where the fields are kept that have none.
	meta() ([]rule, *map[string]json.RawMessage)
}

var errNoObject = errors.New("the body is no JSON object")

// eachField calls yield for every field that is there; value is nil for null.
func eachField(m model, yield func(r *rule, value any)) {
	rules, _ := m.meta()
	v := reflect.ValueOf(m).Elem()
	for i := range rules {
		r, field := &rules[i], v.Field(i)
		if optional, ok := field.Interface().(interface{ content() (any, optionalState) }); ok {
			switch value, state := optional.content(); state {
			case present:
				yield(r, value)
			case null:
				yield(r, nil)
			}
			continue
		}
		isNil := (field.Kind() == reflect.Slice || field.Kind() == reflect.Map) && field.IsNil()
		isMissing := r.required && field.IsZero() && field.Kind() != reflect.Bool
		if !isNil && !isMissing {
			yield(r, field.Interface())
		}
	}
}

// marshal writes the fields that are there, and those that this version does not know.
func marshal(m model) ([]byte, error) {
	_, extra := m.meta()
	fields := map[string]any{}
	for name, raw := range *extra {
		fields[name] = raw
	}
	eachField(m, func(r *rule, value any) { fields[r.name] = value })
	return compactJSON(fields)
}

// unmarshal reads what it can: a field that is unknown, or whose value does not fit, loses neither itself nor the rest.
func unmarshal(data []byte, m model) error {
	var raw map[string]json.RawMessage
	if json.Unmarshal(data, &raw) != nil || raw == nil {
		return errNoObject
	}
	rules, extra := m.meta()
	v := reflect.ValueOf(m).Elem()
	for i := range rules {
		r := &rules[i]
		value, ok := raw[r.name]
		if !ok {
			continue
		}
		target := reflect.New(v.Field(i).Type())
		var text *string
		if r.commaSeparated && json.Unmarshal(value, &text) == nil && text != nil {
			value, _ = compactJSON(strings.Split(*text, ","))
		}
		if decode(value, target.Interface()) == nil {
			v.Field(i).Set(target.Elem())
			delete(raw, r.name)
		}
	}
	*extra = nil
	if len(raw) > 0 {
		*extra = raw
	}
	return nil
}

// compactJSON encodes a value without escaping <, > and &, which would be other bytes in a form.
func compactJSON(value any) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), err
}

// standIn makes a resource of what is known, if a response does not hold it: an empty one stands for what was sent.
func standIn(into model, isMissing bool, known map[string]json.RawMessage, names map[string]string) {
	if !isMissing {
		return
	}
	fields := maps.Clone(known)
	for name, other := range names {
		fields[name] = known[other]
	}
	data, _ := compactJSON(fields)
	_ = unmarshal(data, into)
}
