"""Represents models, enums and filters."""

from typing import Literal

from generator.plan.filters import field_of, filters_of, main_list, resource_of
from generator.plan.planner import Planner
from generator.read.operations import Operation
from generator.read.schemas import Use
from generator.representation import Enum, Field, Filters, Model

Role = Literal["resource", "body", "update", "page", "response", "value"]


class Models:
    """Makes neutral models of what the planner knows."""

    def __init__(self, planner: Planner) -> None:
        self.planner, self.hints = planner, planner.hints
        self.resources = {resource_of(planner, main_list(planner, tag)) for tag in planner.spec.tags}

    def all(self) -> tuple[Model, ...]:
        """Every model, in the order of the spec; what is only a base of others is none."""
        plans = [(one.name, one.doc, self.planner.uses.direct(one.name)) for one in self.planner.models]
        return tuple(self._model(name, doc, uses) for name, doc, uses in plans if uses)

    def enums(self) -> tuple[Enum, ...]:
        """Every named set of words."""
        return tuple(
            Enum(one.name, one.doc, tuple(value for _, value in one.members), one.final)
            for one in self.planner.enums
        )

    def filters(self, operation: Operation) -> Filters:
        """The filters of a list."""
        name, _ = filters_of(self.planner, operation)
        return Filters(name, tuple(field_of(self.planner, one) for one in operation.filters))

    def fields(self, name: str) -> dict[str, Field]:
        """All fields of a schema by their names on the wire."""
        return {key: one.neutral for key, one in self.planner.fields(name).items() if not one.of_form}

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
