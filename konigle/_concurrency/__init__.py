"""The few things that async and sync code do differently; everything else is written once."""
