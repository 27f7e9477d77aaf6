"""From the rows of a file to contacts: which column is which field, and what is in the way of an import."""
