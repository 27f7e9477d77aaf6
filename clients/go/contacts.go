package konigle

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

const clocksDiffer = 2 * time.Second // Date has whole seconds, and may come from another machine

// CreateMany creates many contacts, several at a time, and iterates over one result for each, in their order.
//
// An item that fails has an error; the others continue. If a response is lost, the address is looked up: the item is
// created if the contact is there as given and cannot be older than the call, else its error is an
// [OutcomeUnknownError]. If the server throttles, all bulk calls of the client wait.
//
// Nothing is sent before the first result is requested; a second loop would send all items again. Leaving the loop
// starts nothing more, and waits for the calls in progress. If ctx ends, the items that are left fail without a
// request. [WithConcurrency] says how many items are in progress; items with the same e-mail address never are at the same
// time.
//
// Each contact is sent as it is given: for a channel of its consent that is left out, the server assumes consent.
func (m *ContactManager) CreateMany(ctx context.Context, contacts iter.Seq[ContactCreate], options ...CallOption) iter.Seq2[BulkResult, error] {
	return m.bulk(ctx, contacts, options, (*contactCalls).create)
}

// UpsertMany creates many contacts, and updates those whose address is taken. It may be repeated.
//
// Of an existing contact, it changes only the given fields that differ, and of consent only the given channels. Tags are
// added to those that the contact has. After a lost response the address is looked up, and the item is created again
// if there is no contact. All else is as with [ContactManager.CreateMany].
func (m *ContactManager) UpsertMany(ctx context.Context, contacts iter.Seq[ContactCreate], options ...CallOption) iter.Seq2[BulkResult, error] {
	return m.bulk(ctx, contacts, options, (*contactCalls).upsert)
}

// GetByEmail returns the contact with an address, letter case aside; the error is a [NotFoundError] if there is none.
//
// Idempotent; retried automatically.
func (m *ContactManager) GetByEmail(ctx context.Context, address string, options ...CallOption) (*Contact, error) {
	if _, err := encodeBody(&opCreateContact, &ContactCreate{Email: address}); err != nil {
		return nil, err
	}
	calls := &contactCalls{ctx: ctx, manager: m, options: options}
	found, _, err := calls.find(address)
	if err == nil && found == nil {
		return nil, newError("not_found", &CallError{Message: "listContacts: no contact has this address.",
			Operation: opListContacts.id, StatusCode: http.StatusNotFound, Applied: NotApplied})
	}
	return found, err
}

// contactCalls are the calls for the items of one bulk call.
type contactCalls struct {
	ctx     context.Context
	manager *ContactManager
	options []CallOption
	mu      sync.Mutex
	made    recent
}

func (c *contactCalls) create(fields []field) (BulkStatus, *Contact, error) {
	started := c.manager.core.now()
	status, contact, err := c.write(BulkCreated, request{op: &opCreateContact, fields: fields})
	var lost *OutcomeUnknownError
	if !errors.As(err, &lost) {
		return status, contact, err
	}
	found, isOwn, _ := c.lookUp(fields, lost, started)
	if !isOwn {
		return BulkFailed, nil, err
	}
	if changes, problem := differences(fields, found, false); problem != nil || len(changes) > 0 {
		return BulkFailed, nil, err
	}
	return BulkCreated, c.remember(found), nil
}

func (c *contactCalls) upsert(fields []field) (BulkStatus, *Contact, error) {
	for isSecond := false; ; isSecond = true {
		started := c.manager.core.now()
		status, contact, err := c.write(BulkCreated, request{op: &opCreateContact, fields: fields})
		var lost *OutcomeUnknownError
		switch {
		case errors.As(err, &lost):
			found, isOwn, problem := c.lookUp(fields, lost, started)
			switch {
			case isOwn:
				return c.update(BulkCreated, fields, found)
			case found != nil:
				return c.update(BulkUnchanged, fields, found)
			case problem != nil || isSecond:
				return BulkFailed, nil, err
			} // else again: an address has one contact, so the server refuses a second
		case mayBeTaken(err):
			found, _, problem := c.find(addressOf(fields))
			if found == nil {
				return BulkFailed, nil, cmp.Or(problem, err)
			}
			return c.update(BulkUnchanged, fields, found)
		default:
			return status, contact, err
		}
	}
}

// update changes what differs from the given fields, and nothing else.
func (c *contactCalls) update(asGiven BulkStatus, fields []field, found *Contact) (BulkStatus, *Contact, error) {
	changes, err := differences(fields, found, true)
	switch {
	case err != nil:
		return BulkFailed, nil, err
	case len(changes) == 0:
		return asGiven, c.remember(found), nil
	}
	return c.write(BulkUpdated, request{op: &opUpdateContact, id: found.ID, fields: changes})
}

