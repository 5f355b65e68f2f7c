"""Rows: reading the body of a table, and what is left out of it."""
