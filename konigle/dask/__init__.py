"""Imports contacts from Dask data frames and reads them back, on any number of workers; needs the extra `dask`.

Example:
    from konigle.config import ClientConfig
    from konigle.dask import import_contacts

    summary = import_contacts(
        ddf, ClientConfig.from_env(), rate=100, outcomes="s3://bucket/outcomes", row_key="customer_id", consent="none"
    )
"""

from konigle.dask.imports import import_contacts
from konigle.dask.reads import read_contacts

__all__ = ["import_contacts", "read_contacts"]
