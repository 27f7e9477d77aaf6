package konigle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"time"
)

// Optional holds a value, null or nothing at all. The zero value is absent and is not sent.
type Optional[T any] struct {
	value T
	state optionalState
}

type optionalState uint8

const (
	absent optionalState = iota
	null
	present
)

// Set returns an Optional that holds value.
func Set[T any](value T) Optional[T] { return Optional[T]{value: value, state: present} }

// Null returns an Optional that holds null. In an update, null clears a field; in a create it is not sent.
func Null[T any]() Optional[T] { return Optional[T]{state: null} }

// Get returns the value, and whether there is one. Null and absent are no value.
func (o Optional[T]) Get() (T, bool) { return o.value, o.state == present }

// Or returns the value, or fallback if the field is null or absent.
func (o Optional[T]) Or(fallback T) T {
	if o.state == present {
		return o.value
	}
	return fallback
}

// IsNull reports whether the field is null.
func (o Optional[T]) IsNull() bool { return o.state == null }

// IsAbsent reports whether the field is not there.
func (o Optional[T]) IsAbsent() bool { return o.state == absent }

// String returns the value as text; null and absent are "".
func (o Optional[T]) String() string {
	if o.state != present {
		return ""
	}
	return fmt.Sprint(o.value)
}

// MarshalJSON writes the value; null and absent are null.
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if o.state != present {
		return []byte("null"), nil
	}
	return json.Marshal(o.value)
}

// UnmarshalJSON reads a value or null.
func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	*o = Null[T]()
	if string(data) == "null" {
		return nil
	}
	o.state = present
	return decode(data, &o.value)
}

func (o Optional[T]) content() (any, optionalState) { return o.value, o.state }

// given returns an Optional that is absent for the zero value of a type.
func given[T comparable](value T) (o Optional[T]) {
	var zero T
	if value != zero {
		o = Set(value)
	}
	return o
}

// Decimal is an amount as decimal text, such as "99.90". It never passes through a float.
type Decimal string

// Rat returns the amount as an exact number, and whether the text is a number.
func (d Decimal) Rat() (*big.Rat, bool) { return new(big.Rat).SetString(string(d)) }

// UnmarshalJSON reads a string, or a number with exactly the digits it has on the wire.
func (d *Decimal) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte(`"`)) {
		return json.Unmarshal(data, (*string)(d))
	}
	return json.Unmarshal(data, (*json.Number)(d))
}

// timeText is ISO 8601 text with an offset, in the forms that people and databases write it in.
var timeText = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[Tt _](\d\d:\d\d)(:\d\d(?:[.,]\d+)?)?(?:([Zz])|([-+\x{2212}])((?:[01]\d|2[0-3])):?([0-5]\d))$`)

// ParseTime reads ISO 8601 text with an offset, such as "2030-05-01T09:00:00+02:00".
func ParseTime(text string) (time.Time, error) {
	if parts := timeText.FindStringSubmatch(text); parts != nil {
		date, clock, seconds, zone := parts[1], parts[2], strings.Replace(parts[3], ",", ".", 1), "Z"
		if seconds == "" {
			seconds = ":00"
		}
		if parts[4] == "" {
			zone = strings.Replace(parts[5], "\u2212", "-", 1) + parts[6] + ":" + parts[7]
		}
		if found, err := time.Parse(time.RFC3339, date+"T"+clock+seconds+zone); err == nil && found.Year() > 0 {
			return found, nil
		}
	}
	return time.Time{}, invalidArgument("", map[string][]string{"time": {
		"Must be a time in ISO 8601 with an offset, such as 2030-05-01T09:00:00+02:00."}})
}

// decode reads JSON as a value; a time may have the forms that ParseTime reads.
func decode(data []byte, into any) error {
	moment, isTime := into.(*time.Time)
	if !isTime {
		return json.Unmarshal(data, into)
	}
	var text *string
	err := json.Unmarshal(data, &text)
	if text != nil {
		*moment, err = ParseTime(*text)
	}
	return err
}
