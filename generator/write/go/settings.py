"""Settings of clients and calls, constants, and the kinds of errors, as Go."""

from generator.representation import ErrorKind, Sdk, Setting
from generator.write.go import text

_SETTINGS = {
    "text": "string",
    "texts": "[]string",
    "seconds": "time.Duration",
    "count": "int",
    "flag": "bool",
}


class Settings:
    """What the templates ask of settings and constants."""

    def __init__(self, sdk: Sdk) -> None:
        self.sdk = sdk

    def default_page_size(self) -> int:
        """Resources of a page where a call does not say how many."""
        found = (one for _, method in self.sdk.methods().values() for one in method.arguments)
        return next((int(one.default) for one in found if one.name == self.sdk.paging.page_size), 1)

    def milliseconds(self, seconds: float) -> int:
        """A duration as a whole number."""
        return round(seconds * 1000)

    def type(self, setting: Setting) -> str:
        """The type of a setting."""
        return _SETTINGS[setting.kind]

    def value(self, setting: Setting) -> str:
        """A setting as the conformance runner reads it from JSON."""
        return {
            "seconds": "seconds(value)",
            "count": "int(value.(float64))",
            "flag": "",
            "texts": "convert[[]string](value)...",
        }.get(setting.kind, "value.(string)")

    def fields(self, *, per_call: bool) -> list[str]:
        """The fields of a struct of settings, their types in one column."""
        found = [
            (text.local(one.name), _SETTINGS[one.kind])
            for one in self.sdk.settings
            if one.per_call == per_call
        ]
        width = max(len(name) for name, _ in found)
        return [f"{name.ljust(width)} {kind}" for name, kind in found]


class ErrorKinds:
    """What the templates ask of the kinds of errors."""

    def __init__(self, sdk: Sdk) -> None:
        self.sdk = sdk

    def parents(self, kind: ErrorKind) -> list[str]:
        """The more general kinds of an error, the nearest first."""
        known = {one.name: one for one in self.sdk.error_kinds}
        return [kind.parent, *self.parents(known[kind.parent])] if kind.parent else ["CallError"]

    def new_error(self, kind: ErrorKind) -> str:
        """An error of a kind around the error of a call `e`."""
        made = "e"
        for name in reversed([kind.name, *self.parents(kind)[:-1]]):
            made = f"&{name}{{{made}}}"
        return made

    def status_kinds(self) -> list[tuple[str, str]]:
        """Conditions of a status code, each with the kind of error that it means."""
        known = {one.name: one.kind for one in self.sdk.error_kinds}
        return [(_condition(status), known[name]) for status, name in self.sdk.errors.items()]


def _condition(status: str) -> str:
    return f"status/100 == {status[0]}" if status.endswith("XX") else f"status == {status}"
