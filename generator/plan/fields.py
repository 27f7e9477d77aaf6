"""Plans the fields of one class: annotation, default and limits of each, and what it is in no language."""

import json
import keyword
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.plan.deprecation import checked
from generator.plan.ir import FieldPlan, member_name
from generator.plan.python_names import with_python_names
from generator.plan.type_plan import CORE, MODELS, Import, Side, TypePlan, View, snake
from generator.plan.values import default_code
from generator.read.extensions import deprecation_of
from generator.read.hints import SchemaHints
from generator.read.operations import flow
from generator.read.schemas import Property
from generator.read.spec import Named, described, did_you_mean
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
        self.name, self.side = name, side
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
        hint = self.hints.of(prop.owner)
        for word in ("title", "description"):
            if word not in prop.raw:
                self.spec.fail(prop.location, f"a property without {word}")
        self._check_name(prop)
        lower = prop.name in hint.lower
        kind = self.planner.types.plan(prop.raw, prop.location, View(self.side, lower=lower))
        neutral = self._neutral(prop, kind.neutral)
        is_sent = self.side == "written"
        may_be_absent = of_form or (self.is_both and bool(prop.raw.get("readOnly")))
        is_open = self.planner.is_update(self.name) or (
            is_sent and not self.spec.is_own and not prop.required
        )
        is_needed = prop.required or (is_sent and prop.name in hint.required)
        required = is_needed and not may_be_absent and not is_open
        is_constant = required and is_sent and kind.kind == "const"
        if is_constant:
            args, annotation, nullable = (
                [("default", repr(kind.neutral.limits["const"]))],
                kind.code,
                kind.nullable,
            )
        elif is_open:  # nothing is filled in: what is not given is not sent
            args = [("default", "None")] if kind.nullable else [_NOT_GIVEN]
            annotation, nullable = kind.code, kind.nullable
        else:
            args, annotation, nullable = self._default(prop, kind, hint, required=required)
        if neutral.synonym:
            args.append(("validation_alias", f"AliasChoices({prop.name!r}, {neutral.synonym!r})"))
        doc = neutral.doc
        if annotation.startswith("MaybeUnknown"):
            said = json.dumps(prop.raw["default"])
            doc += (
                f" What a create leaves out, the server takes for {said}; what a response leaves out is None."
            )
        # an optional list may be empty: it then counts as left out, however many items a list that is there must have
        limits = [limit for limit in kind.limits if not (may_be_absent and limit[0] == "min_length")]
        return FieldPlan(
            prop.name,
            f"{annotation} | None" if nullable else annotation,
            (
                *args,
                ("title", repr(neutral.title)),
                ("description", repr(doc)),
                *limits,
                *([("json_schema_extra", '{"deprecated": True}')] if neutral.deprecated else []),
            ),
            doc,
            kind.imports | _imports_of(kind, annotation, args),
            nullable=nullable,
            constant=is_constant,
            of_form=of_form,
            neutral=neutral,
        )

    def _neutral(self, prop: Property, kind: Type) -> Field:
        hint = self.hints.of(prop.owner)
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

    def _check_name(self, prop: Property) -> None:
        name = prop.name
        if not self.spec.is_own:  # it gets another name in Python
            return
        if not name.isidentifier() or keyword.iskeyword(name) or name.startswith(("_", "model_")):
            self.spec.fail(prop.location, f"{name!r} cannot be the name of an attribute")
        if hasattr(runtime.Payload, name) or hasattr(runtime.BaseResource, name):
            self.spec.fail(prop.location, f"{name!r} would hide a method that every model has")

    # -- defaults ------------------------------------------------------------------------------------------

    def _default(
        self, prop: Property, kind: TypePlan, hint: SchemaHints, *, required: bool
    ) -> tuple[Arguments, str, bool]:
        """Arguments of `Field` for its default, the annotation without null, and whether null is among its values."""
        args, nullable = self._default_in_spec(prop, kind, hint, required=required)
        if args and self.side == "read":
            # a default says what the server does with a create, nothing about what a response leaves out
            return [("default", "None")], kind.code, True
        if args and self.is_both and not nullable:
            return [_NOT_GIVEN], f"MaybeUnknown[{kind.code}]", nullable
        return args, kind.code, nullable

    def _default_in_spec(
        self, prop: Property, kind: TypePlan, hint: SchemaHints, *, required: bool
    ) -> tuple[Arguments, bool]:
        if prop.name in hint.default_empty:
            if kind.kind not in {"model", "array", "object"}:
                self.hints.fail(("schemas", prop.owner, "default_empty"), f"{prop.name!r} has no empty value")
            return [("default_factory", kind.code)], kind.nullable
        if "default" in prop.raw:
            if required:
                self.spec.fail(
                    (*prop.location, "default"), "a default on a required property: it would never be sent"
                )
            name, code = default_code(self.spec, prop.raw["default"], kind, Named(prop.raw, prop.location))
            if kind.target in self.hints.enum_classes and code != "None":
                code = f"{kind.target}.{member_name(prop.raw['default'])}"
            return [(name, code)], kind.nullable
        if required:
            return [], kind.nullable
        return [("default", "None")], True


def _imports_of(kind: TypePlan, annotation: str, args: Arguments) -> set[Import]:
    """What the arguments of `Field` need, and the annotation beside the type."""
    imports = {("pydantic", "Field")}
    if annotation.startswith("MaybeUnknown"):
        imports.add((_SCHEMA_FIELDS, "MaybeUnknown"))
    for name, value in args:
        if (name, value) == _NOT_GIVEN:
            imports.add((_SCHEMA_FIELDS, "not_given"))
        elif name == "validation_alias":
            imports.add(("pydantic", "AliasChoices"))
        elif value.startswith(f"{kind.target}."):
            imports.add((f"{MODELS}.{snake(kind.target)}", kind.target))
    return imports
