"""Findings that need all data: conflicts, jumps, repeated rows."""
