"""The settings sent to workers: the configuration of a client without its key, and the source of the key."""

from collections.abc import Callable
from typing import Any

import attrs

from konigle import Client
from konigle.config import ClientConfig
from konigle.dask.rate import share_rate
from konigle.exceptions import InvalidArgumentError


@attrs.frozen
class Site:
    """How a worker creates a client.

    Attributes:
        config: The configuration; its pickle has no key.
        api_key: Function that returns the key on the worker; None for its environment variable `KONIGLE_API_KEY`.
        rate: Requests per second of all workers together; None for no limit.
    """

    config: ClientConfig
    api_key: Callable[[], str] | None
    rate: float | None

    @classmethod
    def of(cls, config: object, api_key: object, rate: object) -> "Site":
        """Validates the arguments of the caller.

        Raises:
            InvalidArgumentError: The key is not callable, the rate not above zero, or `config` not a ClientConfig.
        """
        if not isinstance(config, ClientConfig):
            raise InvalidArgumentError("config must be a ClientConfig, such as ClientConfig.from_env().")
        if api_key is not None and not callable(api_key):
            raise InvalidArgumentError(
                "api_key must be a function that returns the key on a worker, so that the key itself is never sent."
            )
        if rate is not None and (
            isinstance(rate, bool) or not isinstance(rate, (int, float)) or not rate > 0
        ):
            raise InvalidArgumentError(f"rate must be requests per second, more than zero, not {rate!r}.")
        hidden = attrs.evolve(config, pickle_api_key=False)
        return cls(hidden, api_key, None if rate is None else float(rate))

    def client(self) -> tuple[Client, Any]:
        """Returns a client on a worker, and its limiter."""
        config = self.config if self.api_key is None else attrs.evolve(self.config, api_key=self.api_key())
        config.key()  # raises here instead of at the first row
        client = Client.from_config(config)
        return client, None if self.rate is None else share_rate(client, self.rate)
