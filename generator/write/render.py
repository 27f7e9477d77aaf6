"""From plans to the text of files."""

import textwrap
from collections.abc import Iterable

from openapi_python_client.strings import safe_for_docstring

from generator.methods.endpoint_functions import FunctionPlan, plan_function
from generator.plan.code_names import GENERATED, Import, snake
from generator.plan.deprecation import deprecation_text
from generator.plan.filters import plan_filters, plan_parameters, query_class
from generator.plan.ir import EnumPlan, FieldPlan, FilterPlan, ModelPlan
from generator.plan.planner import Planner
from generator.plan.python_types import SUFFIX
from generator.read.spec import SCHEMAS
from generator.representation import Area, Deprecation, Manager, Sdk, plain
from generator.write.environment import environment

WIDTH = 110
PACKAGE = "konigle/_generated"
WIDENS = (
    "# type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]"
    "  # None: the response left it out"
)
NARROWS = "# pyright: ignore[reportIncompatibleVariableOverride]  # a response has a member of the enum"
_HEADER = "# Made from {} by `python -m generator`; do not edit."


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

    def __init__(self, planner: Planner, sdk: Sdk) -> None:
        self.spec, self.planner, self.sdk = planner.spec, planner, sdk
        self.models = planner.models
        self.plans: list[ModelPlan | EnumPlan] = [*self.models, *planner.enums]
        self.filters = plan_filters(planner)
        self.env = environment()
        self.env.filters.update(wrapped=wrapped)
        self.env.globals.update(widens_ignore=WIDENS, narrows_ignore=NARROWS, argument=argument, repr=repr)
        self.env.globals.update(doc_of=self._doc, warning_of=self._warning)

    def _doc(self, field: FieldPlan) -> str:
        found = field.neutral.deprecated
        return f"{field.doc} {deprecation_text(self.sdk, 'Deprecated', found)}" if found else field.doc

    def _warning(self, field: FieldPlan, kind: str) -> str:
        what = f"The {kind} {field.name} is deprecated"
        return repr(deprecation_text(self.sdk, what, field.neutral.deprecated or Deprecation()))

    def files(self) -> dict[str, str]:
        """Paths below the project's root, and their text before formatting."""
        files = {
            "__init__.py": self.text("package_init.py.jinja"),
            "openapi.json": self.spec.bundled(),
            "webhooks.py": self.text("webhooks.py.jinja", sdk=self.sdk, plain=plain, snake=snake),
            "client_defaults.py": self.text("client_defaults.py.jinja", sdk=self.sdk),
        }
        for model in self.plans:
            files[f"models/{model.module}.py"] = self._model(model)
        doc = "Models of the reachout API; each module is loaded when its class is first asked for."
        modules = {name: plan.module for plan in self.plans for name in plan.names}
        files["models/__init__.py"] = self._lazy(doc, "models", modules)
        for plan in self.filters:
            files[f"filters/{plan.module}.py"] = self._filters(plan)
        names = {name: plan.module for plan in self.filters for name in (plan.name, plan.query_name)}
        doc = "Filters of the lists, and the keyword arguments that stand for them."
        files["filters/__init__.py"] = self._lazy(doc, "filters", names)
        files |= self._api()
        return {f"{PACKAGE}/{name}": text for name, text in files.items()}

    def text(self, template: str, made_from: str = "", **values: object) -> str:
        """A template with its values.

        Args:
            template: Its name.
            made_from: The files that the header names; the entry of the spec if it is left out.
            values: What it prints.
        """
        header = _HEADER.format(made_from or self.spec.label)
        return self.env.get_template(template).render(header=header, **values)

    def files_of(self, manager: Manager) -> str:
        """The files that describe the operations of a manager."""
        known = {one.id: one.location for one in self.planner.operations}
        return self.spec.made_from(*(known[one.operation] for one in manager.methods))

    def imports(self, imports: Iterable[Import], *defined: str) -> list[tuple[str, list[str]]]:
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

    def dicts(self) -> set[str]:
        """Names of the dicts that callers may write instead of models."""
        return {f"{one.name}{SUFFIX}" for one in self.models if one.keys}

    def model_names(self) -> set[str]:
        """Names of all classes and enums in `models`."""
        return {name for plan in self.plans for name in plan.names}

    def names_in(self, area: Area) -> tuple[set[str], set[str]]:
        """The names of an area in `models`, and those in `filters`."""
        first = self.sdk.areas[0].name
        own = (one for one in self.plans if (self.spec.area_at((*SCHEMAS, one.name)) or first) == area.name)
        managers = {one.name for one in area.managers}
        filters = (plan for plan in self.filters if plan.module in managers)
        return (
            {name for plan in own for name in plan.names},
            {name for plan in filters for name in (plan.name, plan.query_name)},
        )

    def also_in_managers(self) -> dict[str, str]:
        """Models and filters that are documented beside the managers, each with its module."""
        modules: dict[str, str] = {}
        filters = {name for one in self.sdk.filters for name in (one.name, query_class(one.name))}
        for name in self.planner.hints.also_in_managers:
            if name not in filters | self.model_names():
                self.planner.hints.fail(("also_in_managers",), f"{name!r} is neither a model nor a filter")
            modules[name] = f"{GENERATED}.{'filters' if name in filters else 'models'}"
        return modules

    def _model(self, plan: ModelPlan | EnumPlan) -> str:
        if isinstance(plan, ModelPlan):
            return self._classes(plan)
        self.imports({("enum", "StrEnum"), ("typing", "Literal"), ("typing", "TypeAlias")}, plan.name)
        template = "str_enum.py.jinja" if plan.is_class else "literal_enum.py.jinja"
        return self.text(template, self.spec.made_from((*SCHEMAS, plan.name)), enum=plan)

    def _classes(self, plan: ModelPlan) -> str:
        """A module with a class, or with all classes that refer to each other; the modules of the others name it."""
        circle = plan.circle or (plan.name,)
        if plan.name != circle[0]:
            made_from = self.spec.made_from((*SCHEMAS, plan.name))
            return self.text("model_alias.py.jinja", made_from, names=plan.names, module=snake(circle[0]))
        plans = [next(one for one in self.models if one.name == name) for name in circle]
        own = {*circle, *(f"{name}{SUFFIX}" for name in circle)}
        imports = {one for each in plans for one in each.imports if one[1] not in own}
        imports |= {("typing", "TYPE_CHECKING") for each in plans if each.is_record}
        made_from = self.spec.made_from(*((*SCHEMAS, name) for name in circle))
        return self.text("model.py.jinja", made_from, models=plans, imports=self.imports(imports, *circle))

    def _filters(self, plan: FilterPlan) -> str:
        imports = plan.imports | {
            ("konigle._core.models", "BaseFilters"),
            ("konigle._core.call", "RequestOptions"),
        }
        return self.text(
            "filters.py.jinja",
            self.spec.made_from(plan.location),
            filters=plan,
            imports=self.imports(imports, plan.name, plan.query_name),
        )

    def _lazy(self, doc: str, package: str, modules: dict[str, str]) -> str:
        return self.text(
            "lazy_init.py.jinja", doc=doc, package=package, modules=dict(sorted(modules.items()))
        )

    def _api(self) -> dict[str, str]:
        files: dict[str, str] = {}
        parameters = {one.id: plan_parameters(self.planner, one) for one in self.planner.operations}
        for manager in self.sdk.managers():
            functions = [
                plan_function(
                    self.sdk,
                    manager,
                    method,
                    self.planner.notations["written"],
                    parameters.get(method.operation),
                )
                for method in manager.methods
            ]
            defined = [one.parameters.name for one in functions if one.parameters]
            files[f"api/{manager.name}.py"] = self.text(
                "api_module.py.jinja",
                self.files_of(manager),
                doc=manager.doc,
                functions=functions,
                imports=self.imports(_all_imports(functions), *defined),
            )
        files["api/__init__.py"] = self.text(
            "api_init.py.jinja", modules=sorted(name[4:-3] for name in files)
        )
        return files


def _all_imports(functions: Iterable[FunctionPlan]) -> set[Import]:
    return {one for function in functions for one in function.imports}
