# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Literal, TypeAlias

EmailIdentityOrdering: TypeAlias = Literal[
    "identity_value",
    "-identity_value",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
]
"""Fields that a list of identities can be sorted by."""
