"""What the standard library makes when a module is imported, made when it is first needed."""
