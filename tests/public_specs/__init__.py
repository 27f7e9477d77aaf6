"""`make check-public-specs`: packages of documents that others wrote, called against servers made of the same documents."""
