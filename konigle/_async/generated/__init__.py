# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""The methods of the managers that the spec describes; one class for each manager, which derives from it."""
