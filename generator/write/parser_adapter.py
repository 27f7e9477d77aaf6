"""Drives openapi-python-client as a library: it parses the spec and names things, and nothing it says is passed over."""

import contextlib
import io
import warnings
from importlib.metadata import version
from pathlib import Path

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint

from generator.errors import BuildError
from generator.plan.code_names import snake
from generator.plan.ir import EnumPlan, ModelPlan
from generator.plan.planner import Planner
from generator.read.operations import Operation
from generator.read.spec import SCHEMAS, Location, Spec
from generator.write.library_view import for_library

PINNED = "0.29.1"


def check_version() -> None:
    """Its internals move between patch releases, so only the one that the templates were written for will do."""
    found = version("openapi-python-client")
    if found != PINNED:
        raise BuildError(f"openapi-python-client {found} is installed, the generator needs {PINNED}")


def check(spec: Spec, planner: Planner) -> None:
    """The library must see the same classes and operations as the planner.

    Raises:
        BuildError: It reports, prints or warns of anything, or sees something else.
    """
    data = _parse(spec)
    _check_names(spec, planner, data)
    _check_endpoints(spec, planner.operations, data)


def _parse(spec: Spec) -> GeneratorData:
    """The library's view of the spec; what it reports, prints or warns of it would skip, and continue."""
    config = Config.from_sources(
        ConfigFile(post_hooks=[], literal_enums=True, package_name_override="_generated"),
        meta_type=MetaType.NONE,
        document_source=spec.path,
        file_encoding="utf-8",
        overwrite=True,
        output_path=Path("konigle/_generated"),
    )
    printed = io.StringIO()
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        data = GeneratorData.from_dict(for_library(spec), config=config)
    if isinstance(data, GeneratorError):
        raise BuildError(f"{spec.label}: {_words(data)}")
    errors: list[GeneratorError] = list(data.errors)
    for collection in data.endpoint_collections_by_tag.values():
        errors += collection.parse_errors
    said = [_words(error) for error in errors]
    said += [str(warning.message) for warning in caught]
    said += [printed.getvalue().strip()] if printed.getvalue().strip() else []
    if said:
        raise BuildError(f"{spec.label}: openapi-python-client: {said[0]}")
    return data


def _words(error: GeneratorError) -> str:
    data = getattr(error, "data", None)
    around = (
        f" in {data.model_dump_json(exclude_unset=True, by_alias=True)[:200]}" if data is not None else ""
    )
    return " ".join(f"{error.header} {error.detail or ''}{around}".split())


def _check_names(spec: Spec, planner: Planner, data: GeneratorData) -> None:
    """Our view of the classes and the library's must be the same.

    Raises:
        BuildError: It renamed a class, added one, or lost a property.
    """
    found = {str(one.class_info.name): str(one.class_info.module_name) for one in [*data.models, *data.enums]}
    planned: list[ModelPlan | EnumPlan] = [*planner.models, *planner.enums]
    for plan in planned:
        if plan.name not in found:
            _fail_renamed(spec, plan.name, sorted(found))
        if found[plan.name] != plan.module:
            spec.fail(
                (*SCHEMAS, plan.name), f"the library puts it into {found[plan.name]}, not {plan.module}"
            )
    modules: dict[str, str] = {}
    for plan in planned:
        if plan.module in modules:
            spec.fail(
                (*SCHEMAS, plan.name), f"its module {plan.module} is that of {modules[plan.module]} as well"
            )
        modules[plan.module] = plan.name
    inline = [name for name in found if name not in spec.schemas]
    if inline:
        raise BuildError(f"{spec.label}: the library made classes of nameless schemas: {', '.join(inline)}")
    for model in data.models:
        name = str(model.class_info.name)
        if name in spec.schemas and planner.is_class(name):
            theirs = {prop.name.get_untrusted_value() for prop in (model.required_properties or [])}
            optional = {prop.name.get_untrusted_value() for prop in (model.optional_properties or [])}
            ours = planner.schemas.flat(name)
            if theirs | optional != set(ours) or theirs != {
                key for key, prop in ours.items() if prop.required
            }:
                lost = sorted((theirs | optional) ^ set(ours)) or sorted(theirs)
                spec.fail((*SCHEMAS, name), f"the library sees other properties: {', '.join(lost)}")


def _fail_renamed(spec: Spec, name: str, found: list[str]) -> None:
    alike = next((other for other in found if other.lower() == name.replace("_", "").lower()), None)
    location: Location = (*SCHEMAS, name)
    spec.fail(
        location, f"the library renames the class to {alike}" if alike else "the library makes no class of it"
    )


def _check_endpoints(spec: Spec, operations: list[Operation], data: GeneratorData) -> None:
    """Our view of the operations and the library's must be the same.

    Raises:
        BuildError: It lost an operation, or renamed it.
    """
    endpoints: dict[tuple[str, str], tuple[str, Endpoint]] = {}
    for tag, collection in data.endpoint_collections_by_tag.items():
        for endpoint in collection.endpoints:
            endpoints[endpoint.method.upper(), endpoint.path.get_untrusted_value()] = (str(tag), endpoint)
    for operation in operations:
        if (operation.method, operation.path) not in endpoints:
            spec.fail(operation.location, "the library makes no function of it, or renames a path parameter")
        module, endpoint = endpoints[operation.method, operation.path]
        if module != snake(operation.tag):
            spec.fail(operation.location, f"the library puts it into {module}, not {snake(operation.tag)}")
        if str(endpoint.name) != snake(operation.id):
            spec.fail(operation.location, f"the library calls it {endpoint.name}, not {snake(operation.id)}")
