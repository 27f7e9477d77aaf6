"""A string that shows itself to nobody but the one who asks by name."""

from typing import Any, NoReturn

from konigle._runtime.plain import plain


class Secret:
    """Holds the API key. Its repr, str and format are stars, and it does not pickle."""

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        self.__value = value

    def reveal(self) -> str:
        """The value itself; keep it out of variables that outlive the line."""
        return self.__value

    def __repr__(self) -> str:
        return "Secret('***')"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.__value == self.__value

    def __hash__(self) -> int:
        return hash(self.__value)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is not pickled; Client(pickle_api_key=True) says that the key may be")


def hide(value: Any) -> Any:
    """The value as a secret, if it is one that could be shown."""
    return value if value is None or isinstance(value, Secret) else Secret(plain(value))
