"""Roles: what each column of a table holds."""
