"""The asynchronous side, written by hand but for `generated`; the synchronous side is derived from it."""
