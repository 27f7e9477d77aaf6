"""Names of attributes for what is called otherwise on the wire."""

import keyword
import re
from collections.abc import Mapping

from generator.plan.code_names import snake
from generator.plan.ir import FieldPlan
from konigle._core import models as runtime

_BASES = (runtime.Payload, runtime.BaseFilters, runtime.ResponseModel)
_GUARDED = ("model_validate", "model_dump")  # pydantic's protected namespaces


def with_python_names(plans: Mapping[str, FieldPlan]) -> dict[str, FieldPlan]:
    """The fields of one class; one whose name Python cannot have, or that hides something, gets another name."""
    words = {word for plan in plans.values() for word in re.findall(r"\w+", plan.annotation)}
    words |= {"Field", "AliasChoices", "ClassVar", "Any"}
    taken = {name for name in plans if not _is_hidden(name, words)}
    made: dict[str, FieldPlan] = {}
    for wire, plan in plans.items():
        if wire in taken:
            made[wire] = plan
            continue
        name = _name(wire)
        while name in taken or _is_hidden(name, words):
            name += "_"
        taken.add(name)
        made[wire] = plan.renamed(name)
    return made


def _is_hidden(name: str, words: set[str]) -> bool:
    if (
        not name.isidentifier()
        or not name.isascii()
        or keyword.iskeyword(name)
        or name.startswith(("_", *_GUARDED))
    ):
        return True
    return name in words or any(hasattr(base, name) for base in _BASES)


def _name(wire: str) -> str:
    """The words of a name, as near to it as Python allows."""
    words = re.sub(r"[^0-9A-Za-z]+", "_", wire).strip("_")
    name = words if re.fullmatch(r"[A-Za-z]\w*", wire) else snake(words)
    if not name or name[0].isdigit() or name.startswith(_GUARDED):
        name = f"field_{name}".rstrip("_")
    return name
