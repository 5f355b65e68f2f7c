"""The audit database: rows, and views that judge again in SQL."""
