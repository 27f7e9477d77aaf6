"""Reads what an operation sends and what it returns: media types, and the schemas of them."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from generator.read.spec import Location, Named, Part, Raw
from generator.representation import ABSENT

JSON = "application/json"
FORM = "multipart/form-data"
URL_ENCODED = "application/x-www-form-urlencoded"
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+*-]+(\s*;\s*[\w.+-]+=\S+)*")
Kind = Literal["json", "file", "empty"]


@dataclass(frozen=True)
class Body:
    """What a request carries.

    Attributes:
        schema: The component of it.
        form: The component of the multipart form that is sent instead of JSON if there are files; empty for none.
        location: Where it stands.
        content_type: How the schema is sent: a JSON media type, or a form.
        required: Whether a request without it is an error.
        example: What it may hold.
    """

    schema: str
    form: str
    location: Location
    content_type: str = JSON
    required: bool = True
    example: Any = ABSENT


@dataclass(frozen=True)
class ResponseBody:
    """One successful response.

    Attributes:
        schema: The component of JSON; empty for a file or for no body.
        description: What it is.
        location: Where it stands.
        kind: What the body is.
        status: The status code; 0 for any success.
        content_type: Of JSON or of a file.
    """

    schema: str
    description: str
    location: Location
    kind: Kind = "json"
    status: int = 0
    content_type: str = JSON

    @property
    def shape(self) -> tuple[str, str]:
        """What programs read; responses that are alike in it need not be told apart."""
        return (self.kind, self.schema)


class Contents(Part):
    """Reads the bodies of one operation."""

    # -- requests ------------------------------------------------------------------------------------------

    def body(self) -> Body | None:
        """What a request carries; None for nothing."""
        if "requestBody" not in self.raw:
            return None
        if self.location[-1] == "get":
            self.fail(
                "requestBody",
                "a GET with a request body, which servers and proxies may drop: use query parameters or a POST",
            )
        raw, location = self.spec.follow(self.raw["requestBody"], (*self.location, "requestBody"))
        content, required = raw["content"], raw.get("required", False)
        where = (*location, "content")
        kinds = {_plain_type(kind): kind for kind in content}
        main = next((kind for kind in kinds if is_json(kind)), None) or next(
            (kind for kind in (FORM, URL_ENCODED) if kind in kinds), None
        )
        if main is None:
            self.spec.fail(
                where,
                f"a request body of {' and '.join(content) or 'no type'}: only {JSON}, {FORM} and {URL_ENCODED} "
                f"can be sent; put a file into a field of {FORM}",
            )
        schema = self._media(content[kinds[main]], (*where, kinds[main]), "Body")
        form = ""
        for kind, name in kinds.items():
            other = self._media(content[name], (*where, name), "Body")
            self._check_encoding(name, content[name], (*where, name, "encoding"))
            if kind == FORM and main != FORM:
                form = other
            elif other != schema:
                self.spec.fail(
                    (*where, name),
                    f"{name} beside {kinds[main]} with another schema: use the same schema, or make two operations",
                )
        example = content[kinds[main]].get("example", ABSENT)
        return Body(schema, form, location, kinds[main] if is_json(main) else main, required, example)

    def _check_encoding(self, kind: str, media: Raw, location: Location) -> None:
        """A form is written in one way: objects as JSON text, everything else as text or as a file."""
        for name, raw in media.get("encoding", {}).items():
            if _plain_type(kind) not in {FORM, URL_ENCODED} or raw != {"contentType": JSON}:
                self.spec.fail(
                    (*location, name), f"only an object in a form can be encoded, and only as {JSON}"
                )

    def _media(self, media: Raw, location: Location, suffix: str = "") -> str:
        if "schema" not in media:
            self.spec.fail(location, "a media without schema")
        schema = media["schema"]
        location = (*location, "schema")
        if "$ref" in schema:
            return self.spec.component(schema, location)
        if not suffix or "properties" in schema or "allOf" in schema:
            self.spec.fail(
                location, "a schema without a name: put it under components.schemas and refer to it"
            )
        words = re.split(r"[^0-9A-Za-z]+", self.raw["operationId"])
        return self.spec.name_schema("".join(map(_capital, words)) + suffix, schema, location)

    # -- responses -----------------------------------------------------------------------------------------

    def _responses(self) -> dict[str, Named]:
        raw = self.raw["responses"]
        return {code: self.spec.follow(raw[code], (*self.location, "responses", code)) for code in raw}

    def responses(self) -> list[ResponseBody]:
        """The successful responses that differ in what programs read, the usual one first."""
        found = [
            self._response(code, named) for code, named in self._responses().items() if code.startswith("2")
        ]
        if not found:
            self.fail("responses", "an operation needs a successful response (2xx), this one has none")
        main = min(found, key=lambda one: (one.status != 0, one.kind == "empty"))
        others = {one.status: one for one in found if one.shape != main.shape}
        return [main, *others.values()]

    def _response(self, code: str, named: Named) -> ResponseBody:
        raw, location = named
        status = int(code) if code.isdigit() else 0
        content, description = raw.get("content", {}), " ".join(raw["description"].split())
        if code == "204" and content:
            self.spec.fail(location, "204 goes with no content: use another status code, or take it out")
        if not content:
            return ResponseBody("", description, location, "empty", status, "")
        jsons = [kind for kind in content if is_json(_plain_type(kind))]
        where = (*location, "content")
        if jsons and len(content) == 1:
            schema = self._media(
                content[jsons[0]],
                (*where, jsons[0]),
                f"Response{code}",
            )
            return ResponseBody(schema, description, location, "json", status, jsons[0])
        if len(content) > 1:
            self.spec.fail(
                where,
                f"a response of {' or '.join(content)}: name the one that programs read, or make an operation "
                "for each",
            )
        ((kind, media),) = content.items()
        if not _MEDIA_TYPE.fullmatch(kind):
            self.spec.fail((*where, kind), f"{kind!r} is no media type, such as text/csv")
        self._check_file(media.get("schema", {}), (*where, kind, "schema"))
        return ResponseBody("", description, location, "file", status, kind)

    def _check_file(self, schema: Raw, location: Location) -> None:
        """A file is read as it is, whatever it holds."""
        raw = self.spec.follow(schema, location).raw
        if raw.get("type", "string") != "string" or set(raw) - {"type", "format", "title", "description"}:
            self.spec.fail(
                location,
                "a response that is not JSON is returned as a file: write `{type: string, format: binary}`",
            )

    def error_schemas(self) -> tuple[str, ...]:
        """The components of error responses."""
        found: list[str] = []
        for code, (raw, location) in self._responses().items():
            if code.startswith("2"):
                continue
            for kind, media in raw.get("content", {}).items():
                found.append(self._media(media, (*location, "content", kind)))
        return tuple(found)


def _plain_type(kind: str) -> str:
    """A media type without its parameters."""
    return kind.partition(";")[0].strip().lower()


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def is_json(kind: str) -> bool:
    """Whether a media type is JSON (RFC 6839, 3.1)."""
    return kind == JSON or (kind.endswith("+json") and "*" not in kind)
