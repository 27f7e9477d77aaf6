# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Generated from the spec: models, filters, endpoint functions, and the spec itself in `openapi.json`."""
