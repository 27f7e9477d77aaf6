"""Bulk operations: rows, results, the import journal, and how contacts are matched. No network here."""
