"""Reads from the source, without running it, which methods of which manager call which generated function."""

import ast
from collections.abc import Iterator
from pathlib import Path

from generator.read.spec import YamlFile
from tools.api_diff.compare import Names

_API = "konigle._generated.api"
_MANAGERS = (
    "konigle/_managers",
    "konigle/_generated/managers",
    "konigle/_async",
    "konigle/_async/generated",
    "konigle/_async/managers",
)
_CRUD = "_crud"
_OWN_CRUD = "_own_crud"
_CRUD_FIELDS = ("list", "get", "create", "update", "delete")


def names_of(root: Path) -> Names:
    """Names of classes and methods of a project.

    Args:
        root: Its folder; what is not there has no names.
    """
    classes = {
        name: name
        for folder in ("models", "filters")
        for name in _exported(root / "konigle/_generated" / folder)
    }
    hints = root / "generator/hints.yaml"
    schemas = YamlFile(hints, root).raw.get("schemas", {}) if hints.is_file() else {}
    forms = {raw["form"]: name for name, raw in schemas.items() if "form" in raw}
    return Names({**classes, **forms}, methods_of(root))


def _exported(package: Path) -> list[str]:
    """`__all__` of a generated package."""
    path = package / "__init__.py"
    for node in _tree(path).body if path.is_file() else ():
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return []


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


class _Class:
    """What a class is made of: bases, what its methods mention, the functions it is configured with."""

    def __init__(self, node: ast.ClassDef, modules: dict[str, str]) -> None:
        self.name = node.name
        self.bases = [name for base in node.bases for name in _base_names(base)]
        self.crud: dict[str, str | None] = {}
        self.uses: dict[str, set[str]] = {}
        for one in node.body:
            if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
                self.uses[one.name] = set(_mentioned(one, modules))
            elif isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
                self.crud |= _configured(one.target.id, one.value, modules)


def _configured(name: str, value: ast.expr | None, modules: dict[str, str]) -> dict[str, str | None]:
    """The functions that a class is configured with: all of the common ones, or those that there are."""
    if name == _CRUD and isinstance(value, ast.Call):
        return dict(zip(_CRUD_FIELDS, (_function(one, modules) for one in value.args), strict=False))
    if name == _OWN_CRUD and isinstance(value, ast.Dict):
        keys = [one.value if isinstance(one, ast.Constant) else "" for one in value.keys]
        return {str(key): _function(one, modules) for key, one in zip(keys, value.values, strict=True)}
    return {}


def _base_names(node: ast.expr) -> Iterator[str]:
    inner = node.value if isinstance(node, ast.Subscript) else node
    if isinstance(inner, ast.Name):
        yield inner.id


def _mentioned(node: ast.AST, modules: dict[str, str]) -> Iterator[str]:
    """Functions as `contacts.get_contact`, own members as `self.get`, configured functions as `crud.get`."""
    for one in ast.walk(node):
        function = _function(one, modules)
        if function:
            yield function
        elif (
            isinstance(one, ast.Attribute)
            and isinstance(one.value, ast.Attribute)
            and one.value.attr == _CRUD
        ):
            yield f"crud.{one.attr}"
        elif isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == "self":
            yield f"self.{one.attr}"


def _function(node: ast.AST, modules: dict[str, str]) -> str | None:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
        return f"{modules[node.value.id]}.{node.attr}"
    return None


def methods_of(root: Path) -> dict[str, tuple[str, ...]]:
    """The public methods that call each function, such as `ContactManager.get` for `contacts.get_contact`.

    Both sides have the same methods, so those of the asynchronous one stand without their `Async`.
    """
    classes: dict[str, _Class] = {}
    for folder in _MANAGERS:
        for path in sorted((root / folder).glob("*.py")):
            tree = _tree(path)
            modules = {
                alias.asname or alias.name: alias.name
                for node in tree.body
                if isinstance(node, ast.ImportFrom) and node.module == _API
                for alias in node.names
            }
            found = (_Class(node, modules) for node in tree.body if isinstance(node, ast.ClassDef))
            classes |= {one.name: one for one in found}
    methods: dict[str, set[str]] = {}
    for one in classes.values():
        if one.name.startswith("Async"):
            for function, method in _calls(_family(one, classes)):
                methods.setdefault(function, set()).add(f"{one.name.removeprefix('Async')}.{method}")
    return {function: tuple(sorted(found)) for function, found in sorted(methods.items())}


def _family(one: _Class, classes: dict[str, _Class]) -> list[_Class]:
    """A class and those it is derived from, the nearest first."""
    found = [one]
    for name in one.bases:
        if name in classes:
            found += _family(classes[name], classes)
    return found


def _calls(family: list[_Class]) -> Iterator[tuple[str, str]]:
    """Function and public method, directly or by way of other methods and the configured functions."""
    uses: dict[str, set[str]] = {}
    for one in family:
        for name, mentioned in one.uses.items():
            uses[name] = uses.get(name, set()) | mentioned  # with `super()` all of them may run
    configured = next((one.crud for one in family if one.crud), {})
    for method in uses:
        if not method.startswith("_"):
            for word in _reached(method, uses):
                function = configured.get(word.removeprefix("crud.")) if word.startswith("crud.") else word
                if function and not function.startswith("self."):
                    yield function, method


def _reached(method: str, uses: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [f"self.{method}"]
    while waiting:
        word = waiting.pop()
        if word not in found:
            found.add(word)
            waiting += uses.get(word.removeprefix("self."), ())
    return found
