"""Headings: what stands above columns, and where tables begin."""
