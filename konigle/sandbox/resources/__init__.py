"""Handlers of the operations, by resource."""
