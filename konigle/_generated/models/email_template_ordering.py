# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Literal, TypeAlias

EmailTemplateOrdering: TypeAlias = Literal[
    "name",
    "-name",
    "code",
    "-code",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
]
"""Fields that a list of templates can be sorted by."""
