"""The report as a Word annex."""
