"""The public names: what the documentation promises is there, and nothing else is public by accident."""

import importlib
import inspect
import pkgutil
import subprocess
import sys
from importlib import resources
from typing import Any

import pydantic
import pytest

import konigle
from konigle import exceptions
from konigle.filters import comm as filters
from konigle.managers import comm as managers
from konigle.models import comm as models
from konigle.types import PaginatedResponse

TOP = [
    "APIError",
    "AsyncClient",
    "Attempt",
    "AuthenticationError",
    "AuthorizationError",
    "CallInfo",
    "CallResult",
    "Client",
    "ClientClosedError",
    "ClientConfig",
    "ConfigurationError",
    "ConflictError",
    "DetachedRecordError",
    "Hook",
    "InvalidArgumentError",
    "InvalidResponseError",
    "KonigleError",
    "KonigleTimeoutError",
    "NetworkError",
    "NotFoundError",
    "OutcomeUnknown",
    "RateLimit",
    "RateLimitError",
    "RefusedError",
    "ServerError",
    "UnexpectedStateError",
    "UnknownOutcomeNetworkError",
    "UnknownOutcomeResponseError",
    "UnknownOutcomeServerError",
    "UnknownOutcomeTimeoutError",
    "ValidationError",
    "WebhookSignatureError",
    "__version__",
]
MODULES = {
    "konigle.cli",
    "konigle.client",
    "konigle.config",
    "konigle.exceptions",
    "konigle.filters",
    "konigle.filters.comm",
    "konigle.hooks",
    "konigle.managers",
    "konigle.managers.comm",
    "konigle.mcp",
    "konigle.otel",
    "konigle.models",
    "konigle.models.comm",
    "konigle.pytest_plugin",
    "konigle.sandbox",
    "konigle.types",
    "konigle.webhooks",
}
RESOURCES = {
    "Audience": "audiences",
    "Campaign": "campaigns",
    "Contact": "contacts",
    "EmailAccount": "accounts",
    "EmailChannel": "channels",
    "EmailIdentity": "identities",
    "EmailTemplate": "email-templates",
}
# of the documentation page of konigle.managers.comm
DOCUMENTED_MANAGERS = {
    "AsyncAudienceManager": ["BaseAudienceManager", "BaseAsyncManager"],
    "AsyncCampaignManager": ["BaseCampaignManager", "BaseAsyncManager"],
    "AsyncContactManager": ["BaseContactManager", "BaseAsyncManager"],
    "AsyncEmailAccountManager": ["BaseEmailAccountManager", "BaseAsyncManager"],
    "AsyncEmailChannelManager": ["BaseEmailChannelManager", "BaseAsyncManager"],
    "AsyncEmailIdentityManager": ["BaseEmailIdentityManager", "BaseAsyncManager"],
    "AsyncEmailManager": ["BaseEmailManager"],
    "AsyncEmailTemplateManager": ["BaseEmailTemplateManager", "BaseAsyncManager"],
    "AudienceManager": ["BaseAudienceManager", "BaseSyncManager"],
    "BaseAsyncManager": ["BaseManager"],
    "BaseSyncManager": ["BaseManager"],
    "CampaignManager": ["BaseCampaignManager", "BaseSyncManager"],
    "ContactManager": ["BaseContactManager", "BaseSyncManager"],
    "EmailAccountManager": ["BaseEmailAccountManager", "BaseSyncManager"],
    "EmailChannelManager": ["BaseEmailChannelManager", "BaseSyncManager"],
    "EmailIdentityManager": ["BaseEmailIdentityManager", "BaseSyncManager"],
    "EmailManager": ["BaseEmailManager"],
    "EmailTemplateManager": ["BaseEmailTemplateManager", "BaseSyncManager"],
}
ALSO_IN_MANAGERS = [
    "BaseCampaignManager",
    "Campaign",
    "CampaignAddLTV",
    "CampaignCreate",
    "CampaignCreateEmail",
    "CampaignFilters",
    "CampaignUpdate",
    "model_to_dict",
]
# of section 8 of the reference: name and documented base class
DOCUMENTED_MODELS = {
    "Audience": "TimestampedResource",
    "AudienceCreate": "CreateModel",
    "AudienceUpdate": "UpdateModel",
    "Campaign": "TimestampedResource",
    "CampaignAddLTV": "BaseModel",
    "CampaignCreate": "CreateModel",
    "CampaignCreateEmail": "BaseModel",
    "CampaignExecution": "BaseModel",
    "CampaignUpdate": "UpdateModel",
    "Contact": "TimestampedResource",
    "ContactCreate": "CreateModel",
    "ContactUpdate": "UpdateModel",
    "ContactUpdateLTV": "BaseModel",
    "Email": "CreateModel",
    "EmailAccount": "TimestampedResource",
    "EmailAccountCreate": "CreateModel",
    "EmailAccountSetup": "BaseModel",
    "EmailAccountUpdate": "UpdateModel",
    "EmailChannel": "TimestampedResource",
    "EmailChannelCreate": "CreateModel",
    "EmailChannelUpdate": "UpdateModel",
    "EmailIdentity": "TimestampedResource",
    "EmailIdentityCreate": "CreateModel",
    "EmailIdentityUpdate": "UpdateModel",
    "EmailResponse": "BaseModel",
    "EmailTemplate": "TimestampedResource",
    "EmailTemplateCreate": "CreateModel",
    "EmailTemplateUpdate": "UpdateModel",
    "MarketingConsent": "BaseModel",
}
DOCUMENTED_ERRORS = {
    "KonigleError": "Exception",
    "APIError": "KonigleError",
    "ValidationError": "APIError",
    "AuthenticationError": "APIError",
    "AuthorizationError": "APIError",
    "NotFoundError": "APIError",
    "ConflictError": "APIError",
    "RateLimitError": "APIError",
    "ServerError": "APIError",
    "NetworkError": "KonigleError",
    "KonigleTimeoutError": "KonigleError",
}
# Packages of extras that are not installed here; tests/tools imports them.
EXTRAS = {"konigle.arrow", "konigle.dask"}
DOCUMENTED_TYPES = [
    "EmailChannelStatus",
    "EmailChannelType",
    "EmailIdentityType",
    "EmailVerificationStatus",
    "PaginatedResponse",
]


