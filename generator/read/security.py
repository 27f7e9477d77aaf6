"""Reads how credentials are sent, and which operation needs which."""

from typing import Any
from urllib.parse import urlsplit

from generator.read.spec import Location, Raw, Spec, did_you_mean
from generator.representation import Scheme

_LOCATION: Location = ("components", "securitySchemes")
Alternatives = tuple[tuple[str, ...], ...]


def read_schemes(spec: Spec) -> dict[str, Scheme]:
    """The security schemes by name; the first one of the document's `security` is the API key of a client.

    Raises:
        BuildError: A scheme cannot be sent, or the API key is no such one.
    """
    raw: Raw = spec.raw["components"].get("securitySchemes", {})
    found = {name: _scheme(spec, name, one) for name, one in raw.items()}
    main = next((name for need in spec.raw["security"] for name in need), None)
    if main not in found or found[main].location != "header" or found[main].parameter != "Authorization":
        spec.fail(
            ("security",),
            "must begin with the API key of a client, which is sent as `Authorization`: name a scheme with `type: apiKey, "
            "in: header, name: Authorization` or `type: http, scheme: bearer`; every other one is for operations",
        )
    is_key = raw[main]["type"] == "apiKey"
    key = Scheme(main, "header", "Authorization", "" if is_key else found[main].prefix, is_main=True)
    return {**found, main: key}


def _scheme(spec: Spec, name: str, raw: Any) -> Scheme:
    location = (*_LOCATION, name)
    if not isinstance(raw, dict):
        spec.fail(location, "expected a mapping")
    words = {word: value for word, value in raw.items() if word not in {"description", "bearerFormat"}}
    match words:
        case {"type": "apiKey", "in": "header" | "query" as where, "name": str(parameter), **rest} if (
            not rest
        ):
            return Scheme(name, where, parameter)
        case {"type": "http", "scheme": str(scheme), **rest} if scheme.lower() == "bearer" and not rest:
            return Scheme(name, "header", "Authorization", "Bearer")
        case {"type": str(kind), **rest}:
            what = f"a scheme of type {kind}" + "".join(f", {word} {value}" for word, value in rest.items())
        case _:
            what = "a scheme without type"
    return spec.fail(
        location,
        f"{what}: write `type: apiKey, in: header, name: <header>`, the same with `in: query`, or `type: http, scheme: "
        "bearer`, and let the program that uses the client fetch tokens",
    )


def read_security(
    spec: Spec, schemes: dict[str, Scheme], raw: Raw, location: Location
) -> Alternatives | None:
    """The schemes that an operation needs: alternatives, each of which needs all of its schemes; None for the API key.

    Raises:
        BuildError: A scheme is not there, has scopes, or cannot be sent beside another.
    """
    around = (*location, "security") if "security" in raw else ("security",)
    said: list[Any] = raw["security"] if "security" in raw else spec.raw["security"]
    alternatives = tuple(
        _alternative(spec, schemes, one, (*around, str(index))) for index, one in enumerate(said)
    )
    main = next(one.name for one in schemes.values() if one.is_main)
    return None if alternatives == ((main,),) else alternatives


def _alternative(spec: Spec, schemes: dict[str, Scheme], raw: Any, location: Location) -> tuple[str, ...]:
    if not isinstance(raw, dict):
        spec.fail(location, "expected a mapping of schemes to their scopes, which are `[]`")
    for name, scopes in raw.items():
        if name not in schemes:
            spec.fail(location, f"there is no security scheme {name!r}{did_you_mean(name, schemes)}")
        if scopes != []:
            spec.fail((*location, name), "scopes are not checked by clients: write `[]`")
    places = [(schemes[name].location, schemes[name].parameter.lower()) for name in raw]
    if len({*places}) < len(places):
        spec.fail(location, f"{' and '.join(raw)} are sent in the same place: make them alternatives")
    return tuple(raw)


def check_used(spec: Spec, schemes: dict[str, Scheme], used: set[str]) -> None:
    """A scheme that nothing needs would be left out of the code.

    Raises:
        BuildError: There is one.
    """
    for name, one in schemes.items():
        if name not in used and not one.is_main:
            spec.fail(
                (*_LOCATION, name), "is needed by no operation: use it under `security`, or take it out"
            )


def read_servers(spec: Spec) -> tuple[str, ...]:
    """The base URLs, the default one first, with the defaults of their variables.

    Raises:
        BuildError: One is no absolute URL.
    """
    found: list[str] = []
    for index, raw in enumerate(spec.raw.get("servers", ())):
        location = ("servers", str(index))
        known = {"url", "description", "variables"}
        if not isinstance(raw, dict) or not {"url"} <= raw.keys() <= known or not isinstance(raw["url"], str):
            spec.fail(location, "must hold `url` and, if need be, `description` and `variables`")
        url = raw["url"]
        for name, variable in raw.get("variables", {}).items():
            if f"{{{name}}}" not in url or not isinstance(variable, dict) or "default" not in variable:
                spec.fail(
                    (*location, "variables", name), "a variable needs its place in the URL and a `default`"
                )
            url = url.replace(f"{{{name}}}", str(variable["default"]))
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or "{" in url:
            spec.fail(
                (*location, "url"), f"{url!r} must be an absolute URL of http or https, without a query"
            )
        found.append(url.rstrip("/"))
    return tuple(found)