func (c *contactCalls) write(status BulkStatus, r request) (BulkStatus, *Contact, error) {
	var response Response
	options := append(slices.Clone(c.options), WithResponse(&response))
	if c.manager.core.assumeIdempotent && r.op.replay == "once" {
		options = append(options, WithIdempotencyKey(newID()))
	}
	contact, err := one[Contact](c.ctx, c.manager.core, r, options)
	switch {
	case err != nil:
		return BulkFailed, nil, err
	case response.StatusCode == 0: // a dry run
		return BulkUnchanged, contact, nil
	}
	return status, c.remember(contact), nil
}

func (c *contactCalls) remember(contact *Contact) *Contact {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.made.add(contact.ID)
	return contact
}

// lookUp returns the contact with the address of a create whose response was lost, and whether that create must have
// made it: it is not older than the call, by the clock of the server, and no other item has made it.
func (c *contactCalls) lookUp(fields []field, lost *OutcomeUnknownError, started time.Time) (found *Contact, isOwn bool, err error) {
	found, date, err := c.find(addressOf(fields))
	switch {
	case err != nil:
		lost.Message += " The lookup of the e-mail address failed too."
		return nil, false, err
	case found == nil:
		lost.Message += " A lookup found no contact with this e-mail address."
		return nil, false, nil
	}
	lost.Message += " A lookup found a contact with this e-mail address; whether this call created it is unknown."
	earliest := date.Add(started.Sub(c.manager.core.now()) - clocksDiffer)
	c.mu.Lock()
	defer c.mu.Unlock()
	return found, !date.IsZero() && !found.CreatedAt.Before(earliest) && !c.made.has(found.ID), nil
}

// find returns the contact with an address, and the time of the server; nil if there is none.
func (c *contactCalls) find(address string) (*Contact, time.Time, error) {
	var response Response
	options := append(slices.Clone(c.options), WithResponse(&response))
	// the search finds parts of addresses, too
	for contact, err := range c.manager.All(c.ctx, &ContactFilters{Q: Set(address)}, options...) {
		if err != nil {
			return nil, time.Time{}, err
		}
		if addressKey(contact.Email) == addressKey(address) {
			date, _ := http.ParseTime(response.Header.Get("Date"))
			return &contact, date, nil
		}
	}
	return nil, time.Time{}, nil
}

func addressOf(fields []field) string {
	address, _ := asMap(fields)["email"].(string)
	return address
}

// mayBeTaken reports whether a create may have been refused because the address has a contact. The words of the refusal
// are the server's; a lookup tells.
func mayBeTaken(err error) bool {
	var conflict *ConflictError
	var invalid *ValidationError
	return errors.As(err, &conflict) || (errors.As(err, &invalid) && invalid.FieldErrors["email"] != nil)
}

// differences returns the given fields, and of consent the channels, whose value is not the contact's. Blank and null are
// the same, and tags have no order; addTags adds them to those of the contact. What a response left out is unknown, and
// so differs from any value.
func differences(given []field, contact *Contact, addTags bool) (changes []field, err error) {
	if _, hasTags := asMap(given)["tags"]; hasTags && addTags && contact.Tags == nil {
		return nil, newError("invalid_response", &CallError{Operation: opUpdateContact.id, Applied: NotApplied,
			Message: "The response has no tags, so none can be added to them; nothing was changed."})
	}
	var known map[string]any
	data, _ := json.Marshal(contact)
	_ = json.Unmarshal(data, &known)
	for _, f := range given {
		found, isKnown := known[f.name]
		changed := difference(f.value, found, addTags)
		if !isKnown {
			changed = f.value
		}
		if f.name != "email" && changed != nil {
			changes = append(changes, field{f.name, changed})
		}
	}
	return changes, nil
}

// difference returns what to send so that one value of a contact is the given one; nil if it is.
func difference(given, found any, addTags bool) any {
	switch given := given.(type) {
	case []any:
		tags, _ := found.([]any)
		isNew := func(tag any) bool { return !slices.Contains(tags, tag) }
		isOther := func(tag any) bool { return !slices.Contains(given, tag) }
		switch {
		case addTags && slices.ContainsFunc(given, isNew):
			return append(tags, slices.DeleteFunc(slices.Clone(given), func(tag any) bool { return !isNew(tag) })...)
		case !addTags && (slices.ContainsFunc(given, isNew) || slices.ContainsFunc(tags, isOther)):
			return given
		}
		return nil
	case map[string]any:
		channels, _ := found.(map[string]any)
		changed := maps.Clone(given)
		maps.DeleteFunc(changed, func(name string, one any) bool { return channels[name] == one })
		if len(changed) == 0 {
			return nil
		}
		return changed
	}
	if given == found || ((given == nil || given == "") && (found == nil || found == "")) {
		return nil
	}
	return given
}
