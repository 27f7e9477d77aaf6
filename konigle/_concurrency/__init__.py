"""The primitives that differ between async and sync code; all other code is written once."""
