"""Prints all vectors as JSON, for languages whose standard library does not read YAML."""

import json
import sys

from conformance.vectors import read_vectors

if __name__ == "__main__":
    json.dump(read_vectors(), sys.stdout)
