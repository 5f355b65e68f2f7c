"""The one-file program opened from the desktop: it asks, writes what it finds, and stays open."""
