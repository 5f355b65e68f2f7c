"""Reading: which rows of a large text are plain, and which are left to the reader."""
