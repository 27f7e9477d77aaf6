# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Literal, TypeAlias

ContactSource: TypeAlias = Literal[
    "purchase",
    "lead",
    "migration",
    "unknown",
]
"""Source of a contact."""
