"""A second judge: the contract worked out once more, plainly and slowly, sharing no code."""
