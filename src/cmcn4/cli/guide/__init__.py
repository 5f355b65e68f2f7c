"""What helps to find one's way: what there is, files to begin with, completion in a shell."""
