"""The code that async and sync managers share: base classes, checks of arguments, results made of several parts."""
