"""What a setting may be, and where it is written."""
