"""Writes the planned code, formats it and compares it with what is checked in."""
