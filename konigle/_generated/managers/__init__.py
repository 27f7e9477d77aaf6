# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""What the asynchronous and the synchronous manager of a collection have in common."""
