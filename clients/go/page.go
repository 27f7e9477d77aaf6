package konigle

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/url"
)

const (
	rememberedIDs  = 10_000 // more than a list shifts by between two pages, or than are made during one call
	walkPageSize   = 100
	mostStalePages = 5 // in a row without anything new, as of a server that ignores page numbers
)

var errNoList = errors.New("it has no list of resources")

// Page is one page of a list. What the server leaves out is worked out from the rest.
type Page[T any] struct {
	Payload     []T    `json:"payload"`
	Count       int    `json:"count"` // of all resources that match
	Next        string `json:"next"`  // URL of the next page; "" on the last one
	Previous    string `json:"previous"`
	PageSize    int    `json:"page_size"`
	CurrentPage int    `json:"current_page"` // from 1
	NumPages    int    `json:"num_pages"`
	HasNext     bool   `json:"has_next"`
}

// UnmarshalJSON reads a page; CurrentPage and PageSize must be set before.
func (p *Page[T]) UnmarshalJSON(data []byte) error {
	var raw map[string]json.RawMessage
	if json.Unmarshal(data, &raw) != nil || raw == nil {
		return errNoObject
	}
	items, err := itemsOf(raw)
	if err != nil {
		return err
	}
	p.Payload = make([]T, 0, len(items))
	for _, item := range items {
		var one T
		if json.Unmarshal(item, &one) == nil {
			p.Payload = append(p.Payload, one)
		}
	}
	_ = json.Unmarshal(raw["next"], &p.Next) // null, and what is no text, is no next page
	_ = json.Unmarshal(raw["previous"], &p.Previous)
	next := string(raw["next"])
	isLast := next == "null" || next == `""`
	p.Count = (p.CurrentPage-1)*p.PageSize + len(items)
	if len(items) >= p.PageSize || p.Next != "" {
		p.Count++
	}
	readNumber(raw["count"], &p.Count)
	p.NumPages = max(1, (p.Count+p.PageSize-1)/max(1, p.PageSize))
	readNumber(raw["num_pages"], &p.NumPages)
	p.HasNext = p.Next != "" || (!isLast && p.CurrentPage < p.NumPages)
	return nil
}

func itemsOf(raw map[string]json.RawMessage) (items []json.RawMessage, err error) {
	for _, name := range []string{pageItems, pageOlderItems} {
		if json.Unmarshal(raw[name], &items) == nil && items != nil {
			return items, nil
		}
	}
	count := -1
	if readNumber(raw["count"], &count); count == 0 {
		return nil, nil
	}
	return nil, errNoList
}

func readNumber(raw json.RawMessage, into *int) {
	found := -1
	if json.Unmarshal(raw, &found) == nil && found >= 0 {
		*into = found
	}
}

func (c *core) query(op *operation, filters model, found settings) (url.Values, error) {
	if found.page < 1 || found.pageSize < 1 || found.pageSize > maxPageSize {
		return nil, invalidArgument(op.id, nil, fmt.Sprintf("A page is 1 or more, its size from 1 to %d.", maxPageSize))
	}
	e := &encoder{problems: map[string][]string{}}
	query := url.Values{"page": {fmt.Sprint(found.page)}, "page_size": {fmt.Sprint(found.pageSize)}}
	for _, f := range e.object(filters, "") {
		query.Set(f.name, fmt.Sprint(f.value))
	}
	if len(e.problems) > 0 {
		return nil, invalidArgument(op.id, e.problems)
	}
	return query, nil
}

func list[T any](ctx context.Context, c *core, op *operation, filters model, options []CallOption) (*Page[T], error) {
	found := c.settingsOf(options)
	if found.pageSize == 0 {
		found.pageSize = defaultPageSize
	}
	query, err := c.query(op, filters, found)
	if err != nil {
		return nil, err
	}
	page := &Page[T]{CurrentPage: found.page, PageSize: found.pageSize}
	if err := c.send(ctx, request{op: op, query: query}, page, options); err != nil {
		return nil, err
	}
	return page, nil
}

// walk iterates over all matches, requesting pages as needed. What shows up twice, since the list moved meanwhile, is
// yielded once.
func walk[T any](ctx context.Context, c *core, op *operation, filters model, id func(*T) string, options []CallOption) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var seen recent
		options := append([]CallOption{WithPageSize(walkPageSize)}, options...)
		for number, stale := 1, 0; stale < mostStalePages; number++ {
			page, err := list[T](ctx, c, op, filters, append(options, WithPage(number)))
			var notFound *NotFoundError
			if err != nil {
				var none T
				if number == 1 || !errors.As(err, &notFound) { // else the last page vanished meanwhile
					yield(none, err)
				}
				return
			}
			stale++
			for i := range page.Payload {
				if !seen.add(id(&page.Payload[i])) {
					continue
				}
				stale = 0
				if !yield(page.Payload[i], nil) {
					return
				}
			}
			if len(page.Payload) == 0 || !page.HasNext {
				return
			}
		}
	}
}

// recent remembers the identifiers that it was given last, in bounded memory.
type recent struct{ newer, older map[string]bool }

// add reports whether an identifier is new; none is.
func (r *recent) add(id string) bool {
	if r.has(id) {
		return false
	}
	if r.newer == nil || len(r.newer) > rememberedIDs {
		r.newer, r.older = map[string]bool{}, r.newer
	}
	r.newer[id] = true
	return true
}

func (r *recent) has(id string) bool { return id != "" && (r.newer[id] || r.older[id]) }

func one[T any, M interface {
	*T
	model
}](ctx context.Context, c *core, r request, options []CallOption) (*T, error) {
	var found T
	if err := c.send(ctx, r, M(&found), options); err != nil {
		return nil, err
	}
	return &found, nil
}

func object(ctx context.Context, c *core, r request, options []CallOption) (map[string]any, error) {
	found := map[string]any{}
	if err := c.send(ctx, r, &found, options); err != nil {
		return nil, err
	}
	return found, nil
}
