"""Lifts operations: one tag, one name, its parameters, one body and one successful response each."""

import re
from typing import Any

from generator.lift.names import Unique, camel, class_name, identifier, title_of
from generator.lift.schemas import SchemaLift
from generator.lift.source import Placed, Source, line, mapping, prose
from generator.read.contents import FORM, JSON, URL_ENCODED
from generator.read.schemas import Side
from generator.read.spec import Location, Named, Raw, as_list
from generator.read.spec_grammar import GRAMMAR, NULL
from konigle._core import body, models, parameters
from konigle._core.call import RequestOptions

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
_ANY_JSON = frozenset({JSON, "*/*", "application/*", "text/json"})
_FORMS = (FORM, URL_ENCODED)
_KEPT = frozenset(word for word in GRAMMAR["operation"] if word.startswith("x-"))
_SENT_BY_CLIENT = frozenset(
    {"accept", "content-type", "authorization", "user-agent", "host", "content-length"}
)
# Names that generated modules and classes use themselves.
_TYPES = (
    *("str", "int", "float", "bool", "list", "dict", "date", "datetime", "any", "literal", "field"),
    "style",
)
_TAKEN_ARGUMENTS = frozenset(
    {"self", "data", "body", "options", "filters", "to", "sent", *_TYPES, *RequestOptions.__annotations__}
)
_TAKEN_FUNCTIONS = frozenset({"partial", *_TYPES, *dir(body), *dir(models), *dir(parameters)})
_LONGEST_EXAMPLE = 300
_NOTE = "Check its effect on the server"


