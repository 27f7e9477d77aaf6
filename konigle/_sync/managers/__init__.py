# Derived from konigle/_async/managers/__init__.py by `python -m generator`; do not edit.
"""Synchronous managers, one module per collection."""
