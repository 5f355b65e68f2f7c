"""What a script or a notebook works with: all that the command can be asked, and its report."""
