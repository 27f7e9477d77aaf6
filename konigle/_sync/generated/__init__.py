# Derived from konigle/_async/generated/__init__.py by `python -m generator`; do not edit.
# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Generated methods of the managers; one base class for each manager."""
