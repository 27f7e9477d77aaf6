"""Reads the spec and the hints, and refuses what is wrong with file and line."""
