"""The version, where nothing else need be imported for it."""

__version__ = "0.1.0"
