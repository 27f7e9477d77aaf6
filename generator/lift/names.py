"""Names that Python can have, and that nothing else has yet."""

import builtins
import keyword
import re
import typing
import unicodedata

from generator.plan.code_names import snake
from konigle._core import body, call, models, pagination
from konigle._core.schema_types import exact, fields, formats, unions

_TAKEN_CLASSES = frozenset(
    {
        *dir(builtins),
        *typing.__all__,
        *(
            name
            for module in (body, call, exact, fields, formats, models, pagination, unions)
            for name in dir(module)
        ),
        *("Field", "AliasChoices", "BaseModel", "StrEnum", "Decimal", "Mapping", "UUID", "TypeAliasType"),
        *("Client", "AsyncClient", "Managers", "AsyncManagers", "Self", "TypeAlias"),
    }
)

_TAKEN_METHODS = ("base_path",)


def ascii_words(text: str) -> str:
    """A text with nothing but ASCII letters, digits and single underscores."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^0-9A-Za-z]+", "_", plain).strip("_")


def identifier(text: str, prefix: str) -> str:
    """A name in snake_case; `prefix` goes before one that would start with a digit, or stands for an empty one."""
    name = snake(ascii_words(text))
    if not name or name[0].isdigit():
        name = f"{prefix}_{name}".strip("_")
    if not keyword.iskeyword(name):
        return name
    return (
        f"{name}_{prefix}" if prefix in {"tag", "call"} else f"{name}_"
    )  # those are put into snake_case again


def camel(name: str) -> str:
    """A name in snake_case as one in camelCase."""
    head, *words = name.strip("_").split("_")
    return head + "".join(word[:1].upper() + word[1:] for word in words)


def class_name(text: str) -> str:
    """A name in PascalCase that hides none of the names that generated modules import."""
    words = ascii_words(text).split("_")
    name = "".join(word[:1].upper() + word[1:] for word in words)
    if not name or name[0].isdigit():
        name = f"Model{name}"
    hidden = name in _TAKEN_CLASSES or keyword.iskeyword(snake(name)) or name.endswith("Fields")
    return f"{name}Model" if hidden else name


def title_of(name: str) -> str:
    """A short name for people, as a property has it that says none."""
    return " ".join(word[:1].upper() + word[1:] for word in ascii_words(name).split("_")) or name


def name_methods(operations: typing.Iterable[dict[str, typing.Any]]) -> None:
    """Says as `x-method` what each method is called: the operation without its tag, or all of it where that is taken."""
    by_tag: dict[str, list[dict[str, typing.Any]]] = {}
    for one in operations:
        by_tag.setdefault(one["tags"][0], []).append(one)
    for tag, members in by_tag.items():
        short = {
            one["operationId"]: _method_name(snake(one["operationId"]), tag)
            for one in members
            if "x-method" not in one
        }
        names = Unique(_TAKEN_METHODS)
        for one in members:
            wanted, whole = short.get(one["operationId"], ""), snake(one["operationId"])
            if wanted:
                shared = list(short.values()).count(wanted) > 1 or keyword.iskeyword(wanted)
                one["x-method"] = names.take(whole if shared else wanted, whole, f"{whole}_call")


def _method_name(operation: str, tag: str) -> str:
    words = operation
    for noun in (tag, tag.removesuffix("s"), tag.removesuffix("ies") + "y"):
        words = re.sub(rf"(^|_){re.escape(noun)}(?=_|$)", "", words).strip("_")
    return words if re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", words) else operation.strip("_")


class Unique:
    """Gives each name once; another one gets a number."""

    def __init__(self, taken: typing.Iterable[str] = ()) -> None:
        self._taken = {self._key(name) for name in taken}

    @staticmethod
    def _key(name: str) -> str:
        # two names that make the same module would overwrite each other
        return snake(name).replace("_", "")

    def take(self, *wanted: str) -> str:
        """The first of these names that is free, else the last with a number behind it."""
        count = 1
        names = list(dict.fromkeys(wanted))
        while True:
            for name in names:
                if self._key(name) not in self._taken:
                    self._taken.add(self._key(name))
                    return name
            count += 1
            names = [f"{wanted[-1].rstrip('_')}{'_' if wanted[-1].islower() else ''}{count}"]
