"""Renders the plumbing of the managers: their methods, configuration, places on the client, and public names."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openapi_python_client.strings import safe_for_docstring

from generator.errors import BuildError
from generator.methods.endpoint_functions import function_name
from generator.methods.manager_methods import ManagerPlan, plan_manager
from generator.plan.code_names import CORE, GENERATED, MODELS, Import, snake
from generator.plan.filters import query_class
from generator.plan.ir import Docstring
from generator.representation import Area, Kind, Manager, Method, Sdk
from generator.write.render import PACKAGE, Renderer, wrapped

METHODS = "konigle/_async/generated"
CLIENT = "konigle/_async/client_managers.py"
BY_HAND = "konigle/_async/managers"
_OVERRIDE = "# type: ignore[override]  # names the filters, where the base class takes any"
_CRUD: tuple[Kind, ...] = ("list", "get", "create", "update", "delete")
_STANDARD = {
    "Any": "typing",
    "Decimal": "decimal",
    "date": "datetime",
    "datetime": "datetime",
    "AsyncIterator": "collections.abc",
    "FileResponse": f"{CORE}.call",
    "RequestOptions": f"{CORE}.call",
    "SaveTo": f"{CORE}.call",
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "UncheckedDict": f"{CORE}.body",
    "partial": "functools",
    "AsyncNumberedList": "konigle._async.lists",
    "AsyncSequentialList": "konigle._async.lists",
    "WaitCondition": "konigle._managers.waiting",
    "id_of": "konigle._managers.waiting",
    "wait_for_state": "konigle._async.polling",
    "CursorPaging": f"{CORE}.sequences",
    "OffsetPaging": f"{CORE}.sequences",
    "AsyncPaginatedResponse": f"{CORE}.pagination",
}
_MODEL_BASES = (
    *("BaseFilters", "BaseResource", "CreateModel", "IDMixin", "TimestampMixin"),
    *("TimestampedResource", "UpdateModel"),
)


def hand_written(root: Path, sdk: Sdk) -> dict[str, frozenset[str]]:
    """The methods of each manager's class that are written by hand; they go before generated ones.

    Raises:
        BuildError: A manager has no class; the text has the module to start from.
    """
    folder = root / BY_HAND
    found: dict[str, frozenset[str]] = {}
    for manager in sdk.managers():
        path = folder / f"{manager.name}.py"
        tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
        name = f"Async{manager.stem}Manager"
        classes = [one for one in tree.body if isinstance(one, ast.ClassDef) and one.name == name]
        if not classes:
            raise BuildError(
                f"{BY_HAND}/{manager.name}.py: {name} is missing. Start from:\n\n{manager_module(manager)}"
            )
        written = {
            one.name: one
            for one in classes[0].body
            if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        for method in manager.methods:
            if method.deprecated and method.name in written and not written[method.name].decorator_list:
                raise BuildError(
                    f"{BY_HAND}/{manager.name}.py:{written[method.name].lineno}: {name}.{method.name} is written by "
                    f"hand and {method.operation} is deprecated: put `@deprecated(…, category=None)` above it"
                )
        found[manager.name] = frozenset(written)
    return found


def manager_module(manager: Manager) -> str:
    """The module of a manager that has only what the spec describes."""
    nouns, methods = manager.name.replace("_", " "), f"{manager.stem}Methods"
    return (
        f'"""Asynchronous manager of {nouns}."""\n\n'
        f"from konigle._async.generated.{manager.name} import {methods}\n\n\n"
        f"class Async{manager.stem}Manager({methods}):\n"
        f'    """Asynchronous manager of {nouns}."""\n'
    )


def manager_files(renderer: Renderer, sdk: Sdk, by_hand: dict[str, frozenset[str]]) -> dict[str, str]:
    """Paths below the project's root, and their text before formatting."""
    managers = sdk.managers()
    files = {
        f"{METHODS}/__init__.py": renderer.text("generated_init.py.jinja"),
        f"{PACKAGE}/managers/__init__.py": renderer.text("managers_init.py.jinja"),
        CLIENT: renderer.text("client_managers.py.jinja", managers=managers),
    }
    for manager in managers:
        plan = plan_manager(sdk, manager, by_hand.get(manager.name, ()), renderer.dicts())
        files[f"{METHODS}/{manager.name}.py"] = _methods(renderer, plan)
        files[f"{PACKAGE}/managers/{manager.name}.py"] = _configuration(renderer, manager)
    return files | _exports(renderer, sdk)


