"""The HTTP layer: the one room that names httpx."""
