"""Reads the webhooks of the spec: requests that the API sends, with how they are signed."""

import re

from generator.read.contents import JSON
from generator.read.spec import Location, Raw, Spec, described
from generator.representation import Signature, Webhook

_WORDS: dict[str, type] = {
    "header": str,
    "algorithm": str,
    "encoding": str,
    "prefix": str,
    "signed": str,
    "timestamp": str,
    "tolerance": int,
}
_CHOICES = {"algorithm": ("hmac-sha256", "hmac-sha512"), "encoding": ("hex", "base64")}


def read_webhooks(spec: Spec) -> tuple[Webhook, ...]:
    """All webhooks in the order of the document.

    Raises:
        BuildError: A payload has no class, or a signature cannot be checked.
    """
    return tuple(
        _webhook(spec, name, item["post"], ("webhooks", name, "post"))
        for name, item in spec.raw.get("webhooks", {}).items()
    )


def _webhook(spec: Spec, name: str, raw: Raw, location: Location) -> Webhook:
    body, where = spec.follow(raw["requestBody"], (*location, "requestBody"))
    content = body["content"]
    if set(content) != {JSON}:
        spec.fail(
            (*where, "content"), f"a webhook of {' and '.join(content) or 'no type'}: only {JSON} can be read"
        )
    schema, where = content[JSON]["schema"], (*where, "content", JSON, "schema")
    if "$ref" not in schema:
        spec.fail(where, "a schema without a name: put it under components.schemas and refer to it")
    return Webhook(name, spec.component(schema, where), described(raw), _signature(spec, raw, location))


def _signature(spec: Spec, raw: Raw, location: Location) -> Signature | None:
    """`x-signature`; None where the API does not sign."""
    said = raw.get("x-signature")
    if said is None:
        return None
    location = (*location, "x-signature")
    if not {"header", "algorithm", "encoding"} <= said.keys() <= _WORDS.keys():
        spec.fail(
            location,
            "must hold `header`, `algorithm` and `encoding` and, if need be, `prefix`, `signed`, `timestamp` and `tolerance`",
        )
    for word, value in said.items():
        if not isinstance(value, _WORDS[word]) or isinstance(value, bool):
            spec.fail(
                (*location, word), f"must be a {'number of seconds' if word == 'tolerance' else 'text'}"
            )
        if word in _CHOICES and value not in _CHOICES[word]:
            spec.fail((*location, word), f"{value!r} is none of {', '.join(_CHOICES[word])}")
    if "{body}" not in said.get("signed", "{body}"):
        spec.fail((*location, "signed"), "must contain {body}; other names in braces are headers")
    names = set(re.findall(r"{([^}]*)}", said.get("signed", ""))) - {"body"}
    if "timestamp" in said and said["timestamp"].lower() not in {name.lower() for name in names}:
        spec.fail(
            (*location, "timestamp"), "must be among the headers in `signed`, or anybody could change it"
        )
    if "tolerance" in said and "timestamp" not in said:
        spec.fail((*location, "tolerance"), "needs `timestamp`, the header with the time")
    return Signature(**{word.replace("tolerance", "tolerance_s"): value for word, value in said.items()})
