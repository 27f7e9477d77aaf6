"""Decides every class, field and function from the spec and the hints."""
