"""Builds and checks what is released: the Python package, the npm package and the Go module."""
