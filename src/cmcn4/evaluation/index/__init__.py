"""What is found once for all answers: cells in error, members of groups, areas of targets."""
