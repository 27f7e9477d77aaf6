"""Scenarios that the SDK of every language runs against the sandbox, with identical requests."""
