"""DuckDB's own module.

The package around it imports what is for dataframes and Arrow alone: three quarters of the time.
"""

try:
    import _duckdb as duckdb
except ImportError:  # a version that calls it by another name
    import duckdb  # type: ignore[no-redef]

__all__ = ["duckdb"]