def foreign_manager_files(
    renderer: Renderer, sdk: Sdk, package: str, settings: Mapping[str, Any]
) -> dict[str, str]:
    """The managers of a foreign document, and the client that has them; no part of them is written by hand."""
    client = renderer.text(
        "foreign_client.py.jinja",
        sdk=sdk,
        managers=sdk.managers(),
        environment=package.upper(),
        settings=settings,
    )
    files = {
        f"{METHODS}/__init__.py": renderer.text("generated_init.py.jinja"),
        f"{METHODS}/_client.py": client,
        f"{PACKAGE}/managers/__init__.py": renderer.text("managers_init.py.jinja"),
        f"{PACKAGE}/__init__.py": renderer.text("foreign_init.py.jinja", sdk=sdk),
        f"{PACKAGE}/py.typed": "",
    }
    for manager in sdk.managers():
        plan = plan_manager(sdk, manager)
        _, _, cls = manager_module(manager).partition("\n\n\n")
        files[f"{METHODS}/{manager.name}.py"] = f"{_methods(renderer, plan)}\n\n{cls}"
        files[f"{PACKAGE}/managers/{manager.name}.py"] = _configuration(renderer, manager)
    return files


def _methods(renderer: Renderer, plan: ManagerPlan) -> str:
    manager = plan.manager
    bases = [f"Base{manager.stem}Manager"]
    imports: set[Import] = {
        ("konigle._managers.call_errors", "explains_calls"),
        (f"{GENERATED}.managers.{manager.name}", bases[0]),
    }
    if manager.resource:
        kinds = [
            f"Async{manager.resource}",
            manager.create or "Any",
            manager.update or "Any",
            manager.filters,
        ]
        bases.append(f"BaseAsyncManager[{', '.join(kinds)}]")
        imports.add(("konigle._async.base_manager", "BaseAsyncManager"))
    else:
        imports.add(("typing", "TYPE_CHECKING"))
    return renderer.text(
        "manager_methods.py.jinja",
        renderer.files_of(manager),
        plan=plan,
        bases=bases,
        imports=renderer.imports(imports | _names_in(renderer, plan, bases), f"{manager.stem}Methods"),
        override=_OVERRIDE,
        docstring=docstring,
    )


def _names_in(renderer: Renderer, plan: ManagerPlan, bases: list[str]) -> set[Import]:
    """The imports of the names that the code of a manager has."""
    imports: set[Import] = set()
    made = [one for method in plan.methods for one in (method, *method.beside)]
    code = [*bases, *(part for one in made for part in (*one.parameters, one.result, *one.body))]
    if plan.methods:
        imports |= {("typing", "Unpack")}
    imports |= {("typing_extensions", "deprecated") for one in plan.methods if one.deprecated}
    words = set(re.findall(r"\w+", " ".join(code)))
    if "api" in words:
        imports.add((f"{GENERATED}.api", f"{plan.manager.name} as api"))
    imports |= {(module, name) for name, module in _STANDARD.items() if name in words}
    known = {
        MODELS: renderer.model_names(),
        f"{GENERATED}.filters": {
            name for one in renderer.sdk.filters for name in (one.name, query_class(one.name))
        },
    }
    return imports | {(module, name) for module, names in known.items() for name in words & names}


def docstring(parts: Docstring) -> str:
    """A docstring's text, from the summary to the quotes that end it."""
    margin = " " * 8
    lines = [wrapped(parts.summary, 8, 3), "", f"{margin}{wrapped(parts.text, 8)}", "", f"{margin}Args:"]
    lines += [_entry(name, doc) for name, doc in parts.arguments]
    if parts.returns:
        lines += ["", f"{margin}Returns:", f"{margin}    {wrapped(parts.returns, 12)}"]
    if parts.raises:
        lines += ["", f"{margin}Raises:", *(_entry(name, doc) for name, doc in parts.raises)]
    lines += ["", f"{margin}Example:"]
    lines += [f"{margin}    {line}" for line in safe_for_docstring(parts.example).splitlines()]
    return "\n".join([*lines, margin])


