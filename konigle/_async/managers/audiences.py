"""Asynchronous manager of audiences."""

from konigle._async.generated.audiences import AudienceMethods


class AsyncAudienceManager(AudienceMethods):
    """Asynchronous manager of audiences."""
