"""Surroundings: titles, letterheads, lines beside a table; whose figures it holds."""
