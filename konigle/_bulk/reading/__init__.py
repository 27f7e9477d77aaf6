"""Rows of files: CSV, JSON and Excel."""
