"""An earlier report, and what changed since."""
