"""One target or one code of findings in full: what it means and how a verdict came about."""
