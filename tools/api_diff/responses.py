"""Compares the responses of one operation: status codes, bodies and headers."""

from collections.abc import Iterator

from generator.read.spec import Raw
from tools.api_diff.changes import UNKNOWN, Finding, Level
from tools.api_diff.operations import Operation
from tools.api_diff.requests import compare_media, encoding_of
from tools.api_diff.resolved_schema import DOCUMENTATION, Node
from tools.api_diff.schemas import Context, SchemaComparison


def compare_responses(before: Operation, after: Operation, schemas: SchemaComparison) -> Iterator[Finding]:
    """Differences of the responses, including errors."""
    old, new = before.raw.get("responses", {}), after.raw.get("responses", {})
    functions = before.functions | after.functions
    gone = [status for status in old if status not in new]
    more = [status for status in new if status not in old]
    pairs = [(status, status) for status in old if status in new]
    successes = [list(filter(_is_success, statuses)) for statuses in (gone, more)]
    if all(len(statuses) == 1 for statuses in successes):
        (was,), (now,) = successes
        yield Finding(
            after.id,
            f"a success is {now} now, no longer {was}",
            Level.BREAKING,
            "programs and proxies interpret the status code differently",
            functions=functions,
        )
        pairs.append((was, now))
        gone.remove(was)
        more.remove(now)
    for status in gone:
        why = "the shape of this response is no longer documented"
        yield Finding(after.id, f"the response {status} is gone", Level.BREAKING, why, functions=functions)
    for status in more:
        level, why = (
            (Level.BREAKING, "programs do not know this result")
            if _is_success(status)
            else (Level.ADDITIVE, "")
        )
        yield Finding(after.id, f"the response {status} is new", level, why, functions=functions)
    for was, now in pairs:
        yield from _response_body(old[was], new[now], f"{after.id}, response {now}", functions, schemas)


def _is_success(status: str) -> bool:
    return status[0] in "123"


def _response_body(
    before: Raw, after: Raw, location: str, functions: frozenset[str], schemas: SchemaComparison
) -> Iterator[Finding]:
    old, _ = schemas.before.follow(before)
    new, name = schemas.after.follow(after)
    location = f"response {name}" if name else location
    old_content, new_content = old.get("content", {}), new.get("content", {})
    for kind in sorted(old_content.keys() | new_content.keys()):
        if kind not in new_content:
            why = "programs that read it find nothing there"
            yield Finding(location, f"no body of {kind} any more", Level.BREAKING, why, functions=functions)
        elif kind not in old_content:
            yield Finding(location, f"has a body of {kind} now", Level.ADDITIVE, functions=functions)
        else:
            if encoding_of(old_content[kind]) != encoding_of(new_content[kind]):
                why = "it is read in another form"
                yield Finding(
                    location,
                    f"a body of {kind} is encoded another way",
                    Level.BREAKING,
                    why,
                    functions=functions,
                )
            compare_media(old_content[kind], new_content[kind], location, schemas, Context("read", functions))
    yield from _headers(old, new, location, functions, schemas)
    if old.get("links") != new.get("links"):
        yield Finding(location, "its links are others", Level.BREAKING, UNKNOWN, functions=functions)


def _headers(
    old: Raw, new: Raw, location: str, functions: frozenset[str], schemas: SchemaComparison
) -> Iterator[Finding]:
    old_headers, new_headers = old.get("headers", {}), new.get("headers", {})
    for name in sorted(old_headers.keys() | new_headers.keys()):
        if name not in new_headers:
            why = "programs that read it find nothing there"
            yield Finding(location, f"the header {name} is gone", Level.BREAKING, why, functions=functions)
        elif name not in old_headers:
            yield Finding(location, f"the header {name} is new", Level.ADDITIVE, functions=functions)
        else:
            before, after = (
                schemas.before.follow(old_headers[name])[0],
                schemas.after.follow(new_headers[name])[0],
            )
            where = f"header {name}"
            one, other = (Node(header.get("schema", {}), where) for header in (before, after))
            schemas.compare(one, other, Context("read", functions))
            yield from _header_words(before, after, where, functions)


def _header_words(before: Raw, after: Raw, where: str, functions: frozenset[str]) -> Iterator[Finding]:
    for word in sorted((before.keys() | after.keys()) - {"schema"} - DOCUMENTATION):
        if before.get(word) != after.get(word):
            level = Level.ADDITIVE if word == "required" and after.get(word) else Level.BREAKING
            why = UNKNOWN if level is Level.BREAKING else ""
            yield Finding(where, f"{word} is another", level, why, functions=functions)
