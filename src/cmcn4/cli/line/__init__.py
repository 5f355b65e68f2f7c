"""The command line: what commands there are, and what was typed."""
