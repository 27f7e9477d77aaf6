"""`python -m konigle.cli`, the same as `konigle`."""

from konigle.cli import main

if __name__ == "__main__":
    main()
