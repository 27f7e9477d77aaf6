"""Compares the Python surface of two versions of the package, read from its source by griffe.

griffe finds removed names and changed arguments. It does not report new names, annotations, values and docstrings;
those are compared here. Changes of generated classes that follow from the spec are reported by the comparison of specs,
which knows the direction of each value, and are left out here.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import griffe

from tools.api_diff.changes import Change, Finding, Level, merged

PACKAGE = "konigle"
_GENERATED = f"{PACKAGE}._generated."
# Classes that nobody imports: what stands in them counts as the members of the public classes derived from them.
_UNSEEN = re.compile(r"\._a?sync\.(generated|client_managers)\.")
_PROSE = frozenset({"title", "description", "examples"})  # arguments of Field that say nothing of values
_SIDE = re.compile(r"^(Base)?(?:Async|Sync)(?=[A-Z])")  # both clients have the same members, reported once
Kind = griffe.BreakageKind
_WORDS = {
    Kind.PARAMETER_MOVED: "the argument {name} has another position",
    Kind.PARAMETER_REMOVED: "the argument {name} is gone",
    Kind.PARAMETER_CHANGED_KIND: "the argument {name} was {old.kind.value} and is {new.kind.value} now",
    Kind.PARAMETER_CHANGED_DEFAULT: "the default of {name} was {old.default} and is {new.default} now",
    Kind.PARAMETER_CHANGED_REQUIRED: "the argument {name} is required now",
    Kind.PARAMETER_ADDED_REQUIRED: "the argument {name} is new, and required",
    Kind.RETURN_CHANGED_TYPE: "returned {old} and does not say what it returns now",
    Kind.OBJECT_REMOVED: "is gone",
    Kind.OBJECT_CHANGED_KIND: "was a {old.value} and is a {new.value} now",
    Kind.CLASS_REMOVED_BASE: "has fewer base classes",
}
Found = tuple[str, Level]


@dataclass
class Surface:
    """The public objects of the package.

    Attributes:
        module: The package as griffe sees it.
        objects: By path, without what is private; what is inherited or exported again stands once.
        seen_at: The classes and modules in which each of them can be found.
        paths: Their keys in `objects`, by the path at which they are written.
    """

    module: griffe.Module
    objects: dict[str, griffe.Object] = field(default_factory=dict)
    seen_at: dict[str, set[str]] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)


_SANDBOX = f"{PACKAGE}.sandbox."


def load_surface(root: Path) -> Surface:
    """Reads the package below a folder; nothing of it is run."""
    loader = griffe.GriffeLoader(search_paths=[root], allow_inspection=False)
    module = cast("griffe.Module", loader.load(PACKAGE, try_relative_path=False))
    loader.resolve_aliases(implicit=False, external=False)
    surface = Surface(module)
    _collect(module, surface)
    return surface


def _collect(parent: griffe.Object, surface: Surface) -> None:
    for name, member in parent.all_members.items():
        if not member.is_public or (parent.is_module and name.startswith("__")):
            continue
        one = _target(member)
        if one is None or (parent.path.startswith(_SANDBOX) and parent.exports is None and not one.is_module):
            continue  # inside the sandbox, a module without `__all__` has no public names
        surface.seen_at.setdefault(one.path, set()).add(_label(parent))
        path = f"{parent.path}.{name}" if _UNSEEN.search(one.path) else one.path
        surface.paths[one.path] = path
        if path != one.path:
            surface.seen_at.setdefault(path, set()).add(_label(parent))
        if path not in surface.objects:
            surface.objects[path] = one
            if one.is_class or one.is_module:
                _collect(one, surface)


def _target(member: griffe.Object | griffe.Alias) -> griffe.Object | None:
    """What a name stands for; None for something of another package."""
    try:
        found = member.final_target if isinstance(member, griffe.Alias) else member
    except griffe.AliasResolutionError:
        return None
    return found if isinstance(found, griffe.Object) else None


def _label(one: griffe.Object) -> str:
    """`CampaignManager.start` for what is in a class, the whole path for anything else that is in no public module."""
    if one.is_module:
        return one.path
    return one.path.removeprefix(f"{one.module.path}.")


def compare_surfaces(old: Surface, new: Surface, from_spec: Iterable[Change] = ()) -> list[Change]:
    """What changed for programs that import the package, the gravest first.

    Args:
        old: The older one.
        new: The newer one.
        from_spec: Changes of the spec; changes of generated classes that follow from them are not repeated.
    """
    reported = [change for change in from_spec if change.level is not Level.DOCUMENTATION]
    findings = [
        finding
        for path, (what, level) in (*_breakages(old, new), *_differences(old, new))
        for finding in [_finding(path, what, level, (old, new))]
        if not (path.startswith(_GENERATED) and _is_reported(finding, reported))
    ]
    return [_as_methods(change) for change in merged(findings)]


def _is_reported(finding: Finding, reported: list[Change]) -> bool:
    """Whether the spec tells it: a change there about this class as a whole, or about a property of this name."""
    member = finding.location.partition(".")[2]
    return any(
        finding.models & set(change.models)
        and ("." not in change.location or not member or change.location.rpartition(".")[2] == member)
        for change in reported
    )


def _finding(path: str, what: str, level: Level, surfaces: tuple[Surface, Surface]) -> Finding:
    one = next(surface.objects[path] for surface in surfaces if path in surface.objects)
    owners = frozenset().union(*(surface.seen_at.get(path, set()) for surface in surfaces))
    classes = frozenset(name for name in owners if "." not in name)
    if one.parent and one.parent.is_module:
        classes |= {one.name}
    label = _label(one) if path == one.path else ".".join(path.split(".")[-2:])
    return Finding(_SIDE.sub(r"\1", label), what, level, "", classes)


def _as_methods(change: Change) -> Change:
    """Members of managers and clients are reported by the member's name."""
    member = change.location.partition(".")[2]
    managers = [name for name in change.models if name.endswith(("Manager", "Client"))]
    if not member or not managers:
        return change
    rest = tuple(name for name in change.models if name not in managers)
    return replace(change, models=rest, methods=tuple(f"{name}.{member}" for name in managers))


