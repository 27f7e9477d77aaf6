"""Decides every class from the spec and the hints: its bases, its fields, and which side they are seen from."""

from dataclasses import replace

from generator.plan.code_names import CORE, MODELS, Import, snake
from generator.plan.fields import Fields
from generator.plan.ir import EnumPlan, FieldPlan, ModelPlan, member_name, quoted, spellings
from generator.plan.python_types import (
    DICT_VALUE,
    EXACT_READ,
    EXACT_SENT,
    READ,
    SENT,
    SUFFIX,
    Notation,
    in_python,
)
from generator.plan.type_mapping import Types
from generator.plan.values import check_enum
from generator.read.hints import Hints
from generator.read.operations import Operation
from generator.read.schemas import RESOURCE, Property, Schemas, Side, Use, Uses, circles
from generator.read.spec import Spec, described

_FIELDS = "Fields"


class Planner:
    """Decides every class from the spec and the hints.

    Attributes:
        models: Every class, once it is planned.
        enums: Every named set of words.
    """

    def __init__(self, spec: Spec, hints: Hints, operations: list[Operation]) -> None:
        self.spec, self.hints, self.operations = spec, hints, operations
        self.schemas = Schemas(spec)
        self.types = Types(spec, self.schemas)
        self.uses = Uses(self.schemas, operations)
        sent, read = (SENT, READ) if spec.is_own else (EXACT_SENT, EXACT_READ)
        self.notations: dict[Side, Notation] = {
            "written": replace(sent, inputs=hints.enum_classes),
            "read": read,
        }
        self.forms = {hints.of(name).form: name for name in hints.names() if hints.of(name).form}
        self.circles = circles(self.schemas, self.is_class)
        self.models: list[ModelPlan] = []
        self.enums: list[EnumPlan] = []
        self._fields: dict[str, dict[str, FieldPlan]] = {}

    def plan(self) -> None:
        """Plans every class and every named set of words, in the order of the spec.

        Raises:
            BuildError: Something cannot be honoured; it says where and why.
        """
        for name in self.spec.schemas:
            if self.uses.of(name) and self.types.kind_of(name) not in {"model", "enum"}:
                self.types.check_component(name)
        self.models = [self._model(name) for name in self.spec.schemas if self.is_class(name)]
        used = [name for name in self.spec.schemas if self.uses.of(name)]
        self.enums = [self._enum(name) for name in used if self.types.kind_of(name) == "enum"]
        self.uses.check_all_used()

    def is_class(self, name: str) -> bool:
        """Whether a component becomes a separate class."""
        if not self.uses.of(name) or not self.types.is_model(name):
            return False
        return not (self._is_field_set(name) or name == RESOURCE or name in self.forms)

    def _is_field_set(self, name: str) -> bool:
        if not name.endswith(_FIELDS) or not self.spec.is_own:
            return False
        if other := sorted(use.how for use in self.uses.direct(name)):
            self.spec.fail(
                self.schemas.location(name),
                f"{name} is a set of fields for allOf, but used as {', '.join(other)}",
            )
        if "required" in self.spec.schemas[name]:
            self.spec.fail(
                (*self.schemas.location(name), "required"),
                "a set of fields requires nothing: say it in a Base…",
            )
        return True

    # -- classes -------------------------------------------------------------------------------------------

    def _model(self, name: str) -> ModelPlan:
        """One class."""
        uses = self.uses.of(name)
        side = self._side(name, uses)
        bases, imports = self._bases(name, uses)
        inherited = {} if self.is_update(name) or self.is_both(name) else self._inherited(name)
        circle = self.circles.get(name, ())
        fields = [
            replace(
                plan.quoted(circle),
                widens=key in inherited and plan.nullable and not inherited[key].nullable,
                narrows=key in inherited and inherited[key].annotation == f"{plan.annotation}Input",
            )
            for key, plan in self.fields(name).items()
            if key not in inherited or inherited[key].shape != plan.shape
        ]
        plan = ModelPlan(name, self._doc(name), bases, fields, imports)
        plan.circle = circle
        for one in fields:
            plan.imports |= one.imports
        self._add_class_variables(plan, uses, side)
        if side == "written":
            plan.warns = [one for one in fields if one.neutral.deprecated and one.name not in inherited]
            plan.imports |= {(f"{CORE}.schema_types.fields", "warn_when_set") for _ in plan.warns}
            plan.constants = [one.name for one in fields if one.constant]
            plan.imports |= {(f"{CORE}.schema_types.unions", "always_sent") for _ in plan.constants}
            self._add_amounts(plan)
        self._add_spellings(plan)
        if side == "written" and self.uses.direct(name):
            self._add_lists(plan)
        if side == "written" and self.uses.direct(name) and self.spec.is_own:
            self._add_keys(plan)
        self._check_extras(name, side)
        return plan

    def _doc(self, name: str) -> str:
        raw = self.spec.schemas[name]
        if "description" not in raw:
            self.spec.fail(self.schemas.location(name), "a schema without description")
        for word, problem in (
            ("title", "a title on a component renames the class: leave it out"),
            ("deprecated", "a component cannot be deprecated: say it on the properties and operations"),
        ):
            if word in self.spec.schemas[name]:
                self.spec.fail((*self.schemas.location(name), word), problem)
        return described(raw)

    def properties(self, name: str) -> dict[str, Property]:
        """The properties that a class has: what is only read is not sent, and what is only sent is not read."""
        flat, ways = self.schemas.flat(name), {use.written for use in self.uses.of(name)}
        if self.is_both(name):
            return flat
        other = {word for written, word in ((True, "readOnly"), (False, "writeOnly")) if written in ways}
        return {key: prop for key, prop in flat.items() if not any(prop.raw.get(word) for word in other)}

    def is_both(self, name: str) -> bool:
        """Whether a class is sent and read."""
        return {use.written for use in self.uses.direct(name)} == {True, False}

    def is_update(self, name: str) -> bool:
        """Whether a class is the body of a PATCH: nothing in it is required, and nothing is filled in."""
        return any(use.how == "update" for use in self.uses.of(name))

    def _side(self, name: str, uses: set[Use]) -> Side:
        """Written classes are strict, read ones lenient; what is sent and read is checked like a request."""
        ways = {use.written for use in self.uses.direct(name) or uses}
        if self.spec.is_own and RESOURCE in self.schemas.parents(name) and True in ways:
            self.spec.fail(
                self.schemas.location(name),
                f"a {RESOURCE} is only read: make a schema for what is sent, such as {name}Create",
            )
        if self.is_update(name) and len({use.how for use in uses}) > 1:
            self.spec.fail(
                self.schemas.location(name), "is the body of a PATCH and used for something else as well"
            )
        return "written" if True in ways else "read"

    def _bases(self, name: str, uses: set[Use]) -> tuple[list[str], set[Import]]:
        if self.is_update(name):
            return self._core_base([], "UpdateModel")
        if self.is_both(name):
            return self._core_base([], "Value")
        parents = self._class_parents(name)
        imports = {(f"{MODELS}.{snake(parent)}", parent) for parent in parents if parent != RESOURCE}
        if RESOURCE in parents:
            return parents, imports | {(f"{CORE}.models", RESOURCE)}
        wanted = self._root(name, uses)
        if parents and (
            wanted == "Payload" or wanted in {self._root(parent, self.uses.of(parent)) for parent in parents}
        ):
            return parents, imports
        bases, more = self._core_base(parents, wanted)
        return bases, imports | more

    @staticmethod
    def _core_base(parents: list[str], name: str) -> tuple[list[str], set[Import]]:
        return [*parents, name], {(f"{CORE}.models", name)}

    def _root(self, name: str, uses: set[Use]) -> str:
        """The hand-written class that a class goes back to."""
        hint = self.hints.of(name)
        if self._side(name, uses) == "read":
            return hint.base or ("ResponseModel" if self.spec.is_own else "ExactResponseModel")
        if not self.spec.is_own:
            is_closed = self.spec.schemas[name].get("additionalProperties") is False
            return "ExactPayload" if is_closed else "OpenPayload"
        created = any(use.how == "create" for use in uses)
        return hint.base or ("CreateModel" if created and name.endswith("Create") else "Payload")

    def _class_parents(self, name: str) -> list[str]:
        """The parents that are classes; a set of fields is none, but its parents may be."""
        found: list[str] = []
        for parent in self.schemas.parents(name):
            found += self._class_parents(parent) if self._is_field_set(parent) else [parent]
        return found

    def _inherited(self, name: str) -> dict[str, FieldPlan]:
        found: dict[str, FieldPlan] = {}
        for parent in self._class_parents(name):
            for key, plan in self.fields(parent).items():
                found.setdefault(key, plan)
        return found

    def _add_class_variables(self, plan: ModelPlan, uses: set[Use], side: Side) -> None:
        hint = self.hints.of(plan.name)
        if side == "written" and any(use.how == "create" for use in uses):
            plan.blank_means_absent = sorted(
                key
                for key, one in self.fields(plan.name).items()
                if one.neutral.type.format == "email-or-blank"
            )
        fields = self.fields(plan.name).values()
        plan.read_only = sorted(one.name for one in fields if one.neutral.read_only)
        plan.write_only = sorted(one.name for one in fields if one.neutral.write_only)
        plan.detail_only, plan.shown = sorted(hint.detail_only), list(hint.shown)
        if plan.blank_means_absent or plan.detail_only or plan.read_only or plan.write_only:
            plan.imports.add(("typing", "ClassVar"))

    def _add_amounts(self, plan: ModelPlan) -> None:
        for one in plan.fields:
            if (kind := one.neutral.type).currency:
                digits = f"{kind.limits['max_digits']}, {kind.limits['decimal_places']}"
                plan.amounts[one.name] = f"AmountRule({kind.currency!r}, {digits}, {kind.currency_places!r})"
                plan.imports |= {
                    (f"{CORE}.schema_types.fields", name) for name in ("AmountRule", "check_amounts")
                }

    def _add_keys(self, plan: ModelPlan) -> None:
        """The keys of the dict that callers may write instead."""
        notation = replace(DICT_VALUE, inputs=self.hints.enum_classes)
        later = [*plan.circle, *(f"{one}{SUFFIX}" for one in plan.circle)]
        plan.imports.add(("typing", "TypedDict"))
        for one in self.fields(plan.name).values():
            code = in_python(replace(one.neutral.type, nullable=one.nullable), notation).whole
            text, is_needed = code.text, not one.has_default and not one.neutral.synonym
            plan.keys += [
                (name, quoted(f"Required[{text}]" if is_needed else text, later)) for name in one.names
            ]
            plan.imports |= code.imports | ({("typing", "Required")} if is_needed else set())

    def _add_spellings(self, plan: ModelPlan) -> None:
        fields = list(self.fields(plan.name).values())
        plan.spellings = spellings(fields)
        if plan.spellings:
            plan.imports |= {("typing", name) for name in ("TYPE_CHECKING", "Any", "overload")}
            plan.imports |= {one for field in fields for one in field.annotation_imports}

    def _add_lists(self, plan: ModelPlan) -> None:
        """Not in a class that others join: a response would pay for the check."""
        for one in self.fields(plan.name).values():
            if one.neutral.type.kind == "list" and one.neutral.type.items:
                is_mail = one.neutral.type.items.format == "email"
                plan.lists[one.name] = "a list of addresses" if is_mail else "a list"
        plan.imports |= {(f"{CORE}.body", "reject_text") for _ in plan.lists}

    def _check_extras(self, name: str, side: Side) -> None:
        raw, location = self.spec.schemas[name], self.schemas.location(name)
        for word in ("additionalProperties", "unevaluatedProperties"):
            is_closed = side == "written" and self.spec.is_own and not self.is_both(name)
            allowed = (False,) if is_closed else (True, False)
            if word in raw and raw[word] not in allowed:
                self.spec.fail((*location, word), "an object with properties cannot take others as well here")
        if "propertyNames" in raw:
            self.spec.fail((*location, "propertyNames"), "only an object without properties may have it")
        if "minProperties" in raw and not self.is_update(name):
            self.spec.fail((*location, "minProperties"), "only the body of a PATCH may have it")

    def fields(self, name: str) -> dict[str, FieldPlan]:
        """All fields of a class, inherited ones included."""
        if name not in self._fields:
            side = self._side(name, self.uses.of(name)) if name != RESOURCE else "read"
            self._fields[name] = Fields(self, name, side).plan()
        return self._fields[name]

    # -- enums ---------------------------------------------------------------------------------------------

    def _enum(self, name: str) -> EnumPlan:
        raw, location = self.spec.schemas[name], self.schemas.location(name)
        values = check_enum(self.spec, raw, location)
        if more := sorted(set(raw) - {"type", "enum", "description", "examples", "x-final"}):
            self.spec.fail(location, f"{', '.join(more)} beside enum cannot be honoured")
        is_class = name in self.hints.enum_classes
        if is_class and not all(isinstance(value, str) for value in values):
            self.hints.fail(("enum_classes",), f"{name} holds more than texts, which a StrEnum cannot")
        members = tuple((member_name(str(value)), value) for value in values)
        names = [member for member, _ in members]
        if is_class and (len(set(names)) < len(names) or not all(member.isidentifier() for member in names)):
            self.spec.fail((*location, "enum"), "the values do not make distinct names of members")
        final = raw.get("x-final", [])
        for value in final:
            if value not in values:
                self.spec.fail((*location, "x-final"), f"{value!r} is none of {', '.join(map(str, values))}")
        return EnumPlan(name, self._doc(name), members, is_class, tuple(final))
