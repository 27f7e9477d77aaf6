"""Converts records to Arrow tables, with a fixed schema for each model; needs the extra `arrow`.

Example:
    from konigle import arrow
    from konigle.models.comm import Contact

    contacts = arrow.table(client.contacts.iter_all(200), Contact)
"""

from konigle.arrow.tables import batches, schema, table

__all__ = ["batches", "schema", "table"]
