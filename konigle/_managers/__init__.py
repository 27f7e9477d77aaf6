"""What the managers of both worlds share: documented base classes, checks of arguments, and what a collection is."""
