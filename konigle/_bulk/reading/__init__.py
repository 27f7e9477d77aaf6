"""Readers of CSV, JSON and Excel files."""
