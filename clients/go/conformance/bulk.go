package main

import (
	"context"
	"errors"
	"iter"
	"slices"

	"konigle.com/go/konigle/v2"
)

type bulk func(*konigle.ContactManager, context.Context, iter.Seq[konigle.ContactCreate], ...konigle.CallOption) iter.Seq2[konigle.BulkResult, error]

func init() {
	calls["contacts.create_many"] = inOrder((*konigle.ContactManager).CreateMany)
	calls["contacts.upsert_many"] = inOrder((*konigle.ContactManager).UpsertMany)
}

// inOrder makes a bulk call one item at a time, so that its requests arrive in order.
func inOrder(call bulk) func(context.Context, *konigle.Client, []any, []konigle.CallOption) (any, error) {
	return func(ctx context.Context, c *konigle.Client, a []any, o []konigle.CallOption) (any, error) {
		found := []object{}
		contacts := slices.Values(argument[[]konigle.ContactCreate](a, 0))
		for result, err := range call(c.Contacts, ctx, contacts, append(o, konigle.WithConcurrency(1))...) {
			one := object{"index": result.Index, "status": result.Status, "error": nil}
			var failed *konigle.CallError
			if errors.As(err, &failed) {
				one["error"] = failed.Kind
			}
			found = append(found, one)
		}
		return found, nil
	}
}
