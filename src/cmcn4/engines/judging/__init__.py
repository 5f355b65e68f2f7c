"""Judging in bulk: simple series by their columns, all others by the one judge."""
