package konigle

import (
	"fmt"
	"maps"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// rule is what one value may be.
type rule struct {
	name           string
	required       bool
	nullable       bool           // null may be given: it clears a field in an update, and is not sent otherwise
	lower          bool           // the API keeps the text in lower case
	commaSeparated bool           // a list that is sent as one text
	oneLine        bool           // the text becomes a header of a mail, in which a line break would start another one
	email          bool           // an e-mail address
	blank          bool           // an address may be blank, which is left out of a create
	limits         map[string]int // words of JSON Schema
	pattern        *regexp.Regexp
	enum           []string
	items          *rule          // of a list, or the values of a map
	currency       string         // of a decimal: the field with the currency
	places         map[string]int // currencies with other decimal places than most
}

// encoder collects the fields of a body as they are sent, and what is wrong with them.
type encoder struct {
	update   bool
	problems map[string][]string
}

func (e *encoder) complain(where, format string, parts ...any) {
	e.problems[where] = append(e.problems[where], fmt.Sprintf(format, parts...))
}

type field struct {
	name  string
	value any
}

// encodeBody returns the fields of a body in order of its model, or an InvalidArgumentError.
func encodeBody(op *operation, m model) ([]field, error) {
	e := &encoder{update: op.update, problems: map[string][]string{}}
	fields := e.object(m, "")
	if len(e.problems) > 0 {
		return nil, invalidArgument(op.id, e.problems)
	}
	if op.update && len(fields) == 0 {
		return nil, invalidArgument(op.id, nil, "An update needs at least one field.")
	}
	return fields, nil
}

func (e *encoder) object(m model, prefix string) (fields []field) {
	rules, extra := m.meta()
	unknown, given := maps.Clone(*extra), map[string]any{}
	isUpdate := e.update && prefix == ""
	eachField(m, func(r *rule, value any) { given[r.name] = value })
	for i := range rules {
		r, where := &rules[i], prefix+rules[i].name
		value, ok := given[r.name]
		_, unfit := unknown[r.name]
		delete(unknown, r.name)
		switch {
		case unfit:
			e.complain(where, "The value does not fit.")
		case !ok && r.required && !isUpdate:
			e.complain(where, "This field is required.")
		case !ok, r.blank && value == "" && !isUpdate:
		case value != nil:
			fields = append(fields, field{r.name, e.value(r, value, where, given)})
		case !r.nullable:
			e.complain(where, "This field cannot be null.")
		case isUpdate:
			fields = append(fields, field{r.name, nil})
		}
	}
	for name := range unknown {
		e.complain(prefix+name, "There is no such field.")
	}
	return fields
}

// value checks one value, beside which others are given.
func (e *encoder) value(r *rule, value any, where string, given map[string]any) any {
	v := reflect.ValueOf(value)
	if amount, ok := value.(Decimal); ok {
		currency, _ := given[r.currency].(string)
		return e.amount(r, string(amount), strings.ToUpper(currency), where)
	}
	if moment, ok := value.(time.Time); ok {
		if year := moment.Year(); year < 1 || year > 9999 {
			e.complain(where, "The year must be from 1 to 9999.")
		}
		return strings.Replace(moment.Format("2006-01-02T15:04:05.000000Z07:00"), ".000000", "", 1)
	}
	switch v.Kind() {
	case reflect.String:
		return e.text(r, v.String(), where)
	case reflect.Slice:
		return e.list(r, v, where)
	case reflect.Map:
		return e.mapping(r, v, where)
	case reflect.Struct:
		inner := reflect.New(v.Type())
		inner.Elem().Set(v)
		return asMap(e.object(inner.Interface().(model), where+"."))
	case reflect.Int:
		e.limit(r, "minimum", "maximum", int(v.Int()), where, "")
	}
	return value
}

func asMap(fields []field) map[string]any {
	found := make(map[string]any, len(fields))
	for _, f := range fields {
		found[f.name] = f.value
	}
	return found
}

func (e *encoder) limit(r *rule, least, most string, found int, where, unit string) {
	if limit, ok := r.limits[least]; ok && found < limit {
		e.complain(where, "Must be at least %d%s.", limit, unit)
	}
	if limit, ok := r.limits[most]; ok && found > limit {
		e.complain(where, "Must be at most %d%s.", limit, unit)
	}
}

func (e *encoder) text(r *rule, text, where string) string {
	if r.lower {
		text = strings.ToLower(text)
	}
	e.limit(r, "minLength", "maxLength", utf8.RuneCountInString(text), where, " characters long")
	switch {
	case !utf8.ValidString(text):
		e.complain(where, "Must be UTF-8.")
	case r.oneLine && lineBreak.MatchString(text):
		e.complain(where, "This text must be on one line.")
	case r.enum != nil && !slices.Contains(r.enum, text):
		e.complain(where, "Must be one of %s.", strings.Join(r.enum, ", "))
	case r.pattern != nil && !r.pattern.MatchString(text):
		e.complain(where, "Must match %s.", r.pattern)
	case r.email && (text != "" || !r.blank):
		if problem := addressProblem(text); problem != "" {
			e.complain(where, "Not an email address: it %s.", problem)
		}
	}
	return text
}

func (e *encoder) list(r *rule, v reflect.Value, where string) any {
	e.limit(r, "minItems", "maxItems", v.Len(), where, " items long")
	items, texts := make([]any, v.Len()), make([]string, v.Len())
	for i := range items {
		items[i] = v.Index(i).Interface()
		if r.items != nil {
			items[i] = e.value(r.items, items[i], fmt.Sprintf("%s.%d", where, i), nil)
		}
		texts[i] = fmt.Sprint(items[i])
		if r.commaSeparated && strings.Contains(texts[i], ",") {
			e.complain(where, "One holds a comma, which separates them.")
		}
	}
	if r.commaSeparated {
		return strings.Join(texts, ",")
	}
	return items
}

func (e *encoder) mapping(r *rule, v reflect.Value, where string) any {
	values := map[string]any{}
	for _, key := range v.MapKeys() {
		name := key.String()
		place := where + "." + lineBreak.ReplaceAllString(name, "")
		if (r.pattern != nil && !r.pattern.MatchString(name)) || lineBreak.MatchString(name) {
			e.complain(place, "The name must match %s, on one line.", r.pattern)
		}
		values[name] = e.value(r.items, v.MapIndex(key).Interface(), place, nil)
	}
	return values
}

// lineBreak is refused in the texts that become headers of a mail: it would start another header.
var lineBreak = regexp.MustCompile(`[\r\n\x00]`)

var currencyCode = regexp.MustCompile("^[A-Z]{3}$")

var decimalText = regexp.MustCompile(`^[+-]?(?:\d+\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d{1,3}))?$`)

// amount returns an amount as plain decimal text, without zeros after the decimal places of its currency.
func (e *encoder) amount(r *rule, amount, currency, where string) string {
	amount = strings.ReplaceAll(strings.TrimSpace(amount), "_", "") // as between groups of digits
	parts := decimalText.FindStringSubmatch(amount)
	number, ok := new(big.Rat).SetString(amount)
	if parts == nil || !ok {
		e.complain(where, "Must be a decimal number.")
		return ""
	}
	most, ok := r.places[currency]
	if !ok {
		most = r.limits["decimal_places"]
	}
	exponent := 0
	fmt.Sscan(parts[3], &exponent)
	whole, fraction, _ := strings.Cut(number.FloatString(max(0, len(parts[1])+len(parts[2])-exponent)), ".")
	for len(fraction) > most && strings.HasSuffix(fraction, "0") {
		fraction = strings.TrimSuffix(fraction, "0")
	}
	digits, usual := len(strings.TrimLeft(whole, "-0")), r.limits["decimal_places"]
	least, isLimited := r.limits["gt"]
	switch {
	case len(fraction) > most && currencyCode.MatchString(currency): // else the currency is refused
		e.complain(where, "Must have at most %d decimal places.", most)
	case digits+max(len(fraction), usual) > r.limits["max_digits"]:
		e.complain(where, "Must have at most %d digits.", r.limits["max_digits"])
	case isLimited && number.Cmp(big.NewRat(int64(least), 1)) <= 0:
		e.complain(where, "Must be more than %d.", least)
	}
	return strings.TrimSuffix(whole+"."+fraction, ".")
}

var quotedAddress = regexp.MustCompile(`(?s)^("(?:[^"\\]|\\.)*")@(.*)$`) // RFC 5321, 4.1.2

// addressProblem says why a text cannot be an e-mail address; "" if it can. Limits are those of RFC 5321, 4.5.3.1.
func addressProblem(text string) string {
	at := strings.LastIndex(text, "@")
	local, domain, outside := text[:max(at, 0)], text[at+1:], text
	if parts := quotedAddress.FindStringSubmatch(text); parts != nil {
		local, domain, outside = parts[1], parts[2], parts[2]
	}
	switch {
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }):
		return "holds a line break or another control character"
	case strings.ContainsAny(outside, "<>"):
		return "has a name or angle brackets around it"
	case strings.ContainsFunc(outside, unicode.IsSpace):
		return "holds a blank"
	case at < 0:
		return "has no @"
	case local == "" || domain == "" || (domain[0] != '[' && slices.Contains(strings.Split(domain, "."), "")):
		return "has an empty part"
	case strings.Contains(strings.TrimSuffix(outside, "@"+domain), "@"):
		return "has more than one @"
	case len(local) > 64 || len(text) > 254:
		return "is longer than 64 octets before the @ or 254 in all"
	}
	return ""
}
