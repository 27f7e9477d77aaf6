"""Checks deprecations, and words them for users of the Python SDK."""

from collections.abc import Iterable

from generator.read.operations import Operation
from generator.read.spec import Location, Spec, did_you_mean
from generator.representation import Deprecation, Sdk


def checked(
    spec: Spec,
    operations: Iterable[Operation],
    found: Deprecation | None,
    location: Location,
    siblings: Iterable[str] = (),
) -> Deprecation | None:
    """A deprecation whose `use` names an operation, or something beside what is deprecated.

    Raises:
        BuildError: It names nothing.
    """
    known = [*siblings, *(one.id for one in operations)]
    if found and found.use and found.use not in known:
        problem = (
            f"{found.use!r} is neither an operation nor a name beside it{did_you_mean(found.use, known)}"
        )
        spec.fail((*location, "x-deprecated", "use"), problem)
    return found


def deprecation_text(sdk: Sdk, what: str, found: Deprecation) -> str:
    """Says since when it is deprecated, when it is removed, and what to use instead.

    Args:
        sdk: Everything, to find the method of an operation.
        what: The start of the sentence: `Deprecated`, or a name and `is deprecated`.
        found: The deprecation.
    """
    text = f"{what} since version {found.since}" if found.since else what
    if found.removed_in:
        text += f" and will be removed in version {found.removed_in}"
    if not found.use:
        return f"{text}."
    manager, method = sdk.methods().get(found.use, (None, None))
    name = f"client.{manager.name}.{method.name}()" if manager and method else found.use
    return f"{text}; use `{name}` instead."
