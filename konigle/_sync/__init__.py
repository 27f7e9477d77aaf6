# Derived from konigle/_async/__init__.py by `python -m generator`; do not edit.
"""The synchronous side, which nobody edits."""
