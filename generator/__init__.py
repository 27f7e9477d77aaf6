"""Makes `konigle/_generated` from the spec, and the sync side from the async side: `python -m generator`."""
