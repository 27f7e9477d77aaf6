# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""The configuration shared by the asynchronous and the synchronous manager of a collection."""
