"""Who was to send figures: what is told of each, and what is written to them."""
