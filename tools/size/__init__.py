"""Lines of code by room, against the budget: `python -m tools.size`."""
