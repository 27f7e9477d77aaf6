"""Maps rows of a file to contacts: the field of each column, and what prevents an import."""
