# Derived from konigle/_async/managers/audiences.py by `python -m generator`; do not edit.
"""Synchronous manager of audiences."""

from konigle._sync.generated.audiences import AudienceMethods


class AudienceManager(AudienceMethods):
    """Synchronous manager of audiences."""
