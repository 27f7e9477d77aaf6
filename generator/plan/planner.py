"""Decides every class from the spec and the hints: its bases, its fields, and which side they are seen from."""

import json
import keyword
from dataclasses import replace

from generator.plan.deprecation import checked
from generator.plan.dict_keys import SUFFIX, dict_keys
from generator.plan.ir import EnumPlan, FieldPlan, ModelPlan, member_name, quoted, spellings
from generator.plan.python_names import with_python_names
from generator.plan.type_mapping import Types
from generator.plan.type_plan import CORE, MODELS, Import, Side, TypePlan, View, snake
from generator.plan.values import check_enum, default_code
from generator.read.extensions import deprecation_of
from generator.read.hints import Hints, SchemaHints
from generator.read.operations import Operation, flow
from generator.read.schemas import RESOURCE, Property, Schemas, Use, Uses, circles
from generator.read.spec import Named, Spec, described, did_you_mean
from konigle._core import models as runtime

_FIELDS = "Fields"


class Planner:
    """Decides every class from the spec and the hints."""

    def __init__(self, spec: Spec, hints: Hints, operations: list[Operation]) -> None:
        self.spec, self.hints, self.operations = spec, hints, operations
        self.schemas = Schemas(spec)
        self.types = Types(spec, hints.enum_classes, self.schemas)
        self.uses = Uses(self.schemas, operations)
        self.forms = {hints.of(name).form: name for name in hints.names() if hints.of(name).form}
        self.circles = circles(self.schemas, self.is_class)
        self._flat_plans: dict[tuple[str, str], dict[str, FieldPlan]] = {}

    def check(self) -> None:
        """Plans everything once, so that whatever cannot be honoured is found here.

        Raises:
            BuildError: It says where and why.
        """
        for name in self.spec.schemas:
            if self.uses.of(name) and self.types.kind_of(name) not in {"model", "enum"}:
                self.types.check_component(name)
        self.models()
        self.enums()
        self.uses.check_all_used()

    def models(self) -> list[ModelPlan]:
        """Every class, in the order of the spec."""
        return [self.model(name) for name in self.spec.schemas if self.is_class(name)]

    def enums(self) -> list[EnumPlan]:
        """Every named set of words, in the order of the spec."""
        names = [
            name for name in self.spec.schemas if self.uses.of(name) and self.types.kind_of(name) == "enum"
        ]
        return [self._enum(name) for name in names]

    def is_class(self, name: str) -> bool:
        """Whether a component becomes a separate class."""
        if not self.uses.of(name) or not self.types.is_model(name):
            return False
        return not (self._is_field_set(name) or name == RESOURCE or name in self.forms)

    def _is_field_set(self, name: str) -> bool:
        if not name.endswith(_FIELDS) or not self.spec.is_own:
            return False
        if other := sorted(use.how for use in self.uses.of(name) if use.how != "base"):
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

    def model(self, name: str) -> ModelPlan:
        """One class."""
        uses = self.uses.of(name)
        side = self._side(name, uses)
        bases, imports = self._bases(name, uses)
        inherited = {} if self._is_update(uses) or self.is_both(name) else self._inherited(name)
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
            plan.warns = [one for one in fields if one.deprecated and one.name not in inherited]
            plan.imports |= {(f"{CORE}.schema_types.fields", "warn_when_set") for _ in plan.warns}
            plan.constants = [one.name for one in fields if one.constant]
            plan.imports |= {(f"{CORE}.schema_types.unions", "always_sent") for _ in plan.constants}
        self._add_amounts(plan, side)
        self._add_spellings(plan)
        if side == "written" and _direct(uses):
            self._add_lists(plan)
        if side == "written" and _direct(uses) and self.spec.is_own:
            plan.keys, needed = dict_keys(self.fields(name).values(), self.hints.enum_classes)
            plan.keys = [
                (name, quoted(code, [*circle, *(f"{one}{SUFFIX}" for one in circle)]))
                for name, code in plan.keys
            ]
            plan.imports |= needed
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
        return {use.written for use in _direct(self.uses.of(name))} == {True, False}

    def _is_update(self, uses: set[Use]) -> bool:
        return any(use.how == "update" for use in uses)

    def _side(self, name: str, uses: set[Use]) -> Side:
        """Written classes are strict, read ones lenient; what is sent and read is checked like a request."""
        ways = {use.written for use in _direct(uses) or uses}
        if self.spec.is_own and RESOURCE in self.schemas.parents(name) and True in ways:
            self.spec.fail(
                self.schemas.location(name),
                f"a {RESOURCE} is only read: make a schema for what is sent, such as {name}Create",
            )
        if self._is_update(uses) and len({use.how for use in uses}) > 1:
            self.spec.fail(
                self.schemas.location(name), "is the body of a PATCH and used for something else as well"
            )
        return "written" if True in ways else "read"

    def _bases(self, name: str, uses: set[Use]) -> tuple[list[str], set[Import]]:
        if self._is_update(uses):
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
                key for key, one in self.fields(plan.name).items() if one.format == "email-or-blank"
            )
        fields = self.fields(plan.name).values()
        plan.read_only = sorted(one.name for one in fields if one.one_way == "readOnly")
        plan.write_only = sorted(one.name for one in fields if one.one_way == "writeOnly")
        plan.detail_only, plan.shown = sorted(hint.detail_only), list(hint.shown)
        if plan.blank_means_absent or plan.detail_only or plan.read_only or plan.write_only:
            plan.imports.add(("typing", "ClassVar"))

    def _add_amounts(self, plan: ModelPlan, side: Side) -> None:
        properties = self.schemas.flat(plan.name)
        for one in plan.fields:
            if one.amount is None:
                continue
            currency, *digits = one.amount
            prop = properties.get(currency)
            if prop is None:
                self.spec.fail(
                    (*properties[one.name].location, "x-decimal"),
                    f"currency: there is no property {currency!r} beside it{did_you_mean(currency, properties)}",
                )
            places = self.places(prop)
            if side == "read":
                continue
            plan.amounts[one.name] = f"AmountRule({currency!r}, {', '.join(map(str, digits))}, {places!r})"
            plan.imports |= {
                (f"{CORE}.schema_types.fields", name) for name in ("AmountRule", "check_amounts")
            }

    def places(self, prop: Property) -> dict[str, int]:
        """Currencies with more decimal places than others."""
        raw, location = prop.raw, prop.location
        for part in raw.get("allOf", ()):
            name = self.spec.component(part, location)
            raw, location = self.spec.schemas[name], self.schemas.location(name)
        places: dict[str, int] = raw.get("x-decimal-places", {})
        if not places or not all(type(most) is int and most > 0 for most in places.values()):
            self.spec.fail(
                (*location, "x-decimal-places"),
                "must hold currencies, each with its number of decimal places",
            )
        return places

    def _add_spellings(self, plan: ModelPlan) -> None:
        fields = list(self.fields(plan.name).values())
        plan.spellings = spellings(fields)
        if plan.spellings:
            plan.imports |= {("typing", name) for name in ("TYPE_CHECKING", "Any", "overload")}
            plan.imports |= {one for field in fields for one in field.annotation_imports}

    def _add_lists(self, plan: ModelPlan) -> None:
        """Not in a class that others join: a response would pay for the check."""
        for one in self.fields(plan.name).values():
            if one.neutral.kind == "list" and one.neutral.items:
                is_mail = one.neutral.items.format == "email"
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
        if "minProperties" in raw and not self._is_update(self.uses.of(name)):
            self.spec.fail((*location, "minProperties"), "only the body of a PATCH may have it")

    # -- fields --------------------------------------------------------------------------------------------

    def fields(self, name: str) -> dict[str, FieldPlan]:
        """All fields of a class, inherited ones included."""
        uses = self.uses.of(name)
        side = self._side(name, uses) if name != RESOURCE else "read"
        key = (name, side)
        if key not in self._flat_plans:
            update, is_exact = self._is_update(uses), side == "written" and not self.spec.is_own
            flat = self.properties(name)
            plans = {
                prop.name: replace(
                    self.field(
                        prop, side, update=update or (is_exact and not prop.required), both=self.is_both(name)
                    ),
                    deprecated=checked(
                        self.spec,
                        self.operations,
                        deprecation_of(self.spec, prop.raw, prop.location),
                        prop.location,
                        flat,
                    ),
                )
                for prop in flat.values()
            }
            form = self.hints.of(name).form
            for prop in self.schemas.flat(form).values() if form else ():
                if prop.name not in plans:
                    plans[prop.name] = self.field(prop, side, optional=True)
            self._flat_plans[key] = plans if self.spec.is_own else with_python_names(plans)
        return self._flat_plans[key]

    def field(
        self, prop: Property, side: Side, *, update: bool = False, both: bool = False, optional: bool = False
    ) -> FieldPlan:
        """One field, as a class of that side has it.

        Args:
            prop: The property.
            side: Whether the class is written or read.
            update: Whether the class is the body of a PATCH: nothing required, nothing filled in.
            both: Whether the class is sent and read.
            optional: Whether it may be left out although the schema requires it.
        """
        hint = self.hints.of(prop.owner)
        for word in ("title", "description"):
            if word not in prop.raw:
                self.spec.fail(prop.location, f"a property without {word}")
        self._check_name(prop)
        kind = self.types.plan(prop.raw, prop.location, View(side, lower=prop.name in hint.lower))
        imports, is_constant = set(kind.imports) | {("pydantic", "Field")}, False
        if update:
            args, nullable = self._update_default(kind), kind.nullable
        else:
            optional = optional or (both and bool(prop.raw.get("readOnly")))
            required = (prop.required or (side == "written" and prop.name in hint.required)) and not optional
            args, nullable = self._default(prop, kind, hint, required=required)
            if required and side == "written" and kind.kind == "const":
                args, is_constant = [("default", kind.code.removeprefix("Literal[").removesuffix("]"))], True
            elif args and side == "read":
                # a default says what the server does with a create, nothing about what a response leaves out
                args, nullable = [("default", "None")], True
            elif args and both and not nullable:
                args = [("default_factory", "not_given")]
                kind = replace(kind, code=f"MaybeUnknown[{kind.code}]")
                imports.add((f"{CORE}.schema_types.fields", "MaybeUnknown"))
        imports |= _imports_of_default(kind, args)
        if ("default_factory", "not_given") in args:
            imports.add((f"{CORE}.schema_types.fields", "not_given"))
        alias = hint.aliases.get(prop.name, "") if side == "written" else ""
        if alias:
            args.append(("validation_alias", f"AliasChoices({prop.name!r}, {alias!r})"))
            imports.add(("pydantic", "AliasChoices"))
        doc = described(prop.raw)
        if "MaybeUnknown" in kind.code:
            said = json.dumps(prop.raw["default"])
            doc += (
                f" What a create leaves out, the server takes for {said}; what a response leaves out is None."
            )
        # an optional list may be empty: it then counts as left out, however many items a list that is there must have
        limits = [limit for limit in kind.limits if not (optional and limit[0] == "min_length")]
        args += [("title", repr(flow(prop.raw["title"]))), ("description", repr(doc)), *limits]
        args += [("json_schema_extra", '{"deprecated": True}')] if prop.raw.get("deprecated") else []
        annotation = f"{kind.code} | None" if nullable else kind.code
        own_format = "" if kind.kind == "array" else kind.format
        return FieldPlan(
            prop.name,
            annotation,
            tuple(args),
            doc,
            frozenset(imports),
            own_format,
            alias,
            nullable,
            amount=kind.amount,
            constant=is_constant,
            one_way=next((word for word in ("readOnly", "writeOnly") if both and prop.raw.get(word)), ""),
            neutral=kind.neutral,
        )

    def _check_name(self, prop: Property) -> None:
        name = prop.name
        if not self.spec.is_own:  # it gets another name in Python
            return
        if not name.isidentifier() or keyword.iskeyword(name) or name.startswith(("_", "model_")):
            self.spec.fail(prop.location, f"{name!r} cannot be the name of an attribute")
        if hasattr(runtime.Payload, name) or hasattr(runtime.BaseResource, name):
            self.spec.fail(prop.location, f"{name!r} would hide a method that every model has")

    @staticmethod
    def _update_default(kind: TypePlan) -> list[tuple[str, str]]:
        return [("default", "None")] if kind.nullable else [("default_factory", "not_given")]

    def _default(
        self, prop: Property, kind: TypePlan, hint: SchemaHints, *, required: bool
    ) -> tuple[list[tuple[str, str]], bool]:
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


def _imports_of_default(kind: TypePlan, args: list[tuple[str, str]]) -> set[Import]:
    is_member = any(value.startswith(f"{kind.target}.") for _, value in args)
    return {(f"{MODELS}.{snake(kind.target)}", kind.target)} if is_member else set()


def _direct(uses: set[Use]) -> set[Use]:
    """The uses of a component itself, and not as what others join."""
    return {use for use in uses if use.how != "base"}
