package konigle

import (
	"context"
	"iter"
	"slices"
	"strings"
	"sync"
)

const (
	defaultConcurrency = 8
	takenAhead         = 4 // items for each that is in progress, so that a slow one does not hold the others up
)

// BulkStatus is how an item of a bulk call ended.
type BulkStatus string

// Values of BulkStatus.
const (
	BulkCreated   BulkStatus = "created"
	BulkUpdated   BulkStatus = "updated"
	BulkUnchanged BulkStatus = "unchanged" // the server has it as given, and nothing was written
	BulkFailed    BulkStatus = "failed"
)

// BulkResult is the result of one item of a bulk call.
type BulkResult struct {
	Index  int // of the item, from 0
	Status BulkStatus
	Record *Contact // as it is now; nil if the item failed
	Input  ContactCreate
}

// bulkItem is an item on its way.
type bulkItem struct {
	result BulkResult
	err    error
	fields []field
	before chan struct{} // closed when the item before it for the same contact is done; nil if there is none
	done   chan struct{}
}

// bulkRun is the items of one bulk call. What has no lock belongs to the goroutine that reads the results.
type bulkRun struct {
	work   func([]field) (BulkStatus, *Contact, error)
	queue  chan *bulkItem // as long as all pending items, so that sending never waits
	wait   sync.WaitGroup
	taken  int
	latest map[string]chan struct{} // by address
	// pending has the items in their order.
	pending []*bulkItem
}

// bulk works on items while its results are read.
func (m *ContactManager) bulk(ctx context.Context, contacts iter.Seq[ContactCreate], options []CallOption,
	work func(*contactCalls, []field) (BulkStatus, *Contact, error)) iter.Seq2[BulkResult, error] {
	return func(yield func(BulkResult, error) bool) {
		found := m.core.settingsOf(options)
		if found.concurrency < 1 || found.hasKey() {
			yield(BulkResult{Status: BulkFailed}, invalidArgument("", map[string][]string{"options": {
				"A bulk call needs a concurrency of 1 or more, and no idempotency key, which is for one call."}}))
			return
		}
		turn, leave := context.WithCancel(ctx)
		inTurn := func(s *settings) { s.turn = turn }
		calls := &contactCalls{ctx: ctx, manager: m, options: append(slices.Clone(options), inTurn)}
		r := &bulkRun{queue: make(chan *bulkItem, takenAhead*found.concurrency), latest: map[string]chan struct{}{},
			work: func(fields []field) (BulkStatus, *Contact, error) { return work(calls, fields) }}
		defer r.wait.Wait() // a write that was sent cannot be undone
		defer close(r.queue)
		defer leave()
		for range found.concurrency {
			r.wait.Add(1)
			go r.serve()
		}
		r.run(contacts, yield)
	}
}

// run takes items and yields results, as long as they are wanted.
func (r *bulkRun) run(contacts iter.Seq[ContactCreate], yield func(BulkResult, error) bool) {
	for contact := range contacts {
		r.take(contact)
		for len(r.pending) == cap(r.queue) || (len(r.pending) > 0 && r.pending[0].isDone()) {
			if !r.handOut(yield) {
				return
			}
		}
	}
	for len(r.pending) > 0 {
		if !r.handOut(yield) {
			return
		}
	}
}

// take encodes an item, whose lists and maps the caller may use again, and queues it.
func (r *bulkRun) take(contact ContactCreate) {
	one := &bulkItem{result: BulkResult{Index: r.taken, Status: BulkFailed, Input: contact}, done: make(chan struct{})}
	r.taken++
	r.pending = append(r.pending, one)
	if one.fields, one.err = encodeBody(&opCreateContact, &contact); one.err != nil {
		close(one.done)
		return
	}
	key := addressKey(contact.Email)
	one.before, r.latest[key] = r.latest[key], one.done
	r.queue <- one
}

func (r *bulkRun) handOut(yield func(BulkResult, error) bool) bool {
	one := r.pending[0]
	r.pending = r.pending[1:]
	<-one.done
	if key := addressKey(one.result.Input.Email); r.latest[key] == one.done {
		delete(r.latest, key)
	}
	return yield(one.result, one.err)
}

// serve works on one item after the other.
func (r *bulkRun) serve() {
	defer r.wait.Done()
	for one := range r.queue {
		if one.before != nil {
			<-one.before
		}
		one.result.Status, one.result.Record, one.err = r.work(one.fields)
		close(one.done)
	}
}

func (b *bulkItem) isDone() bool {
	select {
	case <-b.done:
		return true
	default:
		return false
	}
}

// addressKey is an address as the server tells addresses apart: letter case does not count.
func addressKey(address string) string { return strings.ToLower(strings.TrimSpace(address)) }