def public_modules() -> set[str]:
    """Modules without an underscore on their way; what is inside the sandbox and the extras is theirs."""
    names = (module.name for module in pkgutil.walk_packages(konigle.__path__, "konigle."))
    public = {name for name in names if not any(part.startswith("_") for part in name.split("."))}
    inner = tuple(f"{one}." for one in ("konigle.cli", "konigle.mcp", "konigle.sandbox", *EXTRAS))
    return {name for name in public if not name.startswith(inner)}


def test_the_names_at_the_top_are_these() -> None:
    assert konigle.__all__ == TOP
    assert set(konigle.__all__) - {"__version__"} == set(dir(konigle))


def test_the_public_modules_are_these() -> None:
    assert public_modules() == MODULES | EXTRAS


@pytest.mark.parametrize("name", sorted(MODULES | {"konigle"}))
def test_each_module_exports_what_it_lists(name: str) -> None:
    module = importlib.import_module(name)
    assert len(set(module.__all__)) == len(module.__all__)
    for exported in module.__all__:
        assert getattr(module, exported) is not None
    space: dict[str, Any] = {}
    exec(f"from {name} import *", space)
    assert set(module.__all__) <= set(space)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = module.no_such_name


def test_the_managers_of_the_documentation_are_there_with_their_bases() -> None:
    for name, bases in DOCUMENTED_MANAGERS.items():
        assert name in managers.__all__
        for base in bases:
            assert issubclass(getattr(managers, name), getattr(managers, base)), (name, base)
    assert set(ALSO_IN_MANAGERS) <= set(managers.__all__)
    assert managers.Campaign is models.Campaign
    assert managers.CampaignFilters is filters.CampaignFilters


@pytest.mark.parametrize(("resource", "path"), RESOURCES.items())
@pytest.mark.parametrize("kind", ["{}Manager", "Async{}Manager", "Base{}Manager"])
def test_each_manager_has_the_documented_class_attributes(resource: str, path: str, kind: str) -> None:
    manager = getattr(managers, kind.format(resource))
    assert manager.base_path == f"/reachout/api/v1/{path}"
    assert manager.resource_class is getattr(models, resource)
    assert manager.resource_update_class is getattr(models, f"{resource}Update")
    assert manager.filter_class is getattr(filters, f"{resource}Filters")


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("create", ["data"]),
        ("get", ["id_"]),
        ("update", ["id_", "data"]),
        ("delete", ["id_"]),
        ("list", ["page", "page_size", "filters"]),
        ("iter_all", ["page_size", "filters"]),
    ],
)
@pytest.mark.parametrize("kind", ["{}Manager", "Async{}Manager"])
@pytest.mark.parametrize("resource", RESOURCES)
def test_each_method_has_the_documented_arguments(
    resource: str, kind: str, method: str, arguments: list[str]
) -> None:
    signature = inspect.signature(getattr(getattr(managers, kind.format(resource)), method))
    places = [
        name
        for name, parameter in signature.parameters.items()
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD and name != "self"
    ]
    assert places == arguments
    if "page_size" in arguments:
        assert signature.parameters["page_size"].default == (100 if method == "iter_all" else 20)


