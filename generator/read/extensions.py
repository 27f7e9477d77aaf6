"""Reading the extensions of operations: what the prose of the API says and a program has to know."""

import re
from typing import Any

from generator.read.spec import Location, Named, Part, Raw, Spec, as_list, did_you_mean
from generator.representation import (
    Deprecation,
    Group,
    Pagination,
    Poll,
    Recipients,
    Recovery,
    Replay,
    StateCheck,
)

PAGING = ("page", "page_size")
_PAGINATION = {
    "cursor": {"style", "parameter", "limit", "items", "next"},
    "offset": {"style", "parameter", "limit", "items"},
}
_REPLAY: dict[str, Replay] = {"safe": "safe", "settled": "settled", "once": "once"}


class Extensions(Part):
    """The extensions of one operation."""

    def replay(self) -> Replay:
        """`x-replay`."""
        replay = self.raw["x-replay"]
        if replay not in _REPLAY:
            self.fail("x-replay", f"{replay!r} is none of {', '.join(_REPLAY)}")
        if self.location[-1] == "get" and replay != "safe":
            self.fail("x-replay", "a GET must be safe")
        return _REPLAY[replay]

    def state_check(self) -> StateCheck | None:
        """`x-settled`."""
        raw = self.raw.get("x-settled")
        if raw is None:
            return None
        if self.raw.get("x-replay") != "settled":
            self.fail("x-settled", "only an operation with `x-replay: settled` may have it")
        values = as_list(raw, "values")
        by_body = raw == {"field": raw.get("field"), "from": "body"}
        if not (by_body or (values and set(raw) == {"field", "values"})) or not isinstance(raw["field"], str):
            self.fail("x-settled", "must hold `field` and either `values: [...]` or `from: body`")
        return StateCheck(raw["field"], tuple(values))

    def recipients(self, *, is_plain_create: bool) -> Recipients | None:
        """`x-recipients`; None for nobody.

        Args:
            is_plain_create: Whether the operation adds one resource to a collection, which alone reaches nobody.
        """
        raw: Any = self.raw.get("x-recipients")
        if raw is None:
            if self.raw["x-replay"] == "once" and not is_plain_create:
                self.fail(
                    "x-recipients", "a `once` operation that is no plain create must say `x-recipients`"
                )
            return None
        match list(raw.items()) if isinstance(raw, dict) else raw:
            case "none":
                return None
            case "audience":
                return Recipients("audience")
            case [("audience-when", str(field))]:
                return Recipients("audience", field)
            case [("field", str(field))]:
                return Recipients("addresses", field)
            case _:
                return self.fail(
                    "x-recipients",
                    "must be `none`, `audience`, `{audience-when: <field>}` or `{field: <field>}`",
                )

    def recovery(self) -> Recovery | None:
        """`x-recovery`."""
        raw = self.raw.get("x-recovery")
        if raw is None:
            return None
        if self.raw["x-replay"] != "once":
            self.fail("x-recovery", "only an operation with `x-replay: once` may have it")
        match raw:
            case {"note": str(note), **rest} if not rest:
                return Recovery(note=note)
            case {"operation": str(operation), **rest} if rest.keys() <= {"query", "compare"}:
                query, compare = rest.get("query", {}), rest.get("compare", [])
                if isinstance(query, dict) and isinstance(compare, list):
                    return Recovery(operation, query, tuple(compare))
        return self.fail(
            "x-recovery",
            "must hold a `note` alone, or `operation` with, if need be, `query: {<parameter>: <field>}` "
            "and `compare: [<field>]`",
        )

    def pagination(self, query: dict[str, Raw]) -> Pagination | None:
        """`x-pagination`; without it, a list has the parameters `page` and `page_size`.

        Args:
            query: The query parameters by name.
        """
        raw = self.raw.get("x-pagination")
        if raw is None:
            is_list = self.spec.is_own and any(name in PAGING for name in query)
            return Pagination("iter_all") if is_list else None
        allowed = _PAGINATION.get(str(raw.get("style")))
        if allowed is None or not allowed - {"limit"} <= raw.keys() <= allowed:
            self.fail(
                "x-pagination",
                "must be `{style: cursor, parameter: <parameter>, next: <field>, items: <field>}` or `{style: offset, "
                "parameter: <parameter>, items: <field>}`, each with `limit: <parameter>` if there is one; lists "
                f"with {' and '.join(PAGING)} need none",
            )
        if self.location[-1] != "get":
            self.fail("x-pagination", "only a GET may have it")
        for word in sorted(allowed & {"parameter", "limit"} & raw.keys()):
            if raw[word] not in query:
                problem = f"there is no query parameter {raw[word]!r}{did_you_mean(str(raw[word]), query)}"
                self.spec.fail((*self.location, "x-pagination", word), problem)
        limit = str(raw.get("limit", ""))
        most = query[limit]["schema"].get("maximum") if limit else None
        fields = {word: str(raw[word]) for word in ("parameter", "items", "next") if word in raw}
        return Pagination("iter_all", raw["style"], limit=limit, most=most, **fields)

    def poll(self, accepted: Named | None) -> Poll | None:
        """`x-poll`, which stands in the operation or in its 202 response.

        Args:
            accepted: That response.
        """
        named = Named(self.raw, self.location)
        if accepted and "x-poll" in accepted.raw:
            named = accepted
        raw, location = named.raw.get("x-poll"), (*named.location, "x-poll")
        if raw is None:
            return None
        if accepted is None:
            self.spec.fail(location, "only an operation with a 202 response may have it")
        done, failed = as_list(raw, "done"), as_list(raw, "failed")
        names = [raw.get("operation"), raw.get("field")]
        is_known = {"operation", "field", "done"} <= raw.keys() <= {"operation", "field", "done", "failed"}
        if not (is_known and done and _texts(done, failed) and all(isinstance(one, str) for one in names)):
            self.spec.fail(
                location,
                "must hold `operation`, `field`, `done: [<state>]` and, if need be, `failed: [<state>]`",
            )
        return Poll("", raw["operation"], raw["field"], tuple(done), tuple(failed))

    def method_name(self) -> str:
        """`x-method`; empty where the operation id gives the name."""
        name: str = self.raw.get("x-method", "")
        if name and not re.fullmatch("[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
            self.fail("x-method", f"{name!r} is no name in snake_case")
        return name


def _texts(*lists: list[Any]) -> bool:
    """Whether they hold nothing but texts, each once."""
    values = [value for one in lists for value in one]
    return all(isinstance(value, str) for value in values) and len({*values}) == len(values)


def deprecation_of(spec: Spec, raw: Raw, location: Location) -> Deprecation | None:
    """`deprecated`, with what `x-deprecated` adds: since when, what to use instead, and when it is removed."""
    said = raw.get("x-deprecated", {})
    location = (*location, "x-deprecated")
    if not raw.get("deprecated"):
        if said:
            spec.fail(location, "must stand beside `deprecated: true`, which other tools read")
        return None
    if not said.keys() <= {"since", "use", "removed-in"} or not all(
        isinstance(one, str) for one in said.values()
    ):
        spec.fail(
            location, 'may hold `since: "2.1.0"`, `use: <name>` and `removed-in: "3.0.0"`, all of them texts'
        )
    for word in ("since", "removed-in"):
        if not re.fullmatch(r"\d+(\.\d+)*", said.get(word, "0")):
            spec.fail((*location, word), f"{said[word]!r} is not a version")
    return Deprecation(said.get("since", ""), said.get("use", ""), said.get("removed-in", ""))


def groups_of(spec: Spec) -> tuple[Group, ...]:
    """`x-tagGroups`: which tags belong together.

    Raises:
        BuildError: A tag is not there, or is in two groups.
    """
    found = spec.raw.get("x-tagGroups", [])
    seen: dict[str, str] = {}
    for index, group in enumerate(found):
        for tag in group["tags"]:
            location = ("x-tagGroups", str(index), "tags")
            if tag not in spec.tags:
                spec.fail(location, f"there is no tag {tag!r}{did_you_mean(str(tag), spec.tags)}")
            if tag in seen:
                spec.fail(location, f"the tag {tag!r} is in {seen[tag]!r} already")
            seen[tag] = group["name"]
    return tuple(Group(group["name"], tuple(group["tags"])) for group in found)
