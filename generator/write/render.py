"""From plans to the text of files."""

import textwrap
from collections.abc import Iterable

from openapi_python_client.config import Config
from openapi_python_client.parser import GeneratorData
from openapi_python_client.strings import safe_for_docstring

from generator.plan.endpoint_functions import FunctionPlan, plan_function
from generator.plan.filters import plan_filters
from generator.plan.ir import EnumPlan, FilterPlan, ModelPlan
from generator.plan.planner import Planner
from generator.plan.type_mapping import Import, snake
from generator.read.operations import Operation, flow
from generator.read.spec import SCHEMAS, Spec
from generator.write.parser_adapter import TemplateProject, match_endpoints

WIDTH = 110
PACKAGE = "konigle/_generated"
WIDENS = (
    "# type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]"
    "  # None: the response left it out"
)
HEADER = "# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit."


def wrapped(text: str, indent: int = 4, hang: int = 0) -> str:
    """Text for a docstring, broken into lines; the first stands where the template puts it.

    Args:
        text: What to break.
        indent: Columns before every further line.
        hang: Columns that the first line has lost to what stands before it.
    """
    first = " " * (indent + hang)
    lines = textwrap.wrap(
        safe_for_docstring(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    text = "\n".join(lines)[len(first) :]
    return text[:-1] + '\\"' if text.endswith('"') else text  # or it would end the docstring


def argument(name: str, value: str, indent: int = 8) -> str:
    """One keyword argument as code; a text too long for its line becomes several joined ones."""
    if value[:1] not in {"'", '"'} or len(name) + len(value) + indent + 2 <= WIDTH:
        return f"{name}={value}"
    text = value[1:-1]
    fragments = textwrap.wrap(text, WIDTH - indent - 8, break_long_words=False, break_on_hyphens=False)
    joined = " ".join(fragments)
    if joined != text or "\\" in text:
        return f"{name}={value}"
    quote = value[0]
    return (
        f"{name}=("
        + " ".join(f"{quote}{fragment} {quote}" for fragment in fragments[:-1])
        + f" {quote}{fragments[-1]}{quote})"
    )


class Renderer:
    """Renders every file of the generated package."""

    def __init__(self, spec: Spec, planner: Planner, data: GeneratorData, config: Config) -> None:
        self.spec, self.planner, self.data = spec, planner, data
        self.env = TemplateProject(openapi=data, config=config).env
        self.env.filters.update(wrapped=wrapped)
        self.env.globals.update(header=HEADER, widens_ignore=WIDENS, argument=argument, repr=repr)

    def files(self, operations: list[Operation]) -> dict[str, str]:
        """Paths below the project's root, and their text before formatting."""
        files = {
            "__init__.py": self._text("package_init.py.jinja"),
            "openapi.json": self.spec.bundled(),
        }
        models: list[ModelPlan | EnumPlan] = [*self.planner.models(), *self.planner.enums()]
        for model in models:
            files[f"models/{model.module}.py"] = self._model(model)
        doc = "Models of the reachout API; each module is loaded when its class is first asked for."
        files["models/__init__.py"] = self._lazy(doc, "models", {plan.name: plan.module for plan in models})
        filters = plan_filters(self.planner)
        for plan in filters:
            files[f"filters/{plan.module}.py"] = self._filters(plan)
        names = {name: plan.module for plan in filters for name in (plan.name, plan.query_name)}
        doc = "Filters of the lists, and the keyword arguments that stand for them."
        files["filters/__init__.py"] = self._lazy(doc, "filters", names)
        files |= self._api(operations)
        return {f"{PACKAGE}/{name}": text for name, text in files.items()}

    def _text(self, template: str, **values: object) -> str:
        return self.env.get_template(template).render(**values)

    def _imports(self, imports: Iterable[Import], *defined: str) -> list[tuple[str, list[str]]]:
        """Modules with the names taken from them, sorted.

        Raises:
            BuildError: One name would stand for two things, since a schema is named like something of ours.
        """
        modules: dict[str, str] = dict.fromkeys(defined, "")
        by_module: dict[str, list[str]] = {}
        for module, name in sorted(imports):
            if modules.setdefault(name, module) != module:
                self.spec.fail(
                    (*SCHEMAS, name), f"the generated modules import another {name}: rename the schema"
                )
            by_module.setdefault(module, []).append(name)
        return list(by_module.items())

    def _model(self, plan: ModelPlan | EnumPlan) -> str:
        if isinstance(plan, ModelPlan):
            return self._text("model.py.jinja", model=plan, imports=self._imports(plan.imports, plan.name))
        self._imports({("enum", "StrEnum"), ("typing", "Literal"), ("typing", "TypeAlias")}, plan.name)
        return self._text("str_enum.py.jinja" if plan.is_class else "literal_enum.py.jinja", enum=plan)

    def _filters(self, plan: FilterPlan) -> str:
        imports = plan.imports | {
            ("konigle._core.models", "BaseFilters"),
            ("konigle._core.call", "RequestOptions"),
        }
        return self._text(
            "filters.py.jinja", filters=plan, imports=self._imports(imports, plan.name, plan.query_name)
        )

    def _lazy(self, doc: str, package: str, modules: dict[str, str]) -> str:
        return self._text(
            "lazy_init.py.jinja", doc=doc, package=package, modules=dict(sorted(modules.items()))
        )

    def _api(self, operations: list[Operation]) -> dict[str, str]:
        tags = {snake(name): description for name, description in self.spec.tags.items()}
        files: dict[str, str] = {}
        for tag, matched in match_endpoints(self.spec, operations, self.data).items():
            functions = [plan_function(self.planner, operation, name) for name, operation in matched]
            files[f"api/{tag}.py"] = self._text(
                "api_module.py.jinja",
                doc=flow(tags[tag]),
                functions=functions,
                imports=self._imports(_all_imports(functions)),
            )
        files["api/__init__.py"] = self._text(
            "api_init.py.jinja", modules=sorted(name[4:-3] for name in files)
        )
        return files


def _all_imports(functions: Iterable[FunctionPlan]) -> set[Import]:
    return {one for function in functions for one in function.imports}
