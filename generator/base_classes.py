"""The one schema whose class is written by hand must say what that class says."""

from typing import Annotated, Any

from generator.plan import Planner
from generator.schemas import RESOURCE
from konigle._runtime import fields, models


def check_base_classes(planner: Planner) -> None:
    """Compares `TimestampedResource` of the spec with the hand-written class.

    Raises:
        BuildError: They differ in a field, its type, or whether it is required.
    """
    spec = planner.spec
    if RESOURCE not in spec.schemas:
        return
    written = {name: _shape(field) for name, field in models.TimestampedResource.model_fields.items()}
    described = {
        name: (plan.annotation, not any(word.startswith("default") for word, _ in plan.args))
        for name, plan in planner.fields(RESOURCE).items()
    }
    for name in sorted(written.keys() | described.keys()):
        if written.get(name) != described.get(name):
            spec.fail(
                (*planner.schemas.place(RESOURCE), "properties", name),
                f"the spec says {_words(described.get(name))}, konigle/_runtime/models.py says {_words(written.get(name))}",
            )


def _shape(field: Any) -> tuple[str, bool]:
    whole: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    named = next((name for name, value in vars(fields).items() if value == whole), None)
    return str(named or getattr(whole, "__name__", whole)), bool(field.is_required())


def _words(shape: tuple[str, bool] | None) -> str:
    if shape is None:
        return "nothing"
    annotation, required = shape
    return f"{'a required' if required else 'an optional'} {annotation}"
