# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Where clients send, and the word before their key, where nothing else is said."""

BASE_URL = "https://tim.konigle.com"
AUTH_PREFIX = "Token"
