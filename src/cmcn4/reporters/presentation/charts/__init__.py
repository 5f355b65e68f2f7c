"""Charts, reckoned and told once for every format that draws them."""
