"""What changed between two versions of the spec and of the Python surface, in words: `python -m tools.api_diff BASE`."""
