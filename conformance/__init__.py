"""Scenarios that the SDK of every language plays against the sandbox, with the same requests on the wire."""
