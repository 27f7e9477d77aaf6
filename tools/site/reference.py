"""Writes the pages of the reference: one for each manager with its models, and those of clients, errors and the rest."""

import importlib
import inspect
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel

import konigle
from konigle import exceptions, types
from konigle.filters import comm as filters_comm
from konigle.models import comm as models_comm
from tools.release.steps import ROOT
from tools.site.model_pages import model_section, values_section

_SDK: dict[str, Any] = json.loads((ROOT / "konigle/_generated/sdk.json").read_text(encoding="utf-8"))
_EXTRAS = ("konigle.arrow", "konigle.dask", "konigle.otel")
"""Modules that need an extra; their names are read from their source."""


def write_reference(folder: Path) -> None:
    """Writes the pages.

    Args:
        folder: The folder `reference` of the site's sources.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages = dict(_pages())
    for name, lines in pages.items():
        (folder / f"{name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def public_names() -> Iterator[str]:
    """Every public name of the package, with its module."""
    modules: tuple[ModuleType, ...] = (konigle, exceptions, types, models_comm, filters_comm)
    for module in (
        *modules,
        *map(importlib.import_module, ("konigle.managers.comm", "konigle.sandbox", "konigle.config")),
    ):
        for name in module.__all__:
            if not name.startswith("_"):
                yield f"{module.__name__}.{name}"


def _pages() -> Iterator[tuple[str, list[str]]]:
    shown: set[str] = set()
    for manager in _managers():
        yield f"{manager['name'].replace('_', '-')}", list(_manager_page(manager, shown))
    yield "models", list(_other_models(shown))
    yield (
        "clients",
        [
            *_title(
                "Clients",
                "`Client` blocks, `AsyncClient` is awaited. Both have the same arguments and managers.",
            ),
            *_documented("konigle", ("Client", "AsyncClient", "ClientConfig", *_rest(konigle))),
        ],
    )
    yield "errors", list(_errors_page())
    yield "types", list(_types_page())
    managers = importlib.import_module("konigle.managers.comm")
    bases = [name for name in managers.__all__ if name.startswith("Base") or name == "model_to_dict"]
    about = "What managers have in common, for managers that you write yourself."
    yield "managers", [*_title("Manager base classes", about), *_documented("konigle.managers.comm", bases)]
    sandbox = importlib.import_module("konigle.sandbox")
    yield (
        "sandbox",
        [
            *_title(
                "Sandbox",
                "The local server for tests, in `konigle.sandbox`; [the guide](../sandbox.md) explains it.",
            ),
            *_documented("konigle.sandbox", sandbox.__all__),
        ],
    )
    yield "extras", [*_title("Extras", "Modules that need an extra of the package."), *_extras()]


def _managers() -> Iterable[dict[str, Any]]:
    return [manager for area in _SDK["areas"] for manager in area["managers"]]


def _manager_page(manager: dict[str, Any], shown: set[str]) -> Iterator[str]:
    stem: str = manager["stem"]
    yield from _title(manager["name"].replace("_", " ").capitalize(), manager["doc"])
    yield f"Called as `client.{manager['name']}`."
    yield ""
    yield from _documented("konigle.managers.comm", (f"{stem}Manager", f"Async{stem}Manager"))
    others = sorted((one["stem"] for one in _managers()), key=len, reverse=True)

    def belongs(name: str) -> bool:
        name = name.removeprefix("Base").removeprefix("Async")
        return next((other for other in others if name.startswith(other)), None) == stem

    yield "## Models"
    yield ""
    for name in filter(belongs, (*models_comm.__all__, *filters_comm.__all__)):
        shown.add(name)
        yield from _section(name)


def _section(name: str) -> Iterator[str]:
    found = getattr(models_comm, name, None) or getattr(filters_comm, name)
    if inspect.isclass(found) and found.__name__ != name and name.startswith("Async"):
        yield from (
            f"### {name}",
            "",
            f"`{found.__name__}`, as type checkers know it where an `AsyncClient` returns it.",
            "",
        )
    elif inspect.isclass(found) and issubclass(found, BaseModel):
        yield from model_section(found)
    elif _is_values(found):
        doc = next((each["doc"] for each in _SDK["enums"] if each["name"] == name), "")
        yield from values_section(name, found, doc)
    else:
        yield f"### {name}"
        yield ""
        yield _docstring(found)
        yield ""


def _other_models(shown: set[str]) -> Iterator[str]:
    yield from _title("Shared models", "Base classes of the models, and values that several models use.")
    for name in dict.fromkeys((*models_comm.__all__, *filters_comm.__all__)):
        if name not in shown:
            yield from _section(name)


def _errors_page() -> Iterator[str]:
    yield from _title(
        "Errors",
        "Every error is a `KonigleError`. `error.applied` says whether the request was applied: yes, no or unknown. "
        "The table says what it usually is; if an earlier attempt of the same call may have been applied, it is unknown. "
        "Where an error can also be an `OutcomeUnknown`, catch that one first: such a call is not safe to make again.",
    )
    yield from ("| error | when | applied | what to do |", "| --- | --- | --- | --- |", *_error_rows(), "")
    yield from _documented("konigle.exceptions", exceptions.__all__)


def _error_rows() -> Iterator[str]:
    """A row for each class of errors, in the order of the source; each docstring has the facts."""
    for name, found in vars(exceptions).items():
        if inspect.isclass(found) and issubclass(found, exceptions.KonigleError):
            text = _docstring(found)
            applied, action = re.findall(r"^(?:Applied|What to do): (.+)\.$", text, re.MULTILINE)
            link = f"[{name}][konigle.exceptions.{name}]"
            yield f"| {link} | {text.partition(chr(10))[0].removesuffix('.')} | {applied} | {action} |"


def _types_page() -> Iterator[str]:
    yield from _title("Types", "What calls take and return beside the models, in `konigle.types`.")
    values = [name for name in types.__all__ if _is_values(getattr(types, name))]
    yield from _documented("konigle.types", [name for name in types.__all__ if name not in values])
    for name in values:
        if not hasattr(models_comm, name):
            yield from values_section(name, getattr(types, name), "")


def _extras() -> Iterator[str]:
    for name in _EXTRAS:
        if (ROOT / name.replace(".", "/")).is_dir() or (ROOT / f"{name.replace('.', '/')}.py").is_file():
            yield f"::: {name}"
            yield ""


def _rest(module: ModuleType) -> list[str]:
    """Names of a module that no other page has."""
    known = {"Client", "AsyncClient", "ClientConfig", *exceptions.__all__, *types.__all__}
    return [name for name in module.__all__ if name not in known and not name.startswith("_")]


def _is_values(found: Any) -> bool:
    return "Literal[" in str(found) or (inspect.isclass(found) and issubclass(found, str))


def _title(title: str, text: str) -> Iterator[str]:
    yield from (f"# {title}", "", text, "")


def _documented(module: str, names: Iterable[str]) -> Iterator[str]:
    """What mkdocstrings replaces by the documentation of names."""
    for name in names:
        yield f"::: {module}.{name}"
        yield ""


def _docstring(found: Any) -> str:
    return inspect.cleandoc(found.__doc__ or "")
