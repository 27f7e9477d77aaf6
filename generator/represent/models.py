"""Represents models, enums and filters."""

from dataclasses import replace
from typing import Literal

from generator.plan.filters import filters_of, main_list, resource_of, sending_of
from generator.plan.planner import Planner
from generator.plan.type_plan import View
from generator.read.extensions import deprecation_of
from generator.read.operations import Operation, Parameter, flow
from generator.read.schemas import Property, Use
from generator.read.spec import described
from generator.representation import ABSENT, Enum, Field, Filters, Model

Role = Literal["resource", "body", "update", "page", "response", "value"]


class Models:
    """Makes neutral models of what the planner knows."""

    def __init__(self, planner: Planner) -> None:
        self.planner, self.hints = planner, planner.hints
        self.resources = {resource_of(planner, main_list(planner, tag)) for tag in planner.spec.tags}

    def all(self) -> tuple[Model, ...]:
        """Every model, in the order of the spec; what is only a base of others is none."""
        plans = [(plan.name, plan.doc, self._own_uses(plan.name)) for plan in self.planner.models()]
        return tuple(self._model(name, doc, uses) for name, doc, uses in plans if uses)

    def enums(self) -> tuple[Enum, ...]:
        """Every named set of words."""
        return tuple(
            Enum(one.name, one.doc, tuple(value for _, value in one.members), one.final)
            for one in self.planner.enums()
        )

    def filters(self, operation: Operation) -> Filters:
        """The filters of a list."""
        name, _ = filters_of(self.planner, operation)
        return Filters(name, tuple(self._filter(one) for one in operation.filters))

    def fields(self, name: str) -> dict[str, Field]:
        """All fields of a schema."""
        written = any(use.written for use in self._own_uses(name))
        properties = self.planner.properties(name)
        return {key: self._field(prop, name, properties, written) for key, prop in properties.items()}

    def _own_uses(self, name: str) -> set[Use]:
        return {use for use in self.planner.uses.of(name) if use.how != "base"}

    def _model(self, name: str, doc: str, uses: set[Use]) -> Model:
        ways = {use.written for use in uses}
        fields = tuple(self.fields(name).values())
        return Model(
            name,
            doc,
            self._role(name, uses),
            sent=True in ways,
            received=False in ways,
            fields=fields,
            shown=self.hints.of(name).shown,
        )

    def _role(self, name: str, uses: set[Use]) -> Role:
        hows = {use.how for use in uses}
        if "update" in hows:
            return "update"
        if "create" in hows:
            return "body"
        if name in self.resources:
            return "resource"
        if "response" in hows:
            return "page" if "payload" in self.planner.schemas.flat(name) else "response"
        return "value"

    def _field(self, prop: Property, model: str, properties: dict[str, Property], written: bool) -> Field:
        hint = self.hints.of(prop.owner)
        kind = self.planner.types.plan(prop.raw, prop.location, View("written")).neutral
        if kind.currency in properties:
            places = self.planner.places(properties[kind.currency])
            kind = replace(kind, currency_places=places)
        return Field(
            prop.name,
            kind,
            flow(prop.raw["title"]),
            described(prop.raw),
            required=prop.required,
            read_only=bool(prop.raw.get("readOnly")) and self.planner.is_both(model),
            write_only=bool(prop.raw.get("writeOnly")) and self.planner.is_both(model),
            default=prop.raw.get("default", ABSENT),
            lower=prop.name in hint.lower,
            detail_only=prop.name in self.hints.of(model).detail_only,
            synonym=hint.aliases.get(prop.name, "") if written else "",
            deprecated=deprecation_of(self.planner.spec, prop.raw, prop.location),
        )

    def _filter(self, parameter: Parameter) -> Field:
        return Field(
            parameter.python_name,
            self.planner.types.of_parameter(parameter).neutral,
            parameter.title,
            parameter.description,
            required=parameter.is_required,
            comma_separated=parameter.name in self.hints.comma_separated,
            deprecated=parameter.deprecated(self.planner.spec),
            sending=sending_of(self.planner, parameter),
        )