def _entry(name: str, doc: str) -> str:
    return f"{' ' * 12}{name}: {wrapped(doc, 16, len(name) - 2)}"


def _configuration(renderer: Renderer, manager: Manager) -> str:
    imports: set[Import] = {("typing", "ClassVar")}
    methods = {kind: one for kind in _CRUD if (one := manager.of_kind(kind)) and _is_common(one)}
    crud = {kind: function_name(one) for kind, one in methods.items()} if manager.resource else {}
    if manager.resource:
        imports |= {
            ("typing", "Any"),
            ("pydantic", "BaseModel"),
            (f"{CORE}.models", "BaseFilters"),
            (f"{GENERATED}.filters.{manager.name}", manager.filters),
        }
        models = [name for name in (manager.resource, manager.update) if name]
        imports |= {(f"{MODELS}.{snake(name)}", name) for name in models}
    if crud:
        imports |= {
            (f"{CORE}.call", "Crud" if len(crud) == len(_CRUD) else "Call"),
            (f"{GENERATED}.api", f"{manager.name} as api"),
        }
    if crud and len(crud) < len(_CRUD):
        imports |= {("collections.abc", "Callable"), ("collections.abc", "Mapping")}
    name = f"Base{manager.stem}Manager"
    return renderer.text(
        "base_manager.py.jinja",
        renderer.files_of(manager),
        manager=manager,
        crud=crud,
        is_complete=len(crud) == len(_CRUD),
        imports=renderer.imports(imports, name),
    )


def _is_common(method: Method) -> bool:
    """Whether it is as the base class calls it: its list has numbered pages."""
    return method.pagination is None or method.pagination.style == "page"


def _managers_doc(area: Area) -> str:
    groups = "; ".join(f"{one.name}: {', '.join(one.managers)}" for one in area.groups)
    return f"Managers of {area.title}, for both clients.{f' {groups}.' if groups else ''}"


def _manager_names(renderer: Renderer, area: Area, own: set[str]) -> dict[str, str]:
    """The public names of managers, and what is documented beside them, each with its module."""
    names = {
        "BaseAsyncManager": "konigle._async.base_manager",
        "BaseManager": "konigle._managers.base",
        "BaseSyncManager": "konigle._sync.base_manager",
        "model_to_dict": "konigle._managers.model_dict",
    }
    names |= {name: module for name, module in renderer.also_in_managers().items() if name in own}
    for manager in area.managers:
        names[f"Async{manager.stem}Manager"] = f"konigle._async.managers.{manager.name}"
        names[f"Base{manager.stem}Manager"] = f"{GENERATED}.managers.{manager.name}"
        names[f"{manager.stem}Manager"] = f"konigle._sync.managers.{manager.name}"
    return names


def _exports(renderer: Renderer, sdk: Sdk) -> dict[str, str]:
    """The public modules of each area, which load a name when it is first used."""
    files: dict[str, str] = {}
    documents = {one.name: one.label for one in renderer.spec.areas}
    is_only = len(sdk.areas) == 1  # then everything is its own, and need not be listed
    for area in sdk.areas:
        models, filters = renderer.names_in(area)
        names = _manager_names(renderer, area, models | filters)
        conditions = "Conditions of the lists, as objects (`…Filters`) and as keyword arguments (`…Query`)."
        resources = "resources, what creates and changes them, and the values inside them."
        for path, doc, listed, package, own in (
            (f"managers/{area.name}/__init__.py", _managers_doc(area), names, "", set[str]()),
            (
                f"models/{area.name}/__init__.py",
                f"Models of {area.title}: {resources}",
                dict.fromkeys(_MODEL_BASES, f"{CORE}.models"),
                "models",
                models,
            ),
            (f"filters/{area.name}.py", conditions, {"BaseFilters": f"{CORE}.models"}, "filters", filters),
        ):
            more = {} if is_only else dict.fromkeys(own, f"{GENERATED}.{package}")
            files[f"konigle/{path}"] = renderer.text(
                "exports.py.jinja",
                documents.get(area.name, ""),
                doc=doc,
                names=dict(sorted((listed | more).items())),
                packages=[package] if is_only and package else [],
            )
    return files
