"""Which credential the key of a client is: the first scheme of the document that can be sent."""

from dataclasses import dataclass, field
from typing import Any

from generator.lift.source import Source
from generator.read.spec import Raw, as_list

MAIN = "apiKey"
_AUTHORIZATION = {"type": "apiKey", "in": "header", "name": "Authorization"}


@dataclass(frozen=True)
class Security:
    """The security of a lifted document.

    Attributes:
        schemes: Its schemes; the main one is sent as `Authorization`.
        needed: What an operation says; nothing if it needs the main scheme.
        settings: Settings of the client.
    """

    schemes: dict[str, Raw]
    needed: list[Raw] | None = None
    settings: dict[str, Any] = field(default_factory=dict[str, Any])

    def of(self, operation: Raw) -> Raw:
        """The word `security` of a lifted operation, if it needs one."""
        said = operation.get("security")
        needed = [{}] if isinstance(said, list) and all(not one for one in said) else self.needed
        return {} if needed is None else {"security": needed}


def lift_security(source: Source) -> Security:
    """Reads the security of a document; of several alternatives it takes the first with one scheme that can be sent."""
    components = source.raw.get("components")
    raw = components.get("securitySchemes") if isinstance(components, dict) else None
    schemes = {name: source.follow(one, ()).raw for name, one in (raw or {}).items() if isinstance(one, dict)}
    alternatives = [one for one in as_list(source.raw, "security") if isinstance(one, dict) and one]
    wanted = [name for one in alternatives for name in one] or list(schemes)
    found = [made for name in wanted if name in schemes and (made := _lifted(name, schemes[name]))]
    main = {MAIN: dict(_AUTHORIZATION)}
    if not schemes:
        return Security(main, [{}], {"default_api_key": "unused"})
    return found[0] if found else Security(main)


def _lifted(name: str, raw: Raw) -> Security | None:
    main = {MAIN: dict(_AUTHORIZATION)}
    kind, scheme = raw.get("type"), str(raw.get("scheme", "")).lower()
    if kind in {"oauth2", "openIdConnect"} or (kind == "http" and scheme == "bearer"):
        return Security(main, None, {"auth_prefix": "Bearer"})
    if kind == "http" and scheme == "basic":
        return Security(main, None, {"auth_prefix": "Basic"})
    if kind != "apiKey" or raw.get("in") not in {"header", "query"} or not isinstance(raw.get("name"), str):
        return None
    if raw["in"] == "header" and raw["name"].lower() == "authorization":
        return Security(main, None, {"auth_prefix": ""})
    own = f"{name}Key" if name == MAIN else name
    made = {"type": "apiKey", "in": raw["in"], "name": raw["name"]}
    return Security({**main, own: made}, [{own: []}], {"key_scheme": own})
