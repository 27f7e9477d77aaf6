package konigle

import (
	"fmt"
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
	nullable       bool
	lower          bool           // the API keeps the text in lower case
	commaSeparated bool           // a list that is sent as one text
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

// encodeBody returns the fields of a body in order of its model, or an InvalidArgumentError.
func encodeBody(op *operation, m model) ([]field, error) {
	e := &encoder{update: op.update, problems: map[string][]string{}}
	fields := e.object(m, "")
	for _, f := range fields {
		e.oneLine(f)
	}
	if len(e.problems) == 0 && op.update && len(fields) == 0 {
		e.complain("non_field_errors", "An update needs at least one field.")
	}
	if len(e.problems) > 0 {
		return nil, invalidArgument(op.id, e.problems)
	}
	return fields, nil
}

type field struct {
	name  string
	value any
}

func (e *encoder) object(m model, prefix string) (fields []field) {
	rules, extra := m.meta()
	for _, name := range sortedNames(*extra) {
		known := slices.ContainsFunc(rules, func(r rule) bool { return r.name == name })
		e.complain(prefix+name, map[bool]string{true: "The value does not fit.", false: "There is no such field."}[known])
	}
	seen := map[string]any{}
	eachField(m, func(r *rule, value any) {
		where := prefix + r.name
		seen[r.name] = value
		text := reflect.ValueOf(value)
		switch {
		case value == nil && e.update && r.nullable:
			fields = append(fields, field{r.name, nil})
		case value == nil && (e.update || prefix != "" || !r.nullable):
			e.complain(where, "This field cannot be null.")
		case value == nil, r.blank && !e.update && text.Kind() == reflect.String && text.Len() == 0:
		default:
			fields = append(fields, field{r.name, e.value(r, value, where)})
		}
	})
	for i := range rules {
		r := &rules[i]
		_, ok := seen[r.name]
		if r.required && !ok && !e.update && e.problems[prefix+r.name] == nil {
			e.complain(prefix+r.name, "This field is required.")
		}
		if amount, isDecimal := seen[r.name].(Decimal); isDecimal {
			currency, _ := seen[r.currency].(string)
			set(fields, r.name, e.amount(r, amount, strings.ToUpper(currency), prefix+r.name))
		}
	}
	return fields
}

func set(fields []field, name string, value any) {
	for i := range fields {
		if fields[i].name == name {
			fields[i].value = value
		}
	}
}

func (e *encoder) value(r *rule, value any, where string) any {
	v := reflect.ValueOf(value)
	if moment, ok := value.(time.Time); ok {
		if year := moment.Year(); year < 1 || year > 9999 {
			e.complain(where, "The year must be from 1 to 9999.")
		}
		return moment.Format(time.RFC3339Nano)
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
	case r.enum != nil && !slices.Contains(r.enum, text):
		e.complain(where, "Must be one of %s.", strings.Join(r.enum, ", "))
	case r.pattern != nil && r.currency == "" && !r.pattern.MatchString(text):
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
			items[i] = e.value(r.items, items[i], fmt.Sprintf("%s.%d", where, i))
		}
		texts[i] = fmt.Sprint(items[i])
		if r.commaSeparated && v.Len() > 1 && strings.Contains(texts[i], ",") {
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
		if r.pattern != nil && !r.pattern.MatchString(name) {
			e.complain(where+"."+name, "The name must match %s.", r.pattern)
		}
		values[name] = e.value(r.items, v.MapIndex(key).Interface(), where+"."+name)
	}
	return values
}

// lineBreak is refused in the texts that become headers of a mail: it would start another header.
var lineBreak = regexp.MustCompile(`[\r\n\x00]`)

func (e *encoder) oneLine(f field) {
	text, isText := f.value.(string)
	isHead := f.name == "subject" || f.name == "name" || strings.HasSuffix(f.name, "_name")
	if isText && isHead && lineBreak.MatchString(text) {
		e.complain(f.name, "This text must be on one line.")
	}
	headers, _ := f.value.(map[string]any)
	for name, value := range headers {
		if f.name == "headers" && lineBreak.MatchString(name+fmt.Sprint(value)) {
			e.complain("headers."+lineBreak.ReplaceAllString(name, ""), "This text must be on one line.")
		}
	}
}

var decimalText = regexp.MustCompile(`^\s*[+-]?(?:\d+\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d{1,3}))?\s*$`)

// amount returns an amount as plain decimal text, without zeros past the last place of its currency.
func (e *encoder) amount(r *rule, amount Decimal, currency, where string) string {
	parts := decimalText.FindStringSubmatch(string(amount))
	number, ok := new(big.Rat).SetString(strings.TrimSpace(string(amount)))
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
	text := number.FloatString(max(0, len(parts[1])+len(parts[2])-exponent))
	places := func() int { _, fraction, _ := strings.Cut(text, "."); return len(fraction) }
	for places() > most && strings.HasSuffix(text, "0") {
		text = strings.TrimSuffix(strings.TrimSuffix(text, "0"), ".")
	}
	digits := len(strings.TrimLeft(strings.Map(keepDigits, text), "0"))
	limit := r.limits["max_digits"]
	least, isLimited := r.limits["gt"]
	switch {
	case places() > most:
		e.complain(where, "Must have at most %d decimal places.", most)
	case digits > limit || digits-places() > limit-r.limits["decimal_places"]:
		e.complain(where, "Must have at most %d digits.", limit)
	case isLimited && number.Cmp(big.NewRat(int64(least), 1)) <= 0:
		e.complain(where, "Must be more than %d.", least)
	}
	return text
}

func keepDigits(sign rune) rune {
	if unicode.IsDigit(sign) {
		return sign
	}
	return -1
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
