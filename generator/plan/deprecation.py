"""What users of the Python SDK are told about something deprecated."""

from generator.representation import Deprecation, Sdk


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