class OperationLift:
    """Lifts one operation after the other."""

    def __init__(self, source: Source, schemas: SchemaLift) -> None:
        self.source, self.schemas = source, schemas
        self.notes = schemas.shapes.notes
        self._ids = Unique(_TAKEN_FUNCTIONS)
        self.tags: dict[str, str] = {}
        self._tag_texts = {
            str(tag.get("name")): str(tag.get("description") or "")
            for tag in as_list(source.raw, "tags")
            if isinstance(tag, dict)
        }

    def reach(self, item: Raw, raw: Raw, where: Location) -> None:
        """Notes which schemas the operation uses, and which way."""
        for one in self._parameters(item, raw, where).values():
            self.schemas.reach(one.raw, "written")
        if isinstance(raw.get("requestBody"), dict):
            self.schemas.reach(self.source.follow(raw["requestBody"], (*where, "requestBody")).raw, "written")
        if isinstance(raw.get("responses"), dict):
            for named in self._successes(raw, where).values():
                self.schemas.reach(named.raw, "read")

    def lift(self, path: str, item: Raw, raw: Raw, where: Location) -> tuple[str, Placed]:
        """The path with names that Python can have, and the operation.

        Raises:
            RefusedError: Something in it cannot be honoured.
        """
        method = where[-1]
        if method not in {"get", "put", "post", "delete", "patch"}:
            self.source.fail(where, f"{method.upper()} is not generated: use GET, POST, PUT, PATCH or DELETE")
        if not path.startswith("/") or "?" in path or "#" in path:
            self.source.fail(
                where[:2], f"the path {path!r} must start with `/` and hold no query and no fragment"
            )
        wanted = raw.get("operationId") if isinstance(raw.get("operationId"), str) else ""
        name = self._ids.take(
            identifier(wanted or f"{method}_{path}", "call"), identifier(f"{wanted}_{method}_{path}", "call")
        )
        stem = class_name(name).removesuffix("Model")
        template, parameters = self._lift_parameters(path, item, raw, where, stem)
        summary = line(raw.get("summary")) or line(item.get("summary")) or f"Calls `{method.upper()} {path}`"
        made: Raw = {
            "tags": [self._tag(raw, path)],
            "operationId": camel(name),
            "summary": summary.rstrip("."),
            "description": prose(raw.get("description"))
            or prose(item.get("description"))
            or f"{summary.rstrip('.')}.",
            "x-replay": "safe" if method == "get" else "once",
            **({"parameters": parameters} if parameters else {}),
            **self._body(raw, where, stem),
            "responses": self._responses(raw, where, stem),
            **{word: value for word, value in raw.items() if word in _KEPT},
        }
        if made["x-replay"] == "once":
            made.setdefault("x-recipients", "none")
            made.setdefault("x-recovery", {"note": _NOTE})
        if raw.get("deprecated") is True:
            made["deprecated"] = True
        for word in sorted(set(raw) - _UNDERSTOOD - _KEPT):
            what = "extension" if word.startswith("x-") else "keyword"
            self.notes[f"the {what} {word!r} of an operation is ignored"] += 1
        return template, Placed(made, where)

    def _tag(self, raw: Raw, path: str) -> str:
        """The manager that it goes to: its first tag, else the first fixed part of its path."""
        tags = [one for one in as_list(raw, "tags") if isinstance(one, str) and one.strip()]
        fixed = [
            one for one in path.split("/") if one and "{" not in one and not re.fullmatch(r"v\d+|api", one)
        ]
        text = tags[0] if tags else fixed[0] if fixed else "default"
        name = identifier(text, "tag")
        said = prose(self._tag_texts.get(text)) if tags else ""
        self.tags[name] = said or self.tags.get(name, "") or f"Calls of {text}."
        return name

    # -- parameters ----------------------------------------------------------------------------------------

    def _parameters(self, item: Raw, raw: Raw, where: Location) -> dict[tuple[str, str], Named]:
        """Those of the path and those of the operation, which go before."""
        found: dict[tuple[str, str], Named] = {}
        for holder, location in ((item, where[:-1]), (raw, where)):
            for index, one in enumerate(as_list(holder, "parameters")):
                here = (*location, "parameters", str(index))
                if not isinstance(one, dict):
                    self.source.fail(here, "a parameter must be a mapping")
                named = self.source.follow(one, here)
                name, place = named.raw.get("name"), named.raw.get("in")
                if not isinstance(name, str) or place not in {"path", "query", "header", "cookie"}:
                    self.source.fail(
                        here, "a parameter needs a `name`, and `in: path`, `query`, `header` or `cookie`"
                    )
                found[str(place), name] = named
        return found

    def _lift_parameters(
        self, path: str, item: Raw, raw: Raw, where: Location, stem: str
    ) -> tuple[str, list[Placed]]:
        found = self._parameters(item, raw, where)
        in_path = re.findall(r"{([^}]*)}", path)
        arguments = Unique(_TAKEN_ARGUMENTS)
        names = {
            one: arguments.take(identifier(one, "path"), f"{identifier(one, 'path')}_")
            for one in dict.fromkeys(in_path)
        }
        template = re.sub(r"{([^}]*)}", lambda match: f"{{{names[match[1]]}}}", path)
        if len(in_path) != len(names):
            self.source.fail(where[:2], f"the path {path!r} names a parameter twice: give each its own name")
        lifted: list[Placed] = []
        for wire, name in names.items():
            named = found.get(("path", wire)) or Named({}, where)
            said = prose(named.raw.get("description")) or f"{title_of(wire)}."
            is_number = mapping(named.raw.get("schema")).get("type") == "integer"
            schema = {"type": "integer" if is_number else "string", "title": title_of(wire)}
            lifted.append(
                Placed(
                    {"name": name, "in": "path", "required": True, "description": said, "schema": schema},
                    named.location,
                )
            )
        for (place, wire), named in found.items():
            if place == "path":
                if wire not in names:
                    self.notes["a path parameter that the path does not name is ignored"] += 1
            elif place != "header" or wire.lower() not in _SENT_BY_CLIENT:
                argument = arguments.take(identifier(wire, place), f"{identifier(wire, place)}_{place}")
                lifted.append(self._parameter(place, wire, argument, named, stem))
        return template, lifted

    def _parameter(self, place: str, name: str, argument: str, named: Named, stem: str) -> Placed:
        raw, where = named
        schema, here = raw.get("schema"), (*where, "schema")
        content = mapping(raw.get("content"))
        is_text = schema is None and any(map(is_json, content))
        if is_text:
            kind = next(filter(is_json, content))
            schema, here = mapping(content[kind]).get("schema"), (*where, "content", kind, "schema")
        made = _without_null(
            self.schemas.described(schema or {"type": "string"}, here, "written", stem, name)
        )
        is_old = made.pop("deprecated", None) or raw.get("deprecated") is True
        lifted: Raw = {
            "name": name,
            "in": place,
            "description": prose(raw.get("description")) or made["description"],
            **({"content": {JSON: {"schema": made}}} if is_text else {"schema": made}),
            **({"required": True} if raw.get("required") is True else {}),
            **{word: raw[word] for word in ("style", "explode") if word in raw},
            **({"x-argument": argument} if argument != name else {}),
            **({"deprecated": True} if is_old else {}),
        }
        return Placed(lifted, where)

    # -- bodies --------------------------------------------------------------------------------------------

    def _body(self, raw: Raw, where: Location, stem: str) -> Raw:
        if not isinstance(raw.get("requestBody"), dict):
            return {}
        body, here = self.source.follow(raw["requestBody"], (*where, "requestBody"))
        content = body.get("content")
        if not isinstance(content, dict) or not content:
            return {}
        kind = _chosen(list(content))
        if len(content) > 1:
            self.notes["of several media types one is used, JSON before forms"] += 1
        media, place = content[kind] or {}, (*here, "content", kind)
        lifted = self._media(media, place, "written", f"{stem}Request")
        if (example := self._example(mapping(media))) is not None:
            lifted["example"] = example
        made = {"required": body.get("required") is True, "content": {_plain_kind(kind): lifted}}
        if "description" in body and prose(body["description"]):
            made["description"] = prose(body["description"])
        return {"requestBody": Placed(made, here)}

    def _media(self, media: Raw, where: Location, side: Side, name: str) -> Placed:
        schema = self.schemas.named(media.get("schema", {}), (*where, "schema"), side, name)
        return Placed({"schema": schema}, where)

    def _example(self, media: Raw) -> Any:
        """An example for the docstring, if it is short and a call with these names can be written."""
        named = [self.source.follow(one, ()).raw for one in mapping(media.get("examples")).values()]
        values = [media.get("example"), *(one.get("value") for one in named)]
        short = (one for one in values if isinstance(one, dict) and len(str(one)) <= _LONGEST_EXAMPLE)
        return next((one for one in short if all(identifier(name, "_") == name for name in one)), None)

    # -- responses -----------------------------------------------------------------------------------------

    def _successes(self, raw: Raw, where: Location) -> dict[str, Named]:
        """The successful responses by status code; without any `default` is one."""
        responses = raw.get("responses")
        if not isinstance(responses, dict):
            return {"204": Named({}, where)}
        found = {
            str(code).upper(): self.source.follow(one, (*where, "responses", code))
            for code, one in responses.items()
            if isinstance(one, dict)
        }
        good = {code: named for code, named in found.items() if code.startswith("2")}
        if not good and "DEFAULT" in found:
            good = {"200": found["DEFAULT"]}
        if not good:
            self.source.fail(
                (*where, "responses"),
                f"no successful response among {', '.join(responses) or 'none'}: add the 2xx that the server sends",
            )
        return good

    def _responses(self, raw: Raw, where: Location, stem: str) -> Placed:
        made: Raw = {}
        for code, (found, here) in self._successes(raw, where).items():
            content = mapping(found.get("content")) if code not in {"204", "205"} else {}
            name = f"{stem}Response{code if made else ''}"
            made[code] = Placed({"description": prose(found.get("description")) or "Done."}, here)
            if content:
                made[code]["content"] = self._content(_chosen(list(content)), content, here, name)
        return Placed(made, (*where, "responses"))

    def _content(self, kind: str, content: Raw, here: Location, name: str) -> Raw:
        """The one media type of a response that is read; what is not JSON is a file."""
        where = (*here, "content", kind)
        if is_json(kind):
            return {_plain_kind(kind): self._media(mapping(content[kind]), where, "read", name)}
        return {_plain_kind(kind): Placed({"schema": {"type": "string", "format": "binary"}}, where)}


