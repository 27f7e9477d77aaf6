"""Plans the fields of one class: annotation, default and limits of each, and what it is in no language."""

import json
import keyword
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.plan.code_names import CORE, MODELS, Import, snake
from generator.plan.deprecation import checked
from generator.plan.ir import FieldPlan, member_name
from generator.plan.python_names import with_python_names
from generator.plan.python_types import Code, holds_file, in_python
from generator.plan.values import default_code
from generator.read.extensions import deprecation_of
from generator.read.operations import flow
from generator.read.schemas import Property, Side
from generator.read.spec import described, did_you_mean
from generator.representation import ABSENT, Field, Type
from konigle._core import models as runtime

if TYPE_CHECKING:
    from generator.plan.planner import Planner

Arguments = list[tuple[str, str]]
_NOT_GIVEN = ("default_factory", "not_given")
_SCHEMA_FIELDS = f"{CORE}.schema_types.fields"


class Fields:
    """Plans the fields of one class, as the side has them that it is written or read on."""

    def __init__(self, planner: "Planner", name: str, side: Side) -> None:
        self.planner, self.spec, self.hints = planner, planner.spec, planner.hints
        self.name, self.side, self.notation = name, side, planner.notations[side]
        self.is_both = planner.is_both(name)
        self.flat, self.properties = planner.schemas.flat(name), planner.properties(name)

    def plan(self) -> dict[str, FieldPlan]:
        """All fields by their names on the wire, those of the form that may be sent instead at the end."""
        plans = {prop.name: self._field(prop) for prop in self.properties.values()}
        form = self.hints.of(self.name).form
        for prop in self.planner.schemas.flat(form).values() if form else ():
            if prop.name not in plans:
                plans[prop.name] = self._field(prop, of_form=True)
        return plans if self.spec.is_own else with_python_names(plans)

    def _field(self, prop: Property, *, of_form: bool = False) -> FieldPlan:
        """One field; one that only the form has may be left out, even if the form requires it."""
        self._check(prop)
        neutral = self._neutral(prop)
        code = self._code(prop, neutral)
        may_be_absent = of_form or (self.is_both and bool(prop.raw.get("readOnly")))
        required = self._is_required(prop) and not may_be_absent
        is_constant = required and self.side == "written" and "const" in neutral.type.limits
        if is_constant:
            args = [("default", repr(neutral.type.limits["const"]))]
            annotation, nullable = code.text, code.nullable
        else:
            args, annotation, nullable = self._default(prop, neutral, code, required=required)
        if neutral.synonym:
            args.append(("validation_alias", f"AliasChoices({prop.name!r}, {neutral.synonym!r})"))
        doc = neutral.doc
        if annotation.startswith("MaybeUnknown"):
            said = json.dumps(neutral.default)
            doc += (
                f" What a create leaves out, the server takes for {said}; what a response leaves out is None."
            )
        # an optional list may be empty: it then counts as left out, however many items a list that is there must have
        limits = [limit for limit in code.limits if not (may_be_absent and limit[0] == "min_length")]
        deprecated = [("json_schema_extra", '{"deprecated": True}')] if neutral.deprecated else []
        words = [("title", repr(neutral.title)), ("description", repr(doc))]
        return FieldPlan(
            prop.name,
            f"{annotation} | None" if nullable else annotation,
            (*args, *words, *limits, *deprecated),
            doc,
            code.imports | _imports_of(neutral.type, annotation, args),
            nullable=nullable,
            constant=is_constant,
            of_form=of_form,
            neutral=neutral,
        )

    def _code(self, prop: Property, field: Field) -> Code:
        code = in_python(field.type, self.notation)
        if self.side == "read":
            if holds_file(field.type):
                self.spec.fail(prop.location, "format binary in a response: files are only sent")
            return code
        if not field.lower:
            return code
        needed = {("typing", "Annotated"), (_SCHEMA_FIELDS, "LowerCased")}
        return replace(code, text=f"Annotated[{code.text}, LowerCased]", imports=code.imports | needed)

    def _neutral(self, prop: Property) -> Field:
        hint, kind = self.hints.of(prop.owner), self.planner.types.of(prop.raw, prop.location)
        if kind.currency:
            kind = replace(kind, currency_places=self._places(prop, kind.currency))
        found = deprecation_of(self.spec, prop.raw, prop.location)
        return Field(
            prop.name,
            kind,
            flow(prop.raw["title"]),
            described(prop.raw),
            required=prop.required,
            read_only=bool(prop.raw.get("readOnly")) and self.is_both,
            write_only=bool(prop.raw.get("writeOnly")) and self.is_both,
            default=prop.raw.get("default", ABSENT),
            lower=prop.name in hint.lower,
            detail_only=prop.name in self.hints.of(self.name).detail_only,
            synonym=hint.aliases.get(prop.name, "") if self.side == "written" else "",
            deprecated=checked(self.spec, self.planner.operations, found, prop.location, self.properties),
        )

    def _places(self, prop: Property, currency: str) -> dict[str, int]:
        """Currencies with more decimal places than others, as the property with the currency says."""
        found = self.flat.get(currency)
        if found is None:
            self.spec.fail(
                (*prop.location, "x-decimal"),
                f"currency: there is no property {currency!r} beside it{did_you_mean(currency, self.flat)}",
            )
        raw, location = found.raw, found.location
        for part in raw.get("allOf", ()):
            name = self.spec.component(part, location)
            raw, location = self.spec.schemas[name], self.planner.schemas.location(name)
        places: dict[str, int] = raw.get("x-decimal-places", {})
        if not places or not all(type(most) is int and most > 0 for most in places.values()):
            self.spec.fail(
                (*location, "x-decimal-places"),
                "must hold currencies, each with its number of decimal places",
            )
        return places

    def _check(self, prop: Property) -> None:
        for word in ("title", "description"):
            if word not in prop.raw:
                self.spec.fail(prop.location, f"a property without {word}")
        name = prop.name
        if not self.spec.is_own:  # it gets another name in Python
            return
        if not name.isidentifier() or keyword.iskeyword(name) or name.startswith(("_", "model_")):
            self.spec.fail(prop.location, f"{name!r} cannot be the name of an attribute")
        if hasattr(runtime.Payload, name) or hasattr(runtime.BaseResource, name):
            self.spec.fail(prop.location, f"{name!r} would hide a method that every model has")

    # -- defaults ------------------------------------------------------------------------------------------

    def _is_open(self, prop: Property) -> bool:
        """Whether nothing is filled in for it: what is not given is not sent."""
        is_exact = self.side == "written" and not self.spec.is_own
        return self.planner.is_update(self.name) or (is_exact and not prop.required)

    def _is_required(self, prop: Property) -> bool:
        is_hinted = self.side == "written" and prop.name in self.hints.of(prop.owner).required
        return (prop.required or is_hinted) and not self._is_open(prop)

    def _default(
        self, prop: Property, field: Field, code: Code, *, required: bool
    ) -> tuple[Arguments, str, bool]:
        """Arguments of `Field` for its default, the annotation without null, and whether null is among its values."""
        if self._is_open(prop):
            return [("default", "None") if code.nullable else _NOT_GIVEN], code.text, code.nullable
        args, nullable = self._default_in_spec(prop, field, code, required=required)
        if args and self.side == "read":
            # a default says what the server does with a create, nothing about what a response leaves out
            return [("default", "None")], code.text, True
        if args and self.is_both and not nullable:
            return [_NOT_GIVEN], f"MaybeUnknown[{code.text}]", nullable
        return args, code.text, nullable

    def _default_in_spec(
        self, prop: Property, field: Field, code: Code, *, required: bool
    ) -> tuple[Arguments, bool]:
        kind = field.type
        if prop.name in self.hints.of(prop.owner).default_empty:
            if kind.kind not in {"model", "list", "map"}:
                self.hints.fail(("schemas", prop.owner, "default_empty"), f"{prop.name!r} has no empty value")
            return [("default_factory", code.text)], kind.nullable
        if field.default is not ABSENT:
            location = (*prop.location, "default")
            if required:
                self.spec.fail(location, "a default on a required property: it would never be sent")
            value = default_code(self.spec, field.default, kind, location)
            if not value:
                empty = in_python(replace(kind, limits={}), self.notation).text
                return [("default_factory", empty)], kind.nullable
            if kind.name in self.hints.enum_classes and value != "None":
                value = f"{kind.name}.{member_name(field.default)}"
            return [("default", value)], kind.nullable
        if required:
            return [], kind.nullable
        return [("default", "None")], True


def _imports_of(kind: Type, annotation: str, args: Arguments) -> set[Import]:
    """What the arguments of `Field` need, and the annotation beside the type."""
    imports = {("pydantic", "Field")}
    if annotation.startswith("MaybeUnknown"):
        imports.add((_SCHEMA_FIELDS, "MaybeUnknown"))
    for name, value in args:
        if (name, value) == _NOT_GIVEN:
            imports.add((_SCHEMA_FIELDS, "not_given"))
        elif name == "validation_alias":
            imports.add(("pydantic", "AliasChoices"))
        elif kind.name and value.startswith(f"{kind.name}."):
            imports.add((f"{MODELS}.{snake(kind.name)}", kind.name))
    return imports
