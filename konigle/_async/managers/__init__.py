"""Asynchronous managers, one module per collection."""