def _without_null(schema: Placed) -> Placed:
    """A parameter's schema without null, which is not sent."""
    if isinstance(schema.get("type"), list):
        return Placed({**schema, "type": schema["type"][0]}, schema.origin)
    if NULL not in schema.get("oneOf", ()):
        return schema
    left = [one for one in schema["oneOf"] if one != NULL]
    said = {word: value for word, value in schema.items() if word != "oneOf"}
    return Placed({**said, **({"oneOf": left} if len(left) > 1 else {"allOf": left})}, schema.origin)


_UNDERSTOOD = frozenset(
    {
        *("tags", "summary", "description", "operationId", "parameters", "requestBody", "responses"),
        *("deprecated", "security", "externalDocs", "servers"),
    }
)


def is_json(kind: str) -> bool:
    """Whether a media type holds JSON."""
    name = kind.partition(";")[0].strip().lower()
    return name in _ANY_JSON or name.endswith("+json")


def _chosen(kinds: list[str]) -> str:
    """The media type that is used: JSON before forms before the others."""
    ranks = ((lambda kind: _plain_kind(kind) == JSON), is_json, (lambda kind: _plain_kind(kind) in _FORMS))
    return next((kind for fits in ranks for kind in kinds if fits(kind)), kinds[0])


def _plain_kind(kind: str) -> str:
    name = kind.partition(";")[0].strip().lower()
    return JSON if name in _ANY_JSON else name
