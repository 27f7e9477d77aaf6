"""What each kind of difference means, for values that are sent and for values that are read.

Sent: the server must go on taking whatever a program sends today. Read: a program must go on finding whatever it
looks for today. Beyond that the models count: they check what is sent and let through what is read, so a wider limit or
one more word of an enumeration in an answer breaks nothing, while another Python type does in either direction.
"""

from dataclasses import dataclass

from generator.diff.changes import Direction, Level

UNKNOWN = "this comparison does not know what that means"
_BREAKING, _ADDITIVE = Level.BREAKING, Level.ADDITIVE


@dataclass(frozen=True)
class Rule:
    """What a kind of difference means.

    Attributes:
        sent: In requests.
        read: In answers.
        why_sent: Why it breaks requests.
        why_read: Why it breaks the reading of answers.
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
    "optional": Rule(_ADDITIVE, _BREAKING, why_read="answers may lack it"),
    "may be null": Rule(_ADDITIVE, _BREAKING, why_read="programs may meet null where they never did"),
    "never null": Rule(_BREAKING, _ADDITIVE, "null is refused"),
    "narrower": Rule(_BREAKING, _ADDITIVE, "values that were good are refused"),
    "wider type": Rule(_ADDITIVE, _BREAKING, why_read="programs may meet a type they never did"),
    "wider": Rule(_ADDITIVE, _ADDITIVE),
    "other type": Rule(
        _BREAKING, _BREAKING, "what programs send is refused", "programs read another Python type"
    ),
    "other default": Rule(
        _BREAKING, _BREAKING, "leaving it out means something else", "where an answer lacks it, models say so"
    ),
    "other name": Rule(_BREAKING, _BREAKING, "the class has another name", "the class has another name"),
    "unknown": Rule(_BREAKING, _BREAKING, UNKNOWN, UNKNOWN),
}
