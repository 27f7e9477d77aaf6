"""Represents what requests carry, and what calls result in."""

from dataclasses import replace

from generator.plan.filters import item_class
from generator.plan.python_types import ANY, holds_file
from generator.read import contents
from generator.read.contents import ResponseBody
from generator.read.operations import Operation
from generator.represent.models import Models
from generator.representation import Body, Field, Result, Type


def body_of(models: Models, operation: Operation) -> Body | None:
    """What a request carries; None for nothing."""
    body, planner = operation.body, models.planner
    if body is None:
        return None
    hinted = planner.hints.of(body.schema).form
    if hinted and not body.form:
        planner.hints.fail(("schemas", body.schema, "form"), f"{operation.id} has no form")
    made = Body(body.schema, content_type=body.content_type, required=body.required)
    if not planner.types.is_model(body.schema):
        if body.form or not contents.is_json(body.content_type):
            planner.spec.fail(body.location, f"the form {body.schema} must be an object with properties")
        return replace(made, type=planner.types.reference(body.schema))
    if not body.form:
        return replace(made, file_fields=_file_fields(models, body))
    if hinted != body.form:
        problem = f"has two ways: say in hints.yaml `{body.schema}: {{form: {body.form}}}`"
        planner.spec.fail(body.location, problem)
    files = _file_field(models, body.schema, body.form)
    return replace(made, form=body.form, files=files.name, most_files=files.type.limits.get("maxItems"))


def _file_fields(models: Models, body: contents.Body) -> tuple[str, ...]:
    """The fields with files, which only a form can have."""
    fields = models.fields(body.schema)
    found = [
        key for key, one in fields.items() if "file" in {one.type.kind, getattr(one.type.items, "kind", "")}
    ]
    if found and body.content_type != contents.FORM:
        location = models.planner.schemas.flat(body.schema)[found[0]].location
        models.planner.spec.fail(
            location, f"a file in a body of {body.content_type}: send it as {contents.FORM}"
        )
    return tuple(found)


def _file_field(models: Models, schema: str, form: str) -> Field:
    """The one field that the form has beyond the JSON body: a list of files."""
    known, fields = models.planner.schemas.flat(schema), models.fields(form)
    more = [one for key, one in fields.items() if key not in known]
    items = more[0].type.items if len(more) == 1 else None
    if any(key not in fields for key in known) or items is None or items.kind != "file":
        models.planner.spec.fail(
            models.planner.schemas.location(form),
            f"must be {schema} and one more property: a list of strings of format binary",
        )
    return more[0]


def result_of(models: Models, operation: Operation) -> Result:
    """What a call results in, with what other status codes of success mean instead."""
    main, *others = operation.responses
    by_status = {str(one.status): _result(models, operation, one) for one in others}
    if by_status and operation.is_list:
        models.planner.spec.fail(others[0].location, "a list with two kinds of success: leave one")
    return replace(_result(models, operation, main), by_status=by_status)


def _result(models: Models, operation: Operation, response: ResponseBody) -> Result:
    schema, doc = response.schema, response.description
    if not schema:
        return Result("file" if response.kind == "file" else "none", "", doc)
    if models.planner.types.is_model(schema):
        if operation.is_list:
            return Result("page", schema, doc, items=item_class(models.planner, operation))
        return _model_result(models, operation, response)
    found = models.planner.types.reference(schema)
    if holds_file(found):
        location = models.planner.schemas.location(schema)
        models.planner.spec.fail(location, "format binary in a response: files are only sent")
    if found == Type("map", values=ANY):
        return Result("object", "", doc)
    return Result("value", "", doc, type=found)


def _model_result(models: Models, operation: Operation, response: ResponseBody) -> Result:
    """One model; if it only holds resources, they can be made of what was sent."""
    schema = response.schema
    fields = models.fields(schema)
    body = operation.body.schema if operation.body else ""
    sent = models.fields(body) if body and models.planner.types.is_model(body) else {}
    stand_ins = {
        key: {"name": f"{key}_name"} if f"{key}_name" in sent else {}
        for key, one in fields.items()
        if one.required and one.type.kind == "model"
    }
    unwraps = next(iter(stand_ins)) if stand_ins and len(fields) == 1 else ""
    return Result("model", schema, response.description, unwraps=unwraps, stand_ins=stand_ins)
