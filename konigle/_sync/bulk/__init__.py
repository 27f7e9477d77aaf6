# Derived from konigle/_async/bulk/__init__.py by `python -m generator`; do not edit.
"""Bulk operations of the synchronous client."""
