"""The code that async and sync managers share: base classes, checks of arguments, the operations of a collection."""
