"""YAML with the place of every value, in the few forms that packs need."""
