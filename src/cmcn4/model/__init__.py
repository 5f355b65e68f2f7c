"""The vocabulary: frozen records of what is measured, demanded, observed and concluded; no I/O."""