def _breakages(old: Surface, new: Surface) -> Iterator[tuple[str, Found]]:
    """What griffe finds."""
    for breakage in griffe.find_breaking_changes(old.module, new.module):
        one = _target(breakage.obj)
        if breakage.kind is Kind.CLASS_REMOVED_BASE and _keeps_ancestors(breakage.obj, new):
            continue
        path = new.paths.get(one.path) or old.paths.get(one.path) if one else None
        if path is not None:
            before, after = breakage.old_value, breakage.new_value
            name = getattr(before or after, "name", "")
            words = _WORDS.get(breakage.kind, breakage.kind.value)
            yield path, (words.format(name=name, old=before, new=after), Level.BREAKING)


def _keeps_ancestors(one: griffe.Object | griffe.Alias, new: Surface) -> bool:
    """Whether a class is still derived from all that it was, if need be by way of another class."""
    after = new.objects.get(one.path)
    if not isinstance(one, griffe.Class) or not isinstance(after, griffe.Class):
        return False
    return {each.name for each in one.mro()} <= {each.name for each in after.mro()}


def _differences(old: Surface, new: Surface) -> Iterator[tuple[str, Found]]:
    """Compares what griffe does not."""
    for path, one in new.objects.items():
        known = old.objects.get(path)
        if known is None:
            if one.parent is None or one.parent.path in old.objects or one.parent.path not in new.objects:
                yield path, ("is new", Level.ADDITIVE)
            continue
        found = [*_docstrings(known, one)]
        if isinstance(known, griffe.Function) and isinstance(one, griffe.Function):
            found += [*_parameters(known, one), *_returned(known, one)]
        elif isinstance(known, griffe.Attribute) and isinstance(one, griffe.Attribute):
            found += _attribute(known, one)
        for difference in found:
            yield path, difference


def _docstrings(old: griffe.Object, new: griffe.Object) -> Iterator[Found]:
    if not new.path.startswith(_GENERATED):  # those are the words of the spec
        texts = [" ".join(one.docstring.value.split()) if one.docstring else "" for one in (old, new)]
        if texts[0] != texts[1]:
            yield "its docstring is another", Level.DOCUMENTATION


def _parameters(old: griffe.Function, new: griffe.Function) -> Iterator[Found]:
    known = {one.name: one for one in old.parameters}
    for one in new.parameters:
        before = known.get(one.name)
        if before is None:
            if not one.required:
                yield f"takes the argument {one.name} now", Level.ADDITIVE
        elif str(before.annotation) != str(one.annotation):
            is_wider = _members(before.annotation) <= _members(one.annotation)
            what = f"the argument {one.name} was {before.annotation} and is {one.annotation} now"
            yield what, Level.ADDITIVE if is_wider else Level.BREAKING


def _returned(old: griffe.Function, new: griffe.Function) -> Iterator[Found]:
    if new.returns is not None and str(old.returns) != str(new.returns):
        is_narrower = old.returns is None or _members(new.returns) <= _members(old.returns)
        what = f"returned {old.returns} and returns {new.returns} now"
        yield what, Level.ADDITIVE if is_narrower else Level.BREAKING


def _members(annotation: Any) -> set[str]:
    """The members of a union."""
    waiting, found = [ast.parse(str(annotation), mode="eval").body], set[str]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.BinOp) and isinstance(one.op, ast.BitOr):
            waiting += [one.left, one.right]
        else:
            found.add(ast.unparse(one))
    return found


def _attribute(old: griffe.Attribute, new: griffe.Attribute) -> Iterator[Found]:
    if str(old.annotation) != str(new.annotation):
        yield f"was {old.annotation} and is {new.annotation} now", Level.BREAKING
    before, after = _value(old), _value(new)
    if before != after:
        yield f"its value was {_shown(before)} and is {_shown(after)} now", Level.BREAKING


def _value(attribute: griffe.Attribute) -> dict[str, str]:
    """The value as code; of a model's field its default and limits by name, without what is written for people."""
    if attribute.value is None:
        return {}
    node = ast.parse(str(attribute.value), mode="eval").body
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Field":
        arguments = {one.arg or "": ast.unparse(one.value) for one in node.keywords}
        return {name: value for name, value in arguments.items() if name not in _PROSE}
    return {"": ast.unparse(node)}


def _shown(value: dict[str, str]) -> str:
    return ", ".join(f"{name}={code}" if name else code for name, code in value.items()) or "none"
