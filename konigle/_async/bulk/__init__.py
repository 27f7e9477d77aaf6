"""Bulk operations of the asynchronous client."""
