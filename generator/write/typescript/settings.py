"""Settings, constants and kinds of errors in the words of TypeScript."""

from generator.representation import ErrorKind, Sdk, Setting
from generator.write.typescript import text

_NO_LIMIT = "; zero for none"
_OF_RUNS = {"concurrency", "poll"}  # of many calls: bulk calls and waits have options of their own
_TYPES = {
    "text": "string",
    "texts": "readonly string[]",
    "seconds": "number",
    "count": "number",
    "flag": "boolean",
}


class Settings:
    """What the template of settings asks of the representation."""

    def __init__(self, sdk: Sdk) -> None:
        self.sdk = sdk

    def setting_groups(self) -> list[tuple[str, str, list[Setting]]]:
        """The interfaces of settings: name, doc and what each holds."""
        pages = {self.sdk.paging.page, self.sdk.paging.page_size}
        of_calls = [one for one in self.sdk.settings if one.per_call and one.name not in pages | _OF_RUNS]
        of_clients = [one for one in self.sdk.settings if not one.per_call]
        of_clients += [one for one in of_calls if one.name != "idempotency_key"]
        return [
            ("ClientSettings", "Settings of a client.", of_clients),
            ("CallSettings", "Settings of a call.", of_calls),
            (
                "PageOptions",
                "The page that a list reads.",
                [one for one in self.sdk.settings if one.name in pages],
            ),
        ]

    def call_settings(self) -> list[str]:
        """The names of the settings of a call."""
        return [self.setting_name(one) for one in self.setting_groups()[1][2]]

    def setting_name(self, setting: Setting) -> str:
        """The name of a setting, with its unit."""
        return text.camel(setting.name) + ("Ms" if setting.kind == "seconds" else "")

    def setting_type(self, setting: Setting) -> str:
        """The type of a setting; a time limit of null is none."""
        plain = _TYPES[setting.kind]
        return f"{plain} | null" if _NO_LIMIT in setting.doc else plain

    def setting_doc(self, setting: Setting, *, is_call: bool) -> str:
        """What a setting is for, with its unit and its default."""
        retry = self.sdk.retry
        usual = {
            "timeout": self.milliseconds(retry.timeout_s),
            "retry_count": str(retry.retry_count),
            "retry_backoff": self.milliseconds(retry.backoff_s),
            self.sdk.paging.page_size: f"{self.page_size()}, and the most {self.sdk.paging.max_page_size}",
        }.get(setting.name, "").replace("_", ",")
        if is_call and setting.name != "idempotency_key":
            usual = "that of the client"
        doc = setting.doc.replace(_NO_LIMIT, "; null for none")
        unit = "In milliseconds." if setting.kind == "seconds" else ""
        return " ".join(filter(None, [doc, unit, f"The default is {usual}." if usual else ""]))

    def milliseconds(self, seconds: float) -> str:
        """A duration as a number of TypeScript."""
        return f"{round(seconds * 1000):_}"

    def page_size(self) -> int:
        """Resources of a page where a call does not say how many."""
        found = (one for _, method in self.sdk.methods().values() for one in method.arguments)
        return next((int(one.default) for one in found if one.name == self.sdk.paging.page_size), 1)


class Errors:
    """What the template of errors asks of the representation.

    Attributes:
        by_hand: The kinds of the errors whose classes are written by hand.
    """

    def __init__(self, sdk: Sdk, by_hand: list[str]) -> None:
        self.sdk = sdk
        self.by_hand = by_hand
        self.kinds = {one.name: one.kind for one in sdk.error_kinds}

    def error_kinds(self) -> list[ErrorKind]:
        """The kinds whose classes are generated; a call that is cancelled rejects with the reason of its signal."""
        return [one for one in self.sdk.error_kinds if one.kind not in {*self.by_hand, "canceled"}]

    def error_words(self) -> list[str]:
        """All kinds, those of classes that are written by hand first."""
        return [*self.by_hand, *(one.kind for one in self.error_kinds())]

    def base_errors(self) -> list[str]:
        """The classes that are written by hand and have others below them."""
        generated = {text.error(one.kind) for one in self.error_kinds()}
        return sorted({self.parent(one) for one in self.error_kinds()} - generated)

    def parent(self, kind: ErrorKind) -> str:
        """The class of the more general kind."""
        return text.error(self.kinds[kind.parent]) if kind.parent else "KonigleError"

    def statuses(self) -> dict[str, str]:
        """The kind of error by status code."""
        return {status: self.kinds[name] for status, name in self.sdk.errors.items()}

    def status_errors(self) -> list[str]:
        """The classes that the table of status codes names."""
        return sorted({text.error(kind) for kind in self.statuses().values()})
