"""Reading and judging on a Spark cluster: each task does what one process does, with its areas."""
