"""Prints all vectors as JSON, for languages whose standard library does not read YAML."""

import json

from conformance.vectors import read_vectors

if __name__ == "__main__":
    print(json.dumps(read_vectors()))
