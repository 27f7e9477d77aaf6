"""Makes the representation of the SDK from the spec: areas, managers and their methods."""

from dataclasses import replace

from generator.plan.code_names import snake
from generator.plan.filters import plan_filters
from generator.plan.planner import Planner
from generator.read.areas import area_name
from generator.read.extensions import groups_of
from generator.read.security import read_schemes, read_servers
from generator.read.spec import described
from generator.read.webhooks import read_webhooks
from generator.represent.client_facts import ERROR_KINDS, SETTINGS, retry_constants
from generator.represent.managers import ManagerOf
from generator.represent.models import Models
from generator.representation import Area, Manager, Paging, Sdk, Webhook
from konigle._core import error_mapping
from konigle._core.pagination import MAX_PAGE_SIZE

FORMAT = 1


def represent(planner: Planner) -> Sdk:
    """The representation of everything that the spec holds.

    Raises:
        BuildError: Something in it does not fit together.
    """
    plan_filters(planner)  # checks them
    spec, models = planner.spec, Models(planner)
    return Sdk(
        format=FORMAT,
        version=spec.raw["info"]["version"],
        servers=read_servers(spec),
        errors={
            **{str(status): kind.__name__ for status, kind in error_mapping.BY_STATUS.items()},
            **{f"{status // 100}XX": error_mapping.error_class(status).__name__ for status in (499, 599)},
        },
        error_kinds=ERROR_KINDS,
        settings=SETTINGS,
        paging=Paging("page", "page_size", "payload", "results", MAX_PAGE_SIZE),
        retry=retry_constants(),
        areas=_areas(planner, models),
        models=models.all(),
        enums=models.enums(),
        filters=tuple(models.filters(one) for one in planner.operations if one.is_list),
        schemes=tuple(read_schemes(spec).values()),
        webhooks=_webhooks(planner),
    )


def _areas(planner: Planner, models: Models) -> tuple[Area, ...]:
    spec = planner.spec
    owners = {tag: area.name for area in spec.areas for tag in area.tags}
    managers: dict[str, Manager] = {}
    for index, (tag, doc) in enumerate(spec.tags.items()):
        if any(one.tag == tag for one in planner.operations):
            made = ManagerOf(planner, models, tag, doc).manager()
            for other, one in managers.items():
                if one.name == made.name:
                    spec.fail(
                        ("tags", str(index), "name"),
                        f"its manager is called {one.name!r}, as that of {other!r}",
                    )
            managers[tag] = made
    groups = groups_of(spec)
    found: list[Area] = []
    for name, info, externals in (
        (area_name(spec), spec.raw["info"], spec.raw),
        *((one.name, one.info, {}) for one in spec.areas),
    ):
        is_own = {tag: owners.get(tag, area_name(spec)) == name for tag in spec.tags}
        about = info.get("description", "").partition("\n## ")[0]
        found.append(
            Area(
                name,
                info["title"],
                described({**externals, "description": about}).strip(),
                tuple(one for tag, one in managers.items() if is_own[tag]),
                tuple(
                    replace(one, managers=tuple(map(snake, one.managers)))
                    for one in groups
                    if all(is_own[tag] for tag in one.managers)
                ),
            )
        )
    return tuple(found)


def _webhooks(planner: Planner) -> tuple[Webhook, ...]:
    found = read_webhooks(planner.spec)
    for one in found:
        if not planner.is_class(one.model):
            planner.spec.fail(
                ("webhooks", one.name, "post", "requestBody"),
                f"the payload {one.model} must be an object with properties",
            )
    return found
