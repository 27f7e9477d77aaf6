"""Names of modules and classes in generated code."""

Import = tuple[str, str]
"""A module and the name to take from it."""

CORE = "konigle._core"
GENERATED = "konigle._generated"
MODELS = f"{GENERATED}.models"


def snake(name: str) -> str:
    """Module name of a class, as the library makes it."""
    from openapi_python_client.strings import snake_case

    return snake_case(name)
