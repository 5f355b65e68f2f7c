"""Other ways to the same report for very much data; imported only where one is asked for."""
