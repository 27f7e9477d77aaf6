"""The endpoint functions and the methods of managers in Python, made of the representation."""
