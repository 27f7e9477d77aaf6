"""HTTP below the client: time limits, the environment, and what httpx leaves to its callers."""
