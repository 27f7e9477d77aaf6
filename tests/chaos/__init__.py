"""Chaos: every operation under every fault over real HTTP, and what may never happen."""
