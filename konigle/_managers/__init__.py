"""What the asynchronous and the synchronous managers share: base classes, checks of arguments, and results made of several parts."""
