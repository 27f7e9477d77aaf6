"""The HTTP layer below the client: requests, transports, time limits, the environment."""
