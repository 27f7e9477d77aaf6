"""List, create, read, update and delete: one set of handlers for all seven collections.

What a collection has beyond that is in `rules`: functions that add or validate what the spec cannot express.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from konigle.sandbox.context import DETAIL_ONLY, Call, Context, Handler
from konigle.sandbox.errors import not_found
from konigle.sandbox.resources.collections import COLLECTIONS, Collection
from konigle.sandbox.spec import Json
from konigle.sandbox.store import Question, dumps


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a collection: each returns the values to store, or raises.

    Attributes:
        create: Completes the values of a new resource.
        update: Validates the changes of a resource.
        delete: Validates that it can be deleted, and cleans up.
    """

    create: Callable[[Context, Call, Json], Json] = lambda _context, _call, values: values
    update: Callable[[Context, Call, Json, Json], Json] = lambda _context, _call, _old, changes: changes
    delete: Callable[[Context, Call, Json], None] = lambda _context, _call, _old: None


NO_RULES = Rules()


def crud_handlers(rules: dict[str, Rules]) -> dict[str, Handler]:
    """Returns the handlers of the five CRUD operations of every collection, by operation id."""
    handlers: dict[str, Handler] = {}
    for collection in COLLECTIONS.values():
        own = rules.get(collection.name, NO_RULES)
        handlers[f"list{collection.plural}"] = partial(_list, collection)
        handlers[f"create{collection.resource}"] = partial(_create, collection, own)
        handlers[f"get{collection.resource}"] = partial(_get, collection)
        handlers[f"update{collection.resource}"] = partial(_update, collection, own)
        handlers[f"delete{collection.resource}"] = partial(_delete, collection, own)
    return handlers


def detail(context: Context, kind: str, text: str, identifier: str) -> str:
    """Returns a resource's stored text with the fields that are only in single responses."""
    if kind not in DETAIL_ONLY:
        return text
    run = context.engine.run(identifier)
    return f'{text[:-1]},"execution":{dumps(run.execution) if run else "null"}}}'


def _get(collection: Collection, context: Context, call: Call) -> str:
    text = context.store.text(collection.name, call.ids[0])
    if text is None:
        raise not_found()
    return detail(context, collection.name, text, call.ids[0])


def _create(collection: Collection, rules: Rules, context: Context, call: Call) -> str:
    return detail(context, collection.name, dumps(create(collection, rules, context, call, call.body)), "")


def create(collection: Collection, rules: Rules, context: Context, call: Call, values: Json) -> Json:
    """Creates and stores a new resource."""
    context.check_references(collection.name, values)
    document = context.new_document(collection.name, rules.create(context, call, values))
    return context.store.insert(collection.name, document, call.now)


def _update(collection: Collection, rules: Rules, context: Context, call: Call) -> str:
    old = context.get_or_404(collection.name, call.ids[0])
    changes = rules.update(context, call, old, call.body)
    context.check_references(collection.name, changes)
    new = context.store.replace(collection.name, old, context.merge(collection.name, old, changes), call.now)
    return detail(context, collection.name, dumps(new), call.ids[0])


def _delete(collection: Collection, rules: Rules, context: Context, call: Call) -> None:
    old = context.get_or_404(collection.name, call.ids[0])
    rules.delete(context, call, old)
    context.store.delete(collection.name, old)


def _list(collection: Collection, context: Context, call: Call) -> str:
    query = dict(call.query)
    page: int = query.pop("page", 1)
    size: int = query.pop("page_size", 20)
    numbers = context.store.numbers(collection.name, _question(collection, context, query))
    pages = max(1, -(-len(numbers) // size))
    if page > pages:
        raise not_found("Invalid page.")
    texts = context.store.texts(collection.name, numbers[(page - 1) * size : page * size])
    links = {
        "next": _link(call, page + 1) if page < pages else None,
        "previous": _link(call, page - 1) if page > 1 else None,
    }
    return (
        f'{{"payload":[{",".join(texts)}],"count":{len(numbers)},"next":{dumps(links["next"])},'
        f'"previous":{dumps(links["previous"])},"num_pages":{pages}}}'
    )


def _link(call: Call, page: int) -> str:
    """Returns the URL of another page, with the same filters."""
    query = {
        name: str(value).lower() if isinstance(value, bool) else value for name, value in call.query.items()
    }
    return f"{call.url}?{urlencode({**query, 'page': page})}"


def _question(collection: Collection, context: Context, query: Json) -> Question:
    equal: list[tuple[str, str]] = []
    for name in context.resources[collection.name].filters:
        if name not in query:
            continue
        value = query[name]
        target = collection.references.get(name)
        if target is not None:  # the campaign filter `audience` is the code of the audience
            found = context.store.by_key(target, value)
            value = found["id"] if found else ""
        equal.append((name, value))
    tags = tuple(sorted({tag.strip() for tag in query.get("tags", "").split(",")} - {""}))
    return tuple(equal), query.get("q", "").strip(), tags, query.get("ordering", "")
