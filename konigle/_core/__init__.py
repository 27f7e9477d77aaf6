"""Values and decisions: calls, bodies, decoding, records, retry, pagination, error mapping.

No I/O, no clock, no randomness, no HTTP library, nothing generated.
"""
