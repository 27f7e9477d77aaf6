# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from konigle._core.call import RequestOptions
from konigle._core.models import BaseFilters


class EmailAccountFilters(BaseFilters):
    """Conditions of `list_email_accounts`; those that are not set, or None, are not sent."""


class EmailAccountQuery(RequestOptions, total=False):
    """The same as keyword arguments, beside the options of a call."""
