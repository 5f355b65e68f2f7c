"""To cite: a sentence, and works for source managers."""
