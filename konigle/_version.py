"""The one place the version stands."""

__version__ = "2.0.0.dev0"
