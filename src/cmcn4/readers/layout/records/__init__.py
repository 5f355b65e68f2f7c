"""Records: the raw texts of a value, and the observation they make."""
