"""Engines: many plain rows read and judged at once, with the same outcome as one after the other.

Importing this package costs nothing: DuckDB is imported by the first use.
"""
