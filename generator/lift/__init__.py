"""Rewrites a document that somebody else wrote into what the generator reads: the same API, in a stricter form."""
