package konigle

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

const (
	defaultPoll = 2 * time.Second
	maxPoll     = 30 * time.Second // half a minute late does not matter for what takes an hour
)

// stateRules are the states of a resource, those that nothing leads out of, and the operation that reads it.
type stateRules[S ~string] struct {
	get        *operation
	all, final []S
}

// wait reads a resource until it is in one of some states; of none given, in the first final one.
func wait[T any, S ~string](ctx context.Context, c *core, id string, until []S, rules stateRules[S],
	get func(context.Context, string, ...CallOption) (*T, error), state func(*T) S, options []CallOption) (*T, error) {
	if len(until) == 0 {
		until = rules.final[:1]
	}
	next := c.settingsOf(options).poll
	isUnknown := func(one S) bool { return !slices.Contains(rules.all, one) }
	if slices.ContainsFunc(until, isUnknown) {
		return nil, invalidArgument(rules.get.id, map[string][]string{"until": {"Must be some of " + join(", ", rules.all...) + "."}})
	}
	if next <= 0 {
		return nil, invalidArgument(rules.get.id, map[string][]string{"poll": {"Must be more than zero."}})
	}
	wanted, last := join(" or ", until...), S("")
	problem := func(kind, text string, cause error) error {
		message := fmt.Sprintf("%s: the resource %s", rules.get.id, text)
		return newError(kind, &CallError{Message: message, Operation: rules.get.id, Applied: NotApplied, State: string(last), cause: cause})
	}
	for {
		found, err := get(ctx, id, options...)
		var failed *CallError
		if errors.As(err, &failed) {
			failed.State = string(last)
			return nil, err
		}
		switch last = state(found); {
		case slices.Contains(until, last):
			return found, nil
		case slices.Contains(rules.final, last):
			return nil, problem("unexpected_state", fmt.Sprintf("has ended as %s and will not be %s.", last, wanted), nil)
		}
		jitter := 0.9 + 0.2*c.random() // so that programs that started together do not poll together
		c.sleep(ctx.Done(), time.Duration(float64(next)*jitter))
		if err := ctx.Err(); err != nil {
			kind := "timeout"
			if errors.Is(err, context.Canceled) {
				kind = "canceled"
			}
			return nil, problem(kind, fmt.Sprintf("is %s, and was not %s before the wait ended. It changed nothing.", last, wanted), err)
		}
		next = max(next, min(next*3/2, maxPoll))
	}
}