@pytest.mark.parametrize(
    ("manager", "method", "arguments"),
    [
        ("Campaign", "start", ["campaign_id"]),
        ("Campaign", "pause", ["campaign_id"]),
        ("Campaign", "resume", ["campaign_id"]),
        ("Campaign", "cancel", ["campaign_id"]),
        ("Campaign", "schedule", ["campaign_id", "scheduled_at"]),
        ("Campaign", "add_ltv", ["campaign_id", "data"]),
        ("Campaign", "new_email_campaign", ["data"]),
        ("Campaign", "send_test_email", ["campaign_id", "email_address"]),
        ("Contact", "update_ltv", ["data"]),
        ("EmailAccount", "setup", ["data"]),
        ("EmailAccount", "check_status", []),
        ("EmailChannel", "set_engagement_tracking", ["channel_id", "enable"]),
        ("EmailIdentity", "check_verification_status", ["identity_id"]),
        ("EmailIdentity", "setup_custom_mail_from", ["identity_id", "mail_from_domain"]),
        ("Email", "send", ["data"]),
    ],
)
def test_each_action_has_the_documented_arguments(manager: str, method: str, arguments: list[str]) -> None:
    for kind in ("{}Manager", "Async{}Manager"):
        function = getattr(getattr(managers, kind.format(manager)), method)
        names = [*inspect.signature(function).parameters]
        assert names == ["self", *arguments, "options"]
        assert inspect.iscoroutinefunction(function) is kind.startswith("Async")


def test_the_models_of_the_documentation_are_there_with_their_bases() -> None:
    for name, base in DOCUMENTED_MODELS.items():
        assert name in models.__all__
        parent = pydantic.BaseModel if base == "BaseModel" else getattr(models, base)
        assert issubclass(getattr(models, name), parent), name
    for name in ("Audience", "Campaign", "Contact", "EmailAccount", "EmailChannel", "EmailTemplate"):
        assert issubclass(getattr(models, name), getattr(models, f"Base{name}"))
        assert issubclass(getattr(models, f"{name}Create"), getattr(models, f"Base{name}"))


def test_the_filters_of_the_documentation_are_there() -> None:
    for resource in RESOURCES:
        assert f"{resource}Filters" in filters.__all__
        assert issubclass(getattr(filters, f"{resource}Filters"), filters.BaseFilters)


def test_the_errors_of_the_documentation_are_there_and_at_the_top() -> None:
    for name, base in DOCUMENTED_ERRORS.items():
        assert name in exceptions.__all__
        assert getattr(konigle, name) is getattr(exceptions, name)
        parent = Exception if base == "Exception" else getattr(exceptions, base)
        assert issubclass(getattr(exceptions, name), parent)


def test_the_types_of_the_documentation_are_there() -> None:
    types = importlib.import_module("konigle.types")
    assert set(DOCUMENTED_TYPES) <= set(types.__all__)
    assert {"payload", "count", "next", "previous", "page_size", "current_page", "num_pages"} == set(
        PaginatedResponse.model_fields
    )


@pytest.mark.parametrize("client", [konigle.Client, konigle.AsyncClient])
def test_the_clients_take_the_observed_arguments(client: type) -> None:
    parameters = inspect.signature(client).parameters
    observed = {
        "api_key": None,
        "base_url": None,
        "timeout": 30.0,
        "retry_count": 3,
        "retry_backoff": 0.5,
        "enable_retry": True,
        "max_connections": 100,
        "keepalive_connections": 20,
        "user_agent": None,
        "auth_prefix": "Token",
        "http_client": None,
        "transport": None,
    }
    assert {name: parameters[name].default for name in observed} == observed
    assert [*parameters][:2] == ["api_key", "base_url"]


@pytest.mark.parametrize(
    "statement",
    [
        "import konigle",
        "from konigle import KonigleError, ClientConfig, __version__",
        "import konigle.client, konigle.config, konigle.exceptions, konigle.hooks, konigle.managers, konigle.managers.comm",
        "import konigle.models, konigle.models.comm, konigle.filters, konigle.filters.comm, konigle.types",
    ],
)
def test_an_import_loads_neither_httpx_nor_pydantic(statement: str) -> None:
    script = f"import sys; {statement}; print(*sorted({{'httpx', 'pydantic', 'asyncio'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_the_package_says_that_it_is_typed() -> None:
    assert resources.files("konigle").joinpath("py.typed").is_file()
