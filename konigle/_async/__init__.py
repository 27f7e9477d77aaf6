"""The asynchronous side, written by hand; the synchronous side is derived from it."""
