"""Builds the documentation site: pages of `docs/`, and a reference made of the code and the spec."""
