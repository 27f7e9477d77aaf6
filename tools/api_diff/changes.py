"""What a comparison finds: single findings, and the changes they add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Direction = Literal["sent", "read"]
"""Which way a value goes: to the server, or from it."""


class Level(IntEnum):
    """What a change asks of the people who use the package."""

    DOCUMENTATION = 0
    """Nothing: only words about the API are different."""
    ADDITIVE = 1
    """Nothing, but they can do more."""
    BREAKING = 2
    """A program that worked may no longer do so."""


@dataclass(frozen=True)
class Finding:
    """One difference, at one location and in one direction.

    Attributes:
        location: Its location in the spec: `ContactFields.nickname`, `listContacts`.
        what: What is different there.
        level: What that means for users.
        why: Why it means that; empty where the words say it.
        models: Components whose classes change with it.
        functions: Functions it touches, such as `contacts.get_contact`.
    """

    location: str
    what: str
    level: Level
    why: str = ""
    models: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Change:
    """One edit, with everything it touches.

    Attributes:
        location: Where it is.
        what: What is different there.
        level: The gravest of what it means in any direction.
        why: The reasons, those of the gravest level first.
        models: Classes of `konigle.models.comm` that change.
        functions: Generated functions that send or read it.
        methods: Methods of managers that call those, without the `Async` of the asynchronous side.
    """

    location: str
    what: str
    level: Level
    why: tuple[str, ...]
    models: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.location}: {self.what}"


def merged(findings: Iterable[Finding]) -> list[Change]:
    """One change for all findings of the same edit: the most severe first, then by location."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.location, finding.what), []).append(finding)
    changes = [_one(group) for group in groups.values()]
    return sorted(changes, key=lambda change: (-change.level, change.location, change.what))


def _one(group: list[Finding]) -> Change:
    first = group[0]
    group = sorted(group, key=lambda finding: -finding.level)
    return Change(
        first.location,
        first.what,
        group[0].level,
        tuple(dict.fromkeys(finding.why for finding in group if finding.why)),
        tuple(sorted({name for finding in group for name in finding.models})),
        tuple(sorted({name for finding in group for name in finding.functions})),
    )


UNKNOWN = "this comparison does not know what that means"
_BREAKING, _ADDITIVE = Level.BREAKING, Level.ADDITIVE


@dataclass(frozen=True)
class Rule:
    """What a kind of difference means.

    Attributes:
        sent: In requests.
        read: In responses.
        why_sent: Why it breaks requests.
        why_read: Why it breaks the decoding of responses.
    """

    sent: Level
    read: Level
    why_sent: str = ""
    why_read: str = ""

    def of(self, direction: Direction) -> tuple[Level, str]:
        """Level and reason for one direction; a reason is given for what breaks."""
        level, why = (self.sent, self.why_sent) if direction == "sent" else (self.read, self.why_read)
        return level, why if level is _BREAKING else ""


RULES = {
    "gone": Rule(
        _BREAKING, _BREAKING, "the server no longer takes it", "programs that read it find nothing there"
    ),
    "new": Rule(_ADDITIVE, _ADDITIVE),
    "new and required": Rule(_BREAKING, _ADDITIVE, "requests without it are refused"),
    "required": Rule(_BREAKING, _ADDITIVE, "requests without it are refused"),
    "optional": Rule(_ADDITIVE, _BREAKING, why_read="responses may lack it"),
    "may be null": Rule(_ADDITIVE, _BREAKING, why_read="programs may meet null where they never did"),
    "never null": Rule(_BREAKING, _ADDITIVE, "null is refused"),
    "narrower": Rule(_BREAKING, _ADDITIVE, "values that were good are refused"),
    "wider type": Rule(_ADDITIVE, _BREAKING, why_read="programs may meet a type they never did"),
    "wider": Rule(_ADDITIVE, _ADDITIVE),
    "other type": Rule(
        _BREAKING, _BREAKING, "what programs send is refused", "programs read another Python type"
    ),
    "other default": Rule(
        _BREAKING,
        _BREAKING,
        "leaving it out means something else",
        "if a response lacks it, models return it",
    ),
    "other name": Rule(_BREAKING, _BREAKING, "the class has another name", "the class has another name"),
    "unknown": Rule(_BREAKING, _BREAKING, UNKNOWN, UNKNOWN),
}
